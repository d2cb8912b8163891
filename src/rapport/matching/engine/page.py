"""Hits of one page: what each is, and why it stands where it stands."""

from collections.abc import Iterator
from math import isnan

from rapport.matching import criteria
from rapport.matching.document import Meeting, Opening, TermUse
from rapport.matching.engine.answers import NO_ANSWER
from rapport.matching.engine.asked import Asked
from rapport.matching.engine.columns import STATES, Columns
from rapport.matching.engine.decode import enquiries_at, fact_of, facts_at, offices_at, term_use
from rapport.matching.engine.earning import Earned
from rapport.matching.own_words import OwnWords, Writing
from rapport.matching.query import Near, Query
from rapport.matching.ranking import MatchFacts, explain, misfits, quantised
from rapport.matching.ranking.score import STEPS
from rapport.matching.results import Hit
from rapport.matching.words import words_of
from rapport.places import haversine_km


class Listing:
    """One of the listings that fit a search of a segment."""

    def __init__(self, asked: Asked, earned: Earned, index: int) -> None:
        self._asked = asked
        self._place = place = int(earned.at[index])
        self._value = int(earned.opening[index])
        self._score = int(earned.steps[index]) / STEPS
        columns = asked.segment.columns
        self.id = int(columns.ids[place])
        self._distance, self._office = _nearest_office(columns, place, asked.query)
        self.ways = frozenset(way for way, able in asked.ways_to_meet if place in able)

    @property
    def distance_km(self) -> float | None:
        """Distance in km, for those who can be met in person; who only meet remotely have none."""
        if Meeting.IN_PERSON in self.ways & criteria.wanted_ways(self._asked.query):
            return self._distance
        return None

    def facts(self) -> MatchFacts:
        """What the parts of the ranking look at."""
        segment = self._asked.segment
        name_words, own_words = self._found_words()
        return MatchFacts(
            said=facts_at(segment.columns, self._place),
            answered=int(segment.answered[self._place]),
            query=self._asked.query,
            uses=dict(self._uses()),
            distance_km=self.distance_km,
            opening=_opening(self._asked, self._value),
            name_words=name_words,
            own_words=own_words,
            enquiries=enquiries_at(segment.columns, self._place),
        )

    def _found_words(self) -> tuple[float, OwnWords]:
        columns, words = self._asked.segment.columns, self._asked.words
        if not words:
            return 0.0, OwnWords()
        name = words_of(columns.names[self._place])
        writing = Writing.of(columns.headlines[self._place], columns.words[self._place])
        return criteria.found_words(words, name, writing) or (0.0, OwnWords())

    def hit(self, is_explained: bool) -> Hit:
        """The hit, with its reasons if it is to be explained."""
        if not is_explained:
            return Hit(
                id=self.id,
                score=self._score,
                distance_km=self.distance_km,
                office=self._office,
                meets=self.ways,
                reasons=(),
                misfits=(),
            )
        facts = self.facts()
        reasons = explain(facts)
        return Hit(
            id=self.id,
            score=quantised(sum(reason.points for reason in reasons)),
            distance_km=facts.distance_km,
            office=self._office,
            meets=self.ways,
            reasons=reasons,
            misfits=misfits(facts),
        )

    def _uses(self) -> Iterator[tuple[str, TermUse]]:
        """The use that speaks for each term asked for or wished, as `criteria.prepare` finds it."""
        segment = self._asked.segment
        has = [term for term, having in self._asked.having.items() if self._place in having]
        if has:
            columns = segment.columns
            entries = slice(*columns.use_start[self._place : self._place + 2].tolist())
            own = [columns.terms[code] for code in columns.use_term[entries].tolist()]
            hows = columns.use_how[entries].tolist()
            for term in has:
                yield term, self._speaking(term, own, hows)

    def _speaking(self, term: str, own: list[str], hows: list[int]) -> TermUse:
        itself = [how for one, how in zip(own, hows, strict=True) if one == term]
        if itself:
            return term_use(term, itself[-1])
        above = self._asked.ancestors
        narrower = (
            term_use(one, how)
            for one, how in zip(own, hows, strict=True)
            if term in above.get(one, frozenset())
        )
        return min(narrower, key=criteria.best_first)


def _nearest_office(columns: Columns, place: int, query: Query) -> tuple[float | None, int | None]:
    """Distance to the nearest office and its id, as `criteria.nearest_office` finds them."""
    if not isinstance(query.place, Near):
        office = criteria.nearest_office(tuple(offices_at(columns, place)), query)[1]
        return None, office.id if office else None
    here = query.place.point
    best: tuple[float | None, int | None] = (None, None)
    for at in range(columns.office_start.item(place), columns.office_start.item(place + 1)):
        latitude, longitude = columns.office_latitude.item(at), columns.office_longitude.item(at)
        if not isnan(latitude):
            distance = haversine_km(here.latitude, here.longitude, latitude, longitude)
            if best[0] is None or distance < best[0]:
                best = distance, columns.office_id.item(at)
    return best


def _opening(asked: Asked, value: int) -> Opening | None:
    if value == NO_ANSWER:
        return None
    table = asked.segment.answers
    return Opening(
        state=STATES[table.state[value]],
        fact=fact_of(int(table.day[value]), int(table.source[value])),
        wait_days=int(table.wait[value]),
    )
