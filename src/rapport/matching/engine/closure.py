"""Terms of every listing, broader ones included: by listing for counting, by term for choosing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from rapport.matching.document import Emphasis
from rapport.matching.engine.columns import EMPHASES, MOST_TERMS, TRAINED, Array, Columns, starts_of
from rapport.matching.engine.runs import owners, set_of, spread
from rapport.matching.ranking.fit import SCHEMES as FIT_SCHEMES

OWN = 8
"""Added to how a term is used when the listing says the term itself and not a narrower one."""

_CHUNK = 1 << 14
_WIDE_SHARE = 0.95
_HOWS = 2 * TRAINED


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of listings in the portable form of Roaring bitmaps, one behind another."""

    start: Array
    data: Array

    @classmethod
    def of(cls, sets: Sequence[BitMap]) -> "Sets":
        """Store sets one behind another."""
        for one in sets:
            one.run_optimize()
        written = [one.serialize() for one in sets]
        return cls(
            starts_of([len(one) for one in written]), np.frombuffer(b"".join(written), np.uint8)
        )

    def __getitem__(self, index: int) -> BitMap:
        return BitMap.deserialize(bytes(self.data[self.start[index] : self.start[index + 1]]))


@dataclass(frozen=True, slots=True)
class Closure:
    """Terms of n listings, closed under broader terms, without schemes that do not apply.

    `terms` is the sorted table of all t of them. `rows` (n, w) uint16 has a listing's terms, filled
    up with t; the few listings that have more than w terms are `wide`, and the rest of theirs is
    `wide_term[wide_start[i] : wide_start[i + 1]]`. `sets` has the listings of each term. For
    schemes whose use earns points, `fit_listing` and `fit_how` say how term i is used: the entries
    from `fit_start[i]` on.
    """

    terms: tuple[str, ...]
    rows: Array
    wide: Array
    wide_start: Array
    wide_term: Array
    sets: Sets
    sizes: Array
    fit_start: Array
    fit_listing: Array
    fit_how: Array

    def uses(self, term: int) -> tuple[Array, Array]:
        """Listings that have a term of a scheme that earns points, rising, and how they use it."""
        entries = slice(self.fit_start[term], self.fit_start[term + 1])
        return self.fit_listing[entries], self.fit_how[entries]


def scheme_slices(terms: Sequence[str]) -> dict[str, slice]:
    """Where the terms of each scheme stand in a sorted table."""
    slices: dict[str, slice] = {}
    for place, term in enumerate(terms):
        scheme = term.partition(":")[0]
        slices[scheme] = slice(slices.get(scheme, slice(place, place)).start, place + 1)
    return slices


def close(
    columns: Columns, ancestors: Mapping[str, frozenset[str]]
) -> tuple[Closure, dict[str, BitMap]]:
    """Close the terms of columns under `ancestors`; gives the listings of each term too.

    Raises ValueError for more than 65,535 terms.
    """
    above = {one for term in columns.terms for one in ancestors.get(term, ())}
    terms = tuple(sorted(above | set(columns.terms)))
    if len(terms) > MOST_TERMS:
        raise ValueError(f"{len(terms)} terms are more than {MOST_TERMS}")
    pieces = list(_closed(columns, _Ladder(columns, terms, ancestors)))
    sizes = np.zeros(len(terms), np.int64)
    lengths = np.zeros(len(columns), np.int64)
    for each, term, _how in pieces:
        sizes += np.bincount(term, minlength=len(terms))
        lengths += np.bincount(each, minlength=len(columns))
    listing, how = _by_term(pieces, sizes)
    bounds = starts_of(sizes)
    sets = [set_of(listing[a:b]) for a, b in pairwise(bounds)]
    fits = np.array([one.partition(":")[0] in FIT_SCHEMES for one in terms], bool)
    kept = spread(bounds[:-1][fits], bounds[1:][fits])
    closure = Closure(
        terms,
        *_rows(np.concatenate([term for _, term, _ in pieces]), lengths, len(terms)),
        Sets.of(sets),
        sizes,
        starts_of(np.where(fits, sizes, 0)),
        listing[kept].astype(np.int32),
        how[kept],
    )
    return closure, dict(zip(terms, sets, strict=True))


_Piece = tuple[Array, Array, Array]
"""Listings, terms, and how they are used, by listing and term."""


def _by_term(pieces: list[_Piece], sizes: Array) -> tuple[Array, Array]:
    """Listings and uses by term and listing: every piece is dealt out to the terms' own places."""
    free = starts_of(sizes)[:-1]
    total = int(np.sum(sizes))
    listing, how = np.empty(total, np.uint32), np.empty(total, np.uint8)
    for listings, terms, hows in pieces:
        order = np.argsort(terms, kind="stable")
        counts = np.bincount(terms, minlength=len(sizes))
        places = spread(free, free + counts)
        listing[places] = listings[order]
        how[places] = hows[order]
        free = free + counts
    return listing, how


