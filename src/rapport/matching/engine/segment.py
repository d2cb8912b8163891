"""Columns made ready for searching: an immutable part of an index."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from pyroaring import BitMap

from rapport.matching.engine.answers import Answers, answers
from rapport.matching.engine.closure import Closure, Sets, close, scheme_slices
from rapport.matching.engine.columns import (
    NO_ENQUIRIES,
    NO_FEE,
    RAGGED,
    Array,
    Columns,
    Texts,
    starts_of,
)
from rapport.matching.engine.grid import Spots, keys_of, units_of
from rapport.matching.engine.names import Names, names_of
from rapport.matching.engine.runs import distinct, everything, gathered, owners, set_of
from rapport.matching.engine.written import Written, written
from rapport.matching.ranking.completeness import ENOUGH_WORDS
from rapport.matching.ranking.enquiries import share_earned
from rapport.matching.ranking.score import WEIGHTS
from rapport.matching.rotation import keyed_rank


@dataclass(frozen=True)
class Segment:
    """n listings, those with a point first, from south to north and from west to east.

    `ids` (n) int64 are their ids, rising, and `by_id` (n) int32 where they stand. `first` has the
    first office with a point of each such listing in their order, `more` all other offices with a
    point. `rank` (n) uint64 orders equals; `answered` (n) counts what completeness asks for;
    `office_owner` and `remote_owner` int32 have the place of the listing of each such entry.
    `silent` and `not_applicable` have, for each scheme that is counted, the listings of which
    nobody knows, and those to which it does not apply.
    """

    columns: Columns
    schemes: tuple[str, ...]
    first: Spots
    more: Spots
    closure: Closure
    answers: Answers
    names: Names
    written: Written
    ids: Array
    by_id: Array
    rank: Array
    answered: Array
    office_owner: Array
    remote_owner: Array
    silent: Sets
    not_applicable: Sets

    def __len__(self) -> int:
        return len(self.columns)

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Where the terms of each scheme stand."""
        return scheme_slices(self.closure.terms)

    @cached_property
    def place_of_term(self) -> dict[str, int]:
        """Where each term stands."""
        return {term: place for place, term in enumerate(self.closure.terms)}

    def places_of_ids(self, ids: Iterable[int]) -> Array:
        """Where those of some listings stand that are here, rising."""
        wanted = np.fromiter(ids, np.int64)
        if not len(self):
            return np.zeros(0, np.int64)
        at = np.minimum(self.ids.searchsorted(wanted), len(self) - 1)
        return distinct(self.by_id[at[self.ids[at] == wanted]].astype(np.int64))

    @cached_property
    def _sets(self) -> dict[tuple[str, int], BitMap]:
        return {}

    def listings_with(self, term: int) -> BitMap:
        """Listings that have a term, by its place."""
        return self._kept("term", self.closure.sets, term)

    @cached_property
    def inapplicable(self) -> dict[str, BitMap]:
        """By scheme the listings to which it does not apply."""
        return {one: self.not_applicable[place] for place, one in enumerate(self.schemes)}

    @cached_property
    def silent_on(self) -> dict[str, BitMap]:
        """By scheme the listings of which nobody knows how it stands with it."""
        return {one: self.silent[place] for place, one in enumerate(self.schemes)}

    def _kept(self, name: str, sets: Sets, place: int) -> BitMap:
        found = self._sets.get((name, place))
        if found is None:
            found = self._sets[name, place] = sets[place]
        return found

    @cached_property
    def enquiry_points(self) -> Array | None:
        """What each listing earns for answered messages, as `ranking.enquiries` gives it.

        None if no listing is passed any: then nothing has to be added.
        """
        received = self.columns.enquiries_received
        said = received != NO_ENQUIRIES
        if not said.any():
            return None
        pairs = np.stack([received[said], self.columns.enquiries_answered[said]], axis=1)
        distinct_pairs, place = np.unique(pairs, axis=0, return_inverse=True)
        shares = np.array([share_earned(*pair) for pair in distinct_pairs.tolist()])
        points = np.zeros(len(self))
        points[said] = WEIGHTS["enquiries"] * shares[place.reshape(-1)]
        return points

    @cached_property
    def all(self) -> BitMap:
        """Every listing."""
        return everything(len(self))

    @cached_property
    def with_office(self) -> BitMap:
        """Listings that have an office, with a point or not."""
        return set_of(np.flatnonzero(np.diff(self.columns.office_start)))

    def in_jurisdiction(self, jurisdiction: str) -> BitMap:
        """Listings with an office there."""
        if jurisdiction not in self.columns.jurisdictions:
            return BitMap()
        where = self.columns.jurisdictions.index(jurisdiction)
        found = self._sets.get(("office", where))
        if found is None:
            offices = np.flatnonzero(self.columns.office_where == where)
            found = self._sets["office", where] = set_of(self.office_owner[offices])
        return found

    @cached_property
    def by_office(self) -> BitMap:
        """Listings whose openings differ by office."""
        return set_of(self.answers.by_office)

    @cached_property
    def by_payer(self) -> BitMap:
        """Listings whose openings differ by payer."""
        return set_of(self.answers.by_payer)

    @cached_property
    def by_office_or_payer(self) -> BitMap:
        """Listings whose openings differ by office or payer."""
        return self.by_office | self.by_payer

    @cached_property
    def of_more(self) -> tuple[Array, Array, Array]:
        """Listings in `more`, rising; where their spots begin; and the spots by listing."""
        order = np.argsort(self.more.owner, kind="stable")
        listings, counts = np.unique(self.more.owner, return_counts=True)
        return listings, starts_of(counts), order


