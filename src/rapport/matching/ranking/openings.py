"""Openings: who said lately that they take new clients comes before who did not."""

from collections.abc import Iterator

from rapport.matching.document import OpeningState
from rapport.matching.freshness import Aspect, Freshness, freshness_of
from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

OF_FRESHNESS = {
    Freshness.FRESH: 1.0,
    Freshness.AGEING: 0.8,
    Freshness.STALE: 0.4,
    Freshness.UNKNOWN: 0.0,
}
WAITLIST = 0.25
SOON_DAYS = 14
"""An appointment within two weeks earns all of the points; later ones fade over a quarter."""


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Points for an opening by its freshness and by how soon it is; a waiting list earns few."""
    opening = facts.opening
    if opening is None or opening.state is OpeningState.FULL:
        return
    freshness = freshness_of(Aspect.OPENINGS, opening.fact, facts.query.day)
    trust = OF_FRESHNESS[freshness]
    if not trust:
        return
    if opening.state is OpeningState.WAITLIST:
        yield Reason(ReasonCode.WAITLIST, weight * trust * WAITLIST, on=opening.fact.confirmed_on)
        return
    soon = max(0.4, 1.0 - max(0, opening.wait_days - SOON_DAYS) / 90)
    yield Reason(ReasonCode.TAKING_CLIENTS, weight * trust * soon, on=opening.fact.confirmed_on)