class _Ladder:
    """The closed terms of each own term, and how good each way to use a term is."""

    def __init__(
        self,
        columns: Columns,
        terms: tuple[str, ...],
        ancestors: Mapping[str, frozenset[str]],
    ) -> None:
        places = {term: place for place, term in enumerate(terms)}
        lists = [
            [
                places[term],
                *sorted(places[one] for one in ancestors.get(term, frozenset()) - {term}),
            ]
            for term in columns.terms
        ]
        self.start = starts_of([len(one) for one in lists])
        self.steps = np.array([one for each in lists for one in each], np.uint64)
        bits = {scheme: place for place, scheme in enumerate(columns.schemes)}
        self.scheme_bit = np.array(
            [1 << bits[one] if (one := term.partition(":")[0]) in bits else 0 for term in terms],
            np.uint64,
        )
        best_first = sorted(range(_HOWS), key=_best_first)
        self.how_of_rank = np.array(best_first, np.uint64)
        self.rank_of_how = np.argsort(self.how_of_rank).astype(np.uint64)


def _best_first(how: int) -> tuple[bool, bool, bool, int]:
    """As `criteria.prepare` orders uses."""
    place = min(how % TRAINED, len(EMPHASES) - 1)
    is_trained = bool(how & TRAINED)
    return EMPHASES[place] != Emphasis.FOCUS, not is_trained, EMPHASES[place] == Emphasis.ALSO, how


def _closed(columns: Columns, ladder: _Ladder) -> Iterator[tuple[Array, Array, Array]]:
    """Listing, term and how it is used, by listing and term, in pieces."""
    for first in range(0, max(len(columns), 1), _CHUNK):
        start = columns.use_start[first : min(first + _CHUNK, len(columns)) + 1]
        if len(start) > 1:
            yield _piece(columns, ladder, start, first)
        else:
            yield np.zeros(0, np.int64), np.zeros(0, np.uint16), np.zeros(0, np.uint8)


def _piece(
    columns: Columns, ladder: _Ladder, start: Array, first: int
) -> tuple[Array, Array, Array]:
    """One sort by listing, term, and who speaks for the term: the last own use, or the best."""
    term = columns.use_term[start[0] : start[-1]]
    how = columns.use_how[start[0] : start[-1]]
    lengths = np.diff(start)
    listing = owners(lengths)
    back = (np.repeat(start[1:] - start[0], lengths) - np.arange(len(term))).astype(np.uint64)
    steps = ladder.start[term.astype(np.int64) + 1] - ladder.start[term]
    step = spread(ladder.start[term], ladder.start[term.astype(np.int64) + 1])
    rank = ladder.rank_of_how[how]
    own = (back << np.uint64(3)) | rank
    other = np.uint64(1 << 19) | (rank << np.uint64(16)) | term
    key = np.repeat(other, steps)
    key[starts_of(steps)[:-1]] = own
    closed = ladder.steps[step]
    key |= closed << np.uint64(20)
    listing = np.repeat(listing, steps).astype(np.uint64)
    applies = (columns.not_applicable[first:][listing] & ladder.scheme_bit[closed]) == 0
    key |= listing << np.uint64(36)
    key = np.sort(key[applies])
    pair = key >> np.uint64(20)
    key = key[np.append(True, pair[1:] != pair[:-1])[: len(pair)]]
    return _decoded(key, ladder, first)


def _decoded(key: Array, ladder: _Ladder, first: int) -> tuple[Array, Array, Array]:
    is_own = (key >> np.uint64(19) & np.uint64(1)) == 0
    rank = np.where(is_own, key, key >> np.uint64(16)) & np.uint64(7)
    how = (ladder.how_of_rank[rank] | np.where(is_own, OWN, 0).astype(np.uint64)).astype(np.uint8)
    listing = (key >> np.uint64(36)).astype(np.int64) + first
    return listing, (key >> np.uint64(20)).astype(np.uint16), how


def _rows(term: Array, lengths: Array, filler: int) -> tuple[Array, Array, Array, Array]:
    """Rows of equal width for most listings, and the rest of the widest."""
    width = int(np.quantile(lengths, _WIDE_SHARE)) if len(lengths) else 0
    start = starts_of(lengths)
    kept = np.minimum(lengths, width)
    rows = np.full((len(lengths), max(width, 1)), filler, np.uint16)
    inside = np.arange(rows.shape[1]) < kept[:, None]
    rows[inside] = term[spread(start[:-1], start[:-1] + kept)]
    wide = np.flatnonzero(lengths > width)
    rest = spread(start[wide] + width, start[wide + 1])
    return rows, wide, starts_of(lengths[wide] - width), term[rest]