def segment_of(
    columns: Columns,
    ancestors: Mapping[str, frozenset[str]],
    schemes: Iterable[str],
    key: bytes,
) -> Segment:
    """Sort columns by where offices are, and work out what every search needs."""
    counted = tuple(dict.fromkeys(schemes))
    order, located = _south_to_north(columns)
    columns = taken(columns, order)
    first, more = _spots(columns, located)
    closure, sets = close(columns, ancestors)
    silent, not_applicable = _unsaid(columns, sets, counted)
    by_id = np.argsort(columns.ids, kind="stable").astype(np.int32)
    ranks = (int.from_bytes(keyed_rank(key, id_), "big") for id_ in columns.ids.tolist())
    segment = Segment(
        columns=columns,
        schemes=counted,
        first=first,
        more=more,
        closure=closure,
        answers=answers(columns),
        names=names_of(columns),
        written=written(columns),
        ids=columns.ids[by_id],
        by_id=by_id,
        rank=np.fromiter(ranks, np.uint64, len(columns)),
        answered=_answered(columns),
        office_owner=owners(np.diff(columns.office_start)).astype(np.int32),
        remote_owner=owners(np.diff(columns.remote_start)).astype(np.int32),
        silent=silent,
        not_applicable=not_applicable,
    )
    segment._sets.update(
        {("term", place): sets[term] for term, place in segment.place_of_term.items()}
    )
    return segment


def taken(columns: Columns, order: Array) -> Columns:
    """Columns with these listings in this order."""
    new: dict[str, Any] = {}
    for part, names in RAGGED.items():
        start = getattr(columns, f"{part}_start")
        values = gathered(start, order, [getattr(columns, name) for name in names])
        new |= dict(zip(names, values, strict=True))
        new[f"{part}_start"] = starts_of(np.diff(start)[order])
    for field in fields(columns):
        value = getattr(columns, field.name)
        if field.name not in new and isinstance(value, np.ndarray):
            new[field.name] = value[order]
        elif isinstance(value, Texts):
            new[field.name] = _texts_taken(value, order)
    return replace(columns, **new)


