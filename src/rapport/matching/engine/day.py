"""What a day makes of a segment: dates become ages, and ages decide what still counts."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from rapport.matching.criteria import ASPECT_OF_SCHEME, UNAGEING_SCHEMES
from rapport.matching.document import EVERYWHERE, Meeting, OpeningState
from rapport.matching.engine.ages import (
    AGEING,
    FRESH,
    NO_FACT,
    STALE,
    UNKNOWN,
    ages,
    ages_of,
    is_imported,
)
from rapport.matching.engine.answers import NO_ANSWER
from rapport.matching.engine.columns import NO_DAY, NO_FEE, STATES, WAYS, Array, starts_of
from rapport.matching.engine.runs import owners, places_of, set_of
from rapport.matching.engine.segment import Segment
from rapport.matching.freshness import Aspect, Freshness
from rapport.matching.ranking import confirmation, coverage, openings
from rapport.matching.ranking.completeness import ASKED
from rapport.matching.ranking.score import WEIGHTS

CLASSES = {
    UNKNOWN: Freshness.UNKNOWN,
    STALE: Freshness.STALE,
    AGEING: Freshness.AGEING,
    FRESH: Freshness.FRESH,
}

_MOST_KEPT = 200
"""Sets that are kept for a day: terms and fees that were asked for lately."""


class Day:
    """A segment on one day. Everything is worked out when it is first asked for, and kept."""

    def __init__(
        self, segment: Segment, day: date, ancestors: Mapping[str, frozenset[str]]
    ) -> None:
        self.segment = segment
        self.ancestors = ancestors
        self.day = day
        self._kept: dict[tuple[object, ...], BitMap] = {}
        self._by_bound: dict[bool, list[BitMap]] = {}
        self._expired_of: dict[Aspect, BitMap] = {}
        self._remote_in: dict[tuple[Meeting, str], BitMap] = {}

    def kept(self, key: tuple[object, ...], make: Callable[[], BitMap]) -> BitMap:
        """Give the set that is kept under a key; what nobody asked for longest leaves first."""
        found = self._kept.pop(key, None)  # and put back as the latest
        if found is None:
            for oldest in list(self._kept)[: max(0, len(self._kept) + 1 - _MOST_KEPT)]:
                self._kept.pop(oldest, None)  # another thread may have been quicker
            found = make()
        self._kept[key] = found
        return found

    @cached_property
    def hidden(self) -> BitMap:
        """Listings that are not shown on this day."""
        hidden_from = self.segment.columns.hidden_from
        return set_of(
            np.flatnonzero((hidden_from != NO_DAY) & (hidden_from <= self.day.toordinal()))
        )

    def expired(self, scheme: str) -> BitMap:
        """Listings whose claims in a scheme no longer count."""
        aspect = aspect_of(scheme)
        return self._expired(Aspect(aspect)) if aspect else BitMap()

    def _expired(self, aspect: Aspect) -> BitMap:
        found = self._expired_of.get(aspect)
        if found is None:
            ages_then = ages_of(self.segment.columns, aspect, self.day)
            found = self._expired_of[aspect] = set_of(np.flatnonzero(ages_then == UNKNOWN))
        return found

    # Fees

    @cached_property
    def fees(self) -> Array:
        """Lowest fees in cents that still count, int32; `NO_FEE` for none."""
        fees: Array = self.segment.columns.fee_cents.copy()
        fees[ages_of(self.segment.columns, Aspect.FEES, self.day) == UNKNOWN] = NO_FEE
        return fees

    @cached_property
    def without_fee(self) -> BitMap:
        """Listings of whose fee nothing is known that still counts."""
        return set_of(np.flatnonzero(self.fees == NO_FEE))

    def affordable(self, ceiling_cents: int) -> BitMap:
        """Listings whose lowest fee is within a ceiling."""
        return self.kept(
            ("fee", ceiling_cents),
            lambda: set_of(np.flatnonzero((self.fees != NO_FEE) & (self.fees <= ceiling_cents))),
        )

    # Video and phone

    def remote(self, way: Meeting, jurisdiction: str) -> BitMap:
        """Listings that may see people there by video or phone; anywhere at all for ""."""
        if jurisdiction and jurisdiction not in self.segment.columns.jurisdictions:
            jurisdiction = EVERYWHERE  # nobody is there; and nobody may fill this memory with words
        found = self._remote_in.get((way, jurisdiction))
        if found is None:
            found = self._remote_in[way, jurisdiction] = self._remote(way, jurisdiction)
        return found

    def _remote(self, way: Meeting, jurisdiction: str) -> BitMap:
        columns = self.segment.columns
        allowed = columns.remote_way == WAYS.index(way)
        allowed &= (columns.remote_until == NO_DAY) | (columns.remote_until >= self.day.toordinal())
        if jurisdiction:
            there = {jurisdiction, EVERYWHERE}
            is_there = np.array([one in there for one in columns.jurisdictions], bool)
            allowed &= is_there[columns.remote_where]
        return set_of(self.segment.remote_owner[np.flatnonzero(allowed)])

    # Openings

    @cached_property
    def opening_age(self) -> Array:
        """Classes of the values of `Answers`."""
        table = self.segment.answers
        return ages(Aspect.OPENINGS, table.day, table.source, self.day)

    @cached_property
    def is_known(self) -> Array:
        """Which values still say something."""
        known: Array = self.opening_age >= STALE
        return known

    @cached_property
    def order(self) -> Array:
        """Places of the values in the order in which they speak; "no answer" comes last."""
        table = self.segment.answers
        order = np.lexsort((table.source, -table.day, table.wait, table.state, ~self.is_known))
        places = np.zeros(len(order), np.int32)
        places[order] = np.arange(len(order))
        places[NO_ANSWER] = len(order)
        return places

    @cached_property
    def in_order(self) -> Array:
        """Values by their places in `order`."""
        values = np.full(len(self.order) + 1, NO_ANSWER, np.int32)
        values[self.order] = np.arange(len(self.order))
        return values

    @cached_property
    def usual(self) -> Array:
        """The value that speaks for each listing when no office and no payer is asked for."""
        table = self.segment.answers
        usual: Array = np.maximum(table.single, NO_ANSWER)
        best = np.full(len(table.several), len(self.order), np.int32)
        owner = owners(np.diff(table.start))[table.is_general]
        np.minimum.at(best, owner, self.order[table.value[table.is_general]])
        usual[table.several] = self.in_order[best]
        return usual

    def opens(self, days: int) -> Array:
        """Which values promise an opening within so many days."""
        table = self.segment.answers
        opens: Array = self.is_known & (table.state == STATES.index(OpeningState.OPEN))
        opens &= table.wait <= days
        opens[NO_ANSWER] = False
        return opens

    def usually_open(self, days: int) -> BitMap:
        """Listings whose usual value promises an opening within so many days."""
        return self.kept(
            ("open", days), lambda: set_of(np.flatnonzero(self.opens(days)[self.usual]))
        )

    @cached_property
    def usually_known(self) -> BitMap:
        """Listings whose usual value still says something."""
        return set_of(np.flatnonzero((self.usual != NO_ANSWER) & self.is_known[self.usual]))

    @cached_property
    def opening_points(self) -> Array:
        """What each value earns, as `ranking.openings` gives it."""
        table, weight = self.segment.answers, WEIGHTS["openings"]
        trust = np.array(
            [openings.OF_FRESHNESS[CLASSES.get(one, Freshness.UNKNOWN)] for one in range(5)]
        )
        soon = np.maximum(
            0.4, 1.0 - np.maximum(0, table.wait.astype(np.int64) - openings.SOON_DAYS) / 90
        )
        is_waitlist = table.state == STATES.index(OpeningState.WAITLIST)
        share = np.where(is_waitlist, openings.WAITLIST * soon, soon)
        share[table.state == STATES.index(OpeningState.FULL)] = openings.FULL
        points: Array = weight * trust[self.opening_age] * share
        points[NO_ANSWER] = 0.0
        return points

    # What a listing earns whatever was asked

    @cached_property
    def standing(self) -> Array:
        """Class of contact and coverage and how much is answered, as one number, uint8."""
        columns = self.segment.columns
        contact = ages_of(columns, Aspect.CONTACT, self.day)
        contact[is_imported(columns, Aspect.CONTACT)] = NO_FACT
        covered = ages_of(columns, Aspect.COVERAGE, self.day)
        standing: Array = (contact * 5 + covered) * (ASKED + 1) + self.segment.answered
        return standing

    def by_bound(self, payer_is_asked: bool) -> list[BitMap]:
        """Listings by the whole points that they earn at most whatever else was asked, from 0 on.

        Distance, fit, wishes and words come on top.
        """
        found = self._by_bound.get(payer_is_asked)
        if found is None:
            points = standing_points(payer_is_asked)[self.standing]
            most = self.opening_points[self.usual]
            most[places_of(self.segment.by_office_or_payer)] = WEIGHTS["openings"]
            if self.segment.enquiry_points is not None:
                most = most + self.segment.enquiry_points
            bound = np.ceil(np.maximum(points + most, 0.0)).astype(np.uint8)
            order = np.argsort(bound, kind="stable")
            ends = starts_of(np.bincount(bound))
            found = [set_of(order[low:high]) for low, high in pairwise(ends)]
            self._by_bound[payer_is_asked] = found
        return found


@cache
def aspect_of(scheme: str) -> str:
    """The aspect whose age decides whether claims in a scheme still count; none if always."""
    return "" if scheme in UNAGEING_SCHEMES else ASPECT_OF_SCHEME.get(scheme, Aspect.PRACTICE)


@cache
def standing_points(payer_is_asked: bool) -> Array:
    """What each number of `Day.standing` earns for coverage, confirmation and completeness."""
    points = []
    for contact in range(5):
        for covered in range(5):
            confirmed = WEIGHTS["confirmation"] * _share(confirmation.OF_FRESHNESS, contact)
            coverage_ = WEIGHTS["coverage"] * _share(coverage.OF_FRESHNESS, covered)
            points += [
                (coverage_ if payer_is_asked else 0.0)
                + confirmed
                + WEIGHTS["completeness"] * answered / ASKED
                for answered in range(ASKED + 1)
            ]
    return np.array(points)


def _share(of_freshness: dict[Freshness, float], age: int) -> float:
    return of_freshness[CLASSES[age]] if age in CLASSES else 0.0
