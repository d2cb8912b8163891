"""What a search demands of a segment, as sets of listings: one set a criterion."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from rapport.matching import criteria
from rapport.matching.document import Meeting
from rapport.matching.engine.columns import Array
from rapport.matching.engine.day import Day
from rapport.matching.engine.grid import bands, circle, km_of_chord2, near_spots
from rapport.matching.engine.runs import are_in, set_of, spread
from rapport.matching.engine.speaking import open_among
from rapport.matching.query import Choice, Near, Query, Region


class Asked:
    """One search of one segment on one day; who is `gone` from the segment is not found."""

    def __init__(self, day: Day, query: Query, words: Sequence[str], gone: BitMap) -> None:
        self.day = day
        self.ancestors = day.ancestors
        self._unseen = day.hidden | gone if gone else day.hidden
        self.segment = day.segment
        self.query = query
        self.words = words
        self._in_person: dict[Near | Region | None, BitMap] = {}
        self._in_name: dict[str, dict[float, BitMap]] = {}

    # Place and meeting

    def ways(self, query: Query, way: Meeting) -> BitMap:
        """Listings that could meet a person in a way, whatever they chose."""
        if way is not Meeting.IN_PERSON:
            return self.day.remote(way, query.jurisdiction)
        found = self._in_person.get(query.place)
        if found is None:
            found = self._in_person[query.place] = self._would_do(query.place)
        return found

    @cached_property
    def ways_to_meet(self) -> list[tuple[Meeting, BitMap]]:
        """Every way to meet, with the listings that could meet the person so."""
        return [(way, self.ways(self.query, way)) for way in Meeting]

    def meeting(self, query: Query) -> BitMap:
        """Listings that could meet a person in a way that is wanted."""
        if query.place is None:
            key = ("meeting", query.jurisdiction, query.meeting)
            return self.day.kept(key, lambda: self._meeting(query))
        return self._meeting(query)

    def _meeting(self, query: Query) -> BitMap:
        sets = self._wanted(query)
        return sets[0] if len(sets) == 1 else sets[0].union(*sets[1:])

    def _wanted(self, query: Query) -> list[BitMap]:
        wanted = criteria.wanted_ways(query)
        return [self.ways(query, way) for way in Meeting if way in wanted]

    def meeting_among(self, among: BitMap, query: Query) -> BitMap:
        """Those of some listings that could meet a person in a way that is wanted."""
        if query.place is None:
            return among & self.meeting(query)
        return BitMap().union(*(among & one for one in self._wanted(query)))

    def _would_do(self, place: Near | Region | None) -> BitMap:
        match place:
            case None:
                return self.segment.with_office
            case Region(jurisdiction):
                return self.segment.in_jurisdiction(jurisdiction)
            case Near(point, radius_km):
                around = bands(point, radius_km)
                found = circle(self.segment.first, point, radius_km, around)
                more = self.segment.more
                if len(more.owner):
                    found |= set_of(more.owner[near_spots(more, point, radius_km, around)])
                return found

    def distances(self, at: Array) -> Array | None:
        """Kilometres to the nearest office for listings at these places, infinite where none is.

        None if the search has no point, or does not want to meet in person.
        """
        place = self.query.place
        if not isinstance(place, Near):
            return None
        if Meeting.IN_PERSON not in criteria.wanted_ways(self.query):
            return None
        chord2 = nearest_chord2(self.day, place, at)
        distances = km_of_chord2(np.minimum(chord2, 4.0))
        if len(criteria.wanted_ways(self.query)) > 1:
            reached = self.ways(self.query, Meeting.IN_PERSON)
            members = np.frombuffer((reached & set_of(at)).to_array(), np.uint32)
            distances[~are_in(at, members)] = np.inf
        return distances

    # Criteria

    def choice(self, choice: Choice) -> BitMap:
        """Listings that have one of the chosen terms, said lately enough to count."""
        if len(choice.terms) > 1:
            return self._counting(choice)
        return self.day.kept(("choice", *choice.terms), lambda: self._counting(choice))

    def _counting(self, choice: Choice) -> BitMap:
        found = self._any_of(choice.terms)
        expired = self.day.expired(choice.scheme)
        return found - expired if expired else found

    def _any_of(self, terms: frozenset[str]) -> BitMap:
        places = self.segment.place_of_term
        sets = [self.segment.listings_with(places[term]) for term in terms if term in places]
        if len(sets) == 1:
            return sets[0]
        return BitMap().union(*sets)

    @cached_property
    def demands(self) -> dict[str, BitMap]:
        """Listings that meet each criterion but `avoid` and `openings`; `place` stands first."""
        demands = sorted(self._demands(), key=lambda demand: -len(demand[1]))
        return {criteria.PLACE: self.meeting(self.query)} | dict(demands)

    def _demands(self) -> Iterator[tuple[str, BitMap]]:
        for choice in self.query.must:
            yield choice.scheme, self.choice(choice)
        if self.query.max_fee_cents is not None:
            yield criteria.FEE, self.day.affordable(self.query.max_fee_cents)
        if self.words:
            yield criteria.WORDS, self._with_words()

    def _with_words(self) -> BitMap:
        found = self.segment.all
        for word in self.words:
            wrote = set_of(self.segment.written.listings(word))
            found = found & wrote.union(*self.in_name(word).values())
        return found

    def in_name(self, word: str) -> dict[float, BitMap]:
        """Listings whose name a word fits, by how well; the best fit first."""
        found = self._in_name.get(word)
        if found is None:
            fits = self.segment.names.in_name(word)
            found = self._in_name[word] = {fit: set_of(of) for fit, of in fits.items()}
        return found

    @cached_property
    def having(self) -> dict[str, BitMap]:
        """By each term that is asked for or wished, the listings that have it."""
        asked = {term for choice in self.query.must for term in choice.terms}
        asked |= {wish.term for wish in self.query.wishes}
        places = self.segment.place_of_term
        return {term: self.segment.listings_with(places[term]) for term in asked if term in places}

    @cached_property
    def avoided(self) -> BitMap:
        """Listings with a term that the person does not want."""
        return self._any_of(self.query.avoid)

    @cached_property
    def _before(self) -> list[BitMap | None]:
        """What meets all demands before each; at last, all demands."""
        products: list[BitMap | None] = [None]
        for demand in self.demands.values():
            last = products[-1]
            products.append(demand if last is None else last & demand)
        return products

    @cached_property
    def _after(self) -> list[BitMap | None]:
        """What meets all demands from each on; at last, none. Nobody asks from the first on."""
        products: list[BitMap | None] = [None]
        for demand in list(self.demands.values())[:0:-1]:
            last = products[-1]
            products.append(demand if last is None else last & demand)
        return [None, *products[::-1]]

    def fitting(self, but_for: str = "") -> BitMap:
        """Listings that meet everything but one criterion; openings are not looked at.

        A criterion that was not asked for changes nothing.
        """
        found = self._before[-1]
        if but_for in self.demands:
            at = list(self.demands).index(but_for)
            before, after = self._before[at], self._after[at + 1]
            found = before if after is None else after if before is None else before & after
        if found is None:
            found = self.segment.all
        if self.query.avoid and but_for != criteria.AVOID:
            found = found - self.avoided
        return found - self._unseen if self._unseen else found

    @cached_property
    def found(self) -> BitMap:
        """The hits."""
        return self.open_in_time(self.fitting(), self.query)

    def without(self, criterion: str) -> BitMap:
        """Listings that would be hits without a criterion that is asked for, or the hits.

        Not for place and payer: they also decide which openings speak.
        """
        if criterion == criteria.OPENINGS:
            return self.fitting()
        if criterion not in self.demands and criterion != criteria.AVOID:
            return self.found
        return self.open_in_time(self.fitting(criterion), self.query)

    def open_in_time(self, among: BitMap, query: Query) -> BitMap:
        """Those that take new clients as soon as a query asks, at its offices and payers."""
        days = query.openings_within_days
        return among if days is None else open_among(self, among, query, days)


def nearest_chord2(day: Day, place: Near, at: Array) -> Array:
    """Squared chord to the nearest office of listings at these places; infinite without one."""
    segment = day.segment
    chord2 = np.full(len(at), np.inf)
    located = int(at.searchsorted(len(segment.first.owner)))
    chord2[:located] = segment.first.chord2(at[:located], place.point)
    if len(segment.more.owner):
        listings, start, spots = segment.of_more
        has_more = np.flatnonzero(are_in(at, listings))
        rows = listings.searchsorted(at[has_more])
        lengths = start[rows + 1] - start[rows]
        others = segment.more.chord2(spots[spread(start[rows], start[rows + 1])], place.point)
        np.minimum.at(chord2, np.repeat(has_more, lengths), others)
    return chord2