def _texts_taken(texts: Texts, order: Array) -> Texts:
    """Copy string by string: places of single bytes would be eight times as long as the text."""
    start = starts_of(np.diff(texts.start)[order])
    data = np.empty(start[-1], np.uint8)
    old, new = texts.data.data, data.data
    first = texts.start[order].tolist()
    for begin, (low, high) in zip(first, pairwise(start.tolist()), strict=True):
        new[low:high] = old[begin : begin + high - low]
    return Texts(start, data)


def _located(columns: Columns) -> tuple[Array, Array]:
    """Offices with a point, and whether each is the first such one of its listing."""
    offices = np.flatnonzero(~np.isnan(columns.office_latitude))
    owner = owners(np.diff(columns.office_start))[offices]
    return offices, np.append(True, owner[1:] != owner[:-1])[: len(owner)]


def _south_to_north(columns: Columns) -> tuple[Array, int]:
    """Order of the listings, and how many have a point."""
    offices, is_first = _located(columns)
    offices = offices[is_first]
    owner = owners(np.diff(columns.office_start))[offices]
    key = np.full(len(columns), np.iinfo(np.int64).max)
    key[owner] = keys_of(columns.office_latitude[offices], columns.office_longitude[offices])
    return np.lexsort((columns.ids, key)), len(offices)


def _spots(columns: Columns, located: int) -> tuple[Spots, Spots]:
    offices, is_first = _located(columns)
    owner = owners(np.diff(columns.office_start))[offices]
    more = offices[~is_first]
    keys = keys_of(columns.office_latitude[more], columns.office_longitude[more])
    order = np.argsort(keys, kind="stable")
    return (
        spots_at(columns, offices[is_first], owner[is_first]),
        spots_at(columns, more[order], owner[~is_first][order]),
    )


def spots_at(columns: Columns, offices: Array, owner: Array) -> Spots:
    """The spots of some offices."""
    latitude, longitude = columns.office_latitude[offices], columns.office_longitude[offices]
    return Spots(
        keys_of(latitude, longitude),
        units_of(latitude, longitude),
        latitude,
        longitude,
        owner.astype(np.int32),
    )


def _unsaid(
    columns: Columns, sets: Mapping[str, BitMap], schemes: tuple[str, ...]
) -> tuple[Sets, Sets]:
    silent, not_applicable = [], []
    said: dict[str, list[BitMap]] = {scheme: [] for scheme in schemes}
    for term, listings in sets.items():
        said.setdefault(term.partition(":")[0], []).append(listings)
    for scheme in schemes:
        applies = np.ones(len(columns), bool)
        unknown = np.ones(len(columns), bool)
        if scheme in columns.schemes:
            bit = np.uint64(1 << columns.schemes.index(scheme))
            applies = (columns.not_applicable & bit) == 0
            unknown = (columns.known & bit) == 0
        not_applicable.append(set_of(np.flatnonzero(~applies)))
        unsaid = set_of(np.flatnonzero(unknown & applies))
        silent.append(unsaid - BitMap().union(*said[scheme]))
    return Sets.of(silent), Sets.of(not_applicable)


def _answered(columns: Columns) -> Array:
    """How many of what completeness asks for is there: words, fee, coverage and openings."""
    headlines, words = columns.headlines, columns.words
    letters = np.diff(headlines.start) + np.diff(words.start)
    long_enough = np.flatnonzero(letters >= 2 * ENOUGH_WORDS - 2)
    answered: Array = (columns.fee_cents != NO_FEE).astype(np.uint8)
    answered += np.diff(columns.opening_start) > 0
    for place in long_enough.tolist():
        both = f"{headlines[place]} {words[place]}"
        answered[place] += len(both.split()) >= ENOUGH_WORDS
    if "payer" in columns.schemes:
        bit = np.uint64(1 << columns.schemes.index("payer"))
        answered += (columns.known & bit) != 0
    return answered
