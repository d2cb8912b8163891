"""Which opening speaks for an office and a payer, worked out once for every listing.

Most listings say one thing for everybody: their answer is a single value. The others get a small
table with the row that speaks for each of their offices and payers, as `criteria._most_specific`
finds it; a search only chooses among these.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rapport.matching.engine.columns import NO_OFFICE, NO_PAYER, SOURCES, Array, Columns, starts_of
from rapport.matching.engine.runs import distinct, owners, spread

ANY_OFFICE, REMOTE = -1, -2
ANY_PAYER, NO_OWN_PAYER = -1, -2
SEVERAL = -1
NO_ANSWER = 0

_CHUNK = 20_000

_NOBODY = tuple(np.zeros(0, kind) for kind in (np.int64, np.int32, np.int32, np.bool_, np.int32))


@dataclass(frozen=True, slots=True)
class Answers:
    """What listings say of openings. A value is a place in the tables `state` to `source` (v).

    `single` (n) is a listing's only value, `NO_ANSWER`, or `SEVERAL`. Listings with several are
    `several`, rising, with entries from `start[i]`: `value` speaks for `office` (a place among the
    columns' offices, `ANY_OFFICE`, or `REMOTE`) and `payer` (a place in the columns' terms,
    `ANY_PAYER`, or `NO_OWN_PAYER`); `is_general` entries speak when no payer was asked for.
    `by_office` and `by_payer` are the listings with entries of their own for some.
    """

    state: Array
    wait: Array
    day: Array
    source: Array
    single: Array
    several: Array
    start: Array
    office: Array
    payer: Array
    is_general: Array
    value: Array
    by_office: Array
    by_payer: Array


def answers(columns: Columns) -> Answers:
    """Work out who speaks in every listing."""
    value, tables = _values(columns)
    lengths = np.diff(columns.opening_start)
    listing = owners(lengths)
    special = (columns.opening_office != NO_OFFICE) | (columns.opening_payer != NO_PAYER)
    is_several = np.zeros(len(columns), bool)
    is_several[listing[special]] = True
    single = np.full(len(columns), NO_ANSWER, np.int32)
    plain = np.flatnonzero(~is_several[listing])
    best = plain[np.lexsort((value[plain], listing[plain]))]
    single[listing[best]] = value[best]  # of equal places the last one stays
    single[is_several] = SEVERAL
    several = np.flatnonzero(is_several)
    pieces = [_Piece(columns, value, some).entries() for some in _chunks(several)] or [_NOBODY]
    owner, office, payer, is_general, speaking = (
        np.concatenate(each) for each in zip(*pieces, strict=True)
    )
    counts = np.bincount(several.searchsorted(owner), minlength=len(several))
    return Answers(
        state=tables[0],
        wait=tables[1],
        day=tables[2],
        source=tables[3],
        single=single,
        several=several,
        start=starts_of(counts[: len(several)]),
        office=office,
        payer=payer,
        is_general=is_general,
        value=speaking,
        by_office=distinct(owner[office != ANY_OFFICE]),
        by_payer=distinct(owner[payer != ANY_PAYER]),
    )


def _chunks(several: Array) -> Iterator[Array]:
    for first in range(0, len(several), _CHUNK):
        yield several[first : first + _CHUNK]


def _values(columns: Columns) -> tuple[Array, tuple[Array, Array, Array, Array]]:
    """Distinct rows, numbered from 1 so that the higher speaks among equally specific rows.

    That is the newer one, then the one that promises less, then the better source.
    """
    precedence = (len(SOURCES) - 1 - columns.opening_source).astype(np.int64)
    wait = columns.opening_wait.astype(np.int64) + (1 << 31)
    key = columns.opening_day.astype(np.int64) << 36 | columns.opening_state.astype(np.int64) << 34
    _high, value_high = np.unique(key, return_inverse=True)
    low, value_low = np.unique(wait << 2 | precedence, return_inverse=True)
    pairs, value = np.unique(value_high * max(len(low), 1) + value_low, return_inverse=True)
    first = np.zeros(len(pairs), np.int64)
    first[value] = np.arange(len(value))
    tables = [
        np.append(np.zeros(1, column.dtype), column[first])
        for column in (
            columns.opening_state,
            columns.opening_wait,
            columns.opening_day,
            columns.opening_source,
        )
    ]
    return value.astype(np.int32) + 1, (tables[0], tables[1], tables[2], tables[3])


class _Piece:
    """Some listings whose openings name offices or payers."""

    def __init__(self, columns: Columns, value: Array, listings: Array) -> None:
        self.columns = columns
        self.listings = listings
        self.count = len(listings)
        at = spread(columns.opening_start[listings], columns.opening_start[listings + 1])
        self.lengths = columns.opening_start[listings + 1] - columns.opening_start[listings]
        self.owner = owners(self.lengths)
        self.office = columns.opening_office[at]
        self.payer = columns.opening_payer[at]
        self.value = value[at]

    def entries(self) -> tuple[Array, ...]:
        """Listing, office, payer, whether general, and value of each answer."""
        offices, payers = self._office_slots(), self._payer_slots()
        payer_counts = np.bincount(payers[0], minlength=self.count)
        payer_start = starts_of(payer_counts)
        owner = offices[0]
        left = np.repeat(np.arange(len(owner)), payer_counts[owner])
        right = spread(payer_start[owner], payer_start[owner + 1])
        pair_owner = owner[left]
        value = self._speaking(pair_owner, offices[2][left], payers[2][right])
        said = value != NO_ANSWER
        return (
            self.listings[pair_owner[said]],
            offices[1][left[said]].astype(np.int32),
            payers[1][right[said]].astype(np.int32),
            payers[3][right[said]],
            value[said],
        )

    def _speaking(self, owner: Array, office: Array, payer: Array) -> Array:
        """For each pair the row that names most of the two; of those the one that wins a tie."""
        start = starts_of(self.lengths)
        pair = np.repeat(np.arange(len(owner)), self.lengths[owner])
        row = spread(start[owner], start[owner + 1])
        fits_office = (self.office[row] == NO_OFFICE) | (self.office[row] == office[pair])
        fits_payer = (self.payer[row] == NO_PAYER) | (self.payer[row] == payer[pair])
        fits = fits_office & fits_payer
        pair, row = pair[fits], row[fits]
        named = (self.office[row] != NO_OFFICE).astype(np.int64) + (self.payer[row] != NO_PAYER)
        best = np.full(len(owner), NO_ANSWER, np.int64)
        np.maximum.at(best, pair, named << 32 | self.value[row])
        return (best & 0xFFFFFFFF).astype(np.int32)

    def _office_slots(self) -> tuple[Array, Array, Array]:
        """Owner, what is stored, and the office id that rows are compared with; by owner.

        Rows that name an office which is none of the listing's speak for video and phone; where
        there are none, the rows that name no office do.
        """
        named = np.zeros(self.count, bool)
        named[self.owner[self.office != NO_OFFICE]] = True
        start, end = (self.columns.office_start[self.listings + more] for more in (0, 1))
        places = spread(start[named], end[named])
        own_owner = np.repeat(np.flatnonzero(named), (end - start)[named])
        own_id = self.columns.office_id[places]
        owner, ids = _unique(self.owner, self.office, self.office != NO_OFFICE)
        foreign = ~_pairs_in(owner, ids, own_owner, own_id)
        owner, ids = owner[foreign], ids[foreign]
        without = np.setdiff1d(np.flatnonzero(named), owner)
        unnamed = np.flatnonzero(~named)
        parts = (
            (own_owner, places, own_id),
            (owner, np.full(len(owner), REMOTE), ids),
            (without, np.full(len(without), REMOTE), np.full(len(without), NO_OFFICE)),
            (unnamed, np.full(len(unnamed), ANY_OFFICE), np.full(len(unnamed), NO_OFFICE)),
        )
        owner, stored, ids = (np.concatenate(each) for each in zip(*parts, strict=True))
        order = np.argsort(owner, kind="stable")
        return owner[order], stored[order], ids[order]

    def _payer_slots(self) -> tuple[Array, Array, Array, Array]:
        """Owner, what is stored, the payer that rows are compared with, and whether general.

        By owner. When no payer is asked for, those that rows name speak, and the rows that name
        none; a listing's other payers speak only when they are asked for.
        """
        named = np.zeros(self.count, bool)
        named[self.owner[self.payer != NO_PAYER]] = True
        row_owner, row_payer = _unique(self.owner, self.payer, self.payer != NO_PAYER)
        own_owner, own_payer = self._own_payers(np.flatnonzero(named))
        is_own = _pairs_in(row_owner, row_payer, own_owner, own_payer)
        everyone = np.arange(self.count)
        none = np.full(self.count, NO_PAYER)
        parts = (
            (
                own_owner,
                own_payer,
                own_payer,
                _pairs_in(own_owner, own_payer, row_owner, row_payer),
            ),
            (
                row_owner[~is_own],
                np.full((~is_own).sum(), NO_OWN_PAYER),
                row_payer[~is_own],
                np.ones((~is_own).sum(), bool),
            ),
            (everyone, np.where(named, NO_OWN_PAYER, ANY_PAYER), none, np.ones(self.count, bool)),
        )
        owner, stored, payer, is_general = (
            np.concatenate(each) for each in zip(*parts, strict=True)
        )
        order = np.argsort(owner, kind="stable")
        return owner[order], stored[order], payer[order], is_general[order]

    def _own_payers(self, of: Array) -> tuple[Array, Array]:
        """Payers among the terms that listings say themselves, each once."""
        columns = self.columns
        is_payer = np.array([one.startswith("payer:") for one in columns.terms], bool)
        start, end = (columns.use_start[self.listings[of] + more] for more in (0, 1))
        owner = np.repeat(of, end - start)
        term = columns.use_term[spread(start, end)].astype(np.int64)
        return _unique(owner, term, is_payer[term] if len(term) else np.zeros(0, bool))


def _unique(owner: Array, value: Array, kept: Array) -> tuple[Array, Array]:
    """Distinct pairs among those kept, by owner."""
    every, place = np.unique(value[kept].astype(np.int64), return_inverse=True)
    width = max(len(every), 1)
    pairs = distinct(owner[kept] * width + place)
    return pairs // width, every[pairs % width]


def _pairs_in(owner: Array, value: Array, owners_: Array, values: Array) -> Array:
    """Tell which pairs are among others."""
    every = np.unique(np.concatenate([value, values]).astype(np.int64))
    width = max(len(every), 1)
    left = owner * width + every.searchsorted(value)
    found: Array = np.isin(left, owners_ * width + every.searchsorted(values))
    return found
