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
FULL = -0.25
"""Calling in vain is worse than not to know: who says so comes after who says nothing."""

SOON_DAYS = 14
"""An appointment within two weeks earns all of the points; later ones fade over a quarter."""


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Points for an opening by its freshness and by how soon it is; a waiting list earns few.

    Being full costs points, as long as it counts.
    """
    opening = facts.opening
    if opening is None:
        return
    freshness = freshness_of(Aspect.OPENINGS, opening.fact, facts.query.day)
    trust = OF_FRESHNESS[freshness]
    if not trust:
        return
    soon = max(0.4, 1.0 - max(0, opening.wait_days - SOON_DAYS) / 90)
    code, share = {
        OpeningState.OPEN: (ReasonCode.TAKING_CLIENTS, soon),
        OpeningState.WAITLIST: (ReasonCode.WAITLIST, WAITLIST * soon),
        OpeningState.FULL: (ReasonCode.FULL, FULL),
    }[opening.state]
    yield Reason(code, weight * trust * share, on=opening.fact.confirmed_on)
