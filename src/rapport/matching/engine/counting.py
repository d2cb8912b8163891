"""Facets: how many listings have each term, counted in whichever way is quicker."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from pyroaring import BitMap

from rapport.matching import criteria
from rapport.matching.document import Meeting
from rapport.matching.engine.asked import Asked
from rapport.matching.engine.columns import Array
from rapport.matching.engine.day import aspect_of
from rapport.matching.engine.runs import are_in, owners, places_of, spread
from rapport.matching.engine.segment import Segment
from rapport.matching.engine.speaking import known_among, offices_fit, open_among
from rapport.matching.obvious import FEE_CEILINGS_CENTS, OPENING_WINDOWS_DAYS
from rapport.matching.relaxing import relax
from rapport.matching.results import Facet, Relaxation, RelaxationKind

_NEARLY_ALL = 0.98
"""From this share of the listings on, it is quicker to count who is missing."""
_FEW = 500
_ROW_US = 0.09
"""About how long it takes to count the terms of a listing; measured, as `_set_us`."""
_CHUNK = 4_096


def facets(asked: Asked) -> Iterator[tuple[str, Facet]]:
    """Every facet of one segment."""
    schemes = asked.segment.schemes
    chosen = {choice.scheme for choice in asked.query.must}
    special = {"payer"} if asked.query.openings_within_days is not None else set()
    shared = [one for one in schemes if one not in chosen | special]
    yield from _scheme_facets(asked, asked.found, shared)
    for scheme in schemes:
        if scheme in special:
            yield scheme, _payers_with_openings(asked)
        elif scheme in chosen:
            yield from _scheme_facets(asked, asked.without(scheme), [scheme])
    yield "meeting", _meetings(asked)
    yield criteria.FEE, _fees(asked)
    yield criteria.OPENINGS, _openings(asked)


def _scheme_facets(asked: Asked, among: BitMap, schemes: list[str]) -> Iterator[tuple[str, Facet]]:
    """Facets of schemes that are counted among the same listings.

    Claims that no longer count are left out: the listing is then one that is not known.
    """
    segment = asked.segment
    slices = [segment.slices.get(one, slice(0, 0)) for one in schemes]
    counts = _term_counts(segment, among, slices)
    olds = _Olds(asked, among, dict(zip(schemes, slices, strict=True)))
    found = []
    for scheme, terms in zip(schemes, slices, strict=True):
        inapplicable, silent = segment.inapplicable[scheme], segment.silent_on[scheme]
        not_applicable = inapplicable.intersection_cardinality(among)
        not_known = silent.intersection_cardinality(among)
        old = olds.of(scheme)
        if old:
            counts[terms] -= olds.counts_of(scheme)[terms]
            not_known += len(old) - inapplicable.intersection_cardinality(old)
            not_known -= silent.intersection_cardinality(old)
        found.append((not_known, not_applicable))
    values = _named(segment, counts, slices)
    for scheme, said, silence in zip(schemes, values, found, strict=True):
        yield scheme, Facet(said, *silence)


def _named(segment: Segment, counts: Array, slices: list[slice]) -> Iterator[dict[str, int]]:
    """Counts by name of term for each slice, without those of nobody."""
    first = min((one.start for one in slices), default=0)
    last = max((one.stop for one in slices), default=0)
    there = np.flatnonzero(counts[first:last]) + first
    numbers, names = counts[there].tolist(), segment.closure.terms
    named = [names[term] for term in there.tolist()]
    bounds = there.searchsorted([bound for one in slices for bound in (one.start, one.stop)])
    for first, last in bounds.reshape(-1, 2).tolist():
        yield dict(zip(named[first:last], numbers[first:last], strict=True))


class _Olds:
    """Those of some listings whose claims no longer count, and what they claimed.

    Schemes that age together are looked at together.
    """

    def __init__(self, asked: Asked, among: BitMap, slices: dict[str, slice]) -> None:
        self._asked = asked
        self._among = among
        self._slices = slices
        self._sets: dict[str, BitMap] = {}
        self._counts: dict[str, Array] = {}

    def of(self, scheme: str) -> BitMap:
        """Listings whose claims in a scheme no longer count."""
        aspect = aspect_of(scheme)
        if aspect not in self._sets:
            self._sets[aspect] = self._among & self._asked.day.expired(scheme)
        return self._sets[aspect]

    def counts_of(self, scheme: str) -> Array:
        """How many of them have each term of the schemes that age as this one."""
        aspect = aspect_of(scheme)
        if aspect not in self._counts:
            slices = [terms for one, terms in self._slices.items() if aspect_of(one) == aspect]
            self._counts[aspect] = _term_counts(self._asked.segment, self.of(scheme), slices)
        return self._counts[aspect]


def _term_counts(segment: Segment, among: BitMap, slices: list[slice]) -> Array:
    """How many of some listings have each term; only these slices of the counts are right."""
    size, every = len(among), len(segment.closure.terms)
    if size > len(segment) * _NEARLY_ALL:
        return segment.closure.sizes - count_rows(segment, places_of(segment.all - among))
    asked = sum(one.stop - one.start for one in slices)
    if size < _FEW or size * _ROW_US < asked * _set_us(among):
        return count_rows(segment, places_of(among))
    counts = np.zeros(every, np.int64)
    for terms in slices:
        for term in range(terms.start, terms.stop):
            counts[term] = segment.listings_with(term).intersection_cardinality(among)
    return counts


def _set_us(among: BitMap) -> float:
    """About how long it takes to cross a set with another: by the blocks of 65,536 it is in."""
    blocks: int = among.get_statistics()["n_containers"]
    return 1.0 + 1.2 * blocks


def count_rows(segment: Segment, at: Array) -> Array:
    """How many of the listings at these places, which rise, have each term."""
    closure = segment.closure
    every = len(closure.terms) + 1
    counts = np.zeros(every, np.int64)
    for first in range(0, len(at), _CHUNK):
        rows = closure.rows.take(at[first : first + _CHUNK], axis=0)
        counts += np.bincount(rows.ravel(), minlength=every)
    if len(closure.wide):
        wide = closure.wide.searchsorted(at[are_in(at, closure.wide)])
        rest = closure.wide_term[spread(closure.wide_start[wide], closure.wide_start[wide + 1])]
        counts += np.bincount(rest, minlength=every)
    return counts[:-1]


def _payers_with_openings(asked: Asked) -> Facet:
    """Payers for whose clients there is an opening in time, among those found without a payer."""
    without = relax(asked.query, Relaxation(RelaxationKind.WITHOUT, 0, "payer"))
    among = asked.open_in_time(asked.fitting("payer"), without)
    by_payer = asked.segment.by_payer & among
    ((_scheme, facet),) = _scheme_facets(asked, among, ["payer"])
    if not by_payer:
        return facet
    ((_scheme, instead),) = _scheme_facets(asked, by_payer, ["payer"])
    counts = Counter(facet.counts)
    counts.subtract(instead.counts)
    counts.update(_accepted(asked, by_payer))
    return replace(facet, counts={term: count for term, count in counts.items() if count})


def _accepted(asked: Asked, among: BitMap) -> Counter[str]:
    """Payers, broader ones included, by listings that have an opening in time for them."""
    among = among - asked.segment.inapplicable["payer"] - asked.day.expired("payer")
    table, days = asked.segment.answers, asked.query.openings_within_days or 0
    listings = places_of(among)
    rows = table.several.searchsorted(listings)
    lengths = table.start[rows + 1] - table.start[rows]
    entry = spread(table.start[rows], table.start[rows + 1])
    listing = listings[owners(lengths)]
    opens = (table.payer[entry] >= 0) & offices_fit(asked, entry, listing, asked.query)
    opens &= asked.day.opens(days)[table.value[entry]]
    pairs: set[tuple[int, str]] = set()
    terms = asked.segment.columns.terms
    for owner, payer in zip(
        listing[opens].tolist(), table.payer[entry[opens]].tolist(), strict=True
    ):
        own = terms[payer]
        for term in {own} | asked.ancestors.get(own, frozenset()):
            if criteria.scheme_of(term) == "payer":
                pairs.add((owner, term))
    return Counter(term for _owner, term in pairs)


def _meetings(asked: Asked) -> Facet:
    """Ways to meet, whatever was chosen; each by its own openings."""
    query = asked.query
    among = asked.fitting(criteria.PLACE)
    counts = {}
    for way in Meeting:
        able = asked.ways(query, way)
        if query.openings_within_days is None:
            count = able.intersection_cardinality(among)
        else:
            option = replace(query, meeting=frozenset({way}))
            count = len(asked.open_in_time(among & able, option))
        if count:
            counts[str(way)] = count
    return Facet(counts)


def _fees(asked: Asked) -> Facet:
    among = asked.without(criteria.FEE)
    return Facet(
        {
            str(cents): asked.day.affordable(cents).intersection_cardinality(among)
            for cents in FEE_CEILINGS_CENTS
        },
        not_known=asked.day.without_fee.intersection_cardinality(among),
    )


def _openings(asked: Asked) -> Facet:
    among = asked.without(criteria.OPENINGS)
    query = asked.query
    return Facet(
        {str(days): len(open_among(asked, among, query, days)) for days in OPENING_WINDOWS_DAYS},
        not_known=len(among) - len(known_among(asked, among, query)),
    )
