"""Distance, on a humane curve: 2 and 4 miles are the same, 40 is not."""

from collections.abc import Iterator
from math import exp

from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

NEAR_ENOUGH_KM = 8.0
"""About five miles: up to here nobody is asked to care."""
FALLS_BY_HALF_KM = 24.0


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Full points up to `NEAR_ENOUGH_KM`, then halved every `FALLS_BY_HALF_KM`."""
    if facts.distance_km is None:
        return
    beyond = max(0.0, facts.distance_km - NEAR_ENOUGH_KM)
    nearness = exp(-beyond * 0.6931471805599453 / FALLS_BY_HALF_KM)
    yield Reason(ReasonCode.DISTANCE, weight * nearness, distance_km=facts.distance_km)
