"""Coverage: a payer that was asked for, confirmed lately."""

from collections.abc import Iterator

from rapport.matching.freshness import Aspect, Freshness
from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

OF_FRESHNESS = {
    Freshness.FRESH: 1.0,
    Freshness.AGEING: 0.7,
    Freshness.STALE: 0.3,
    Freshness.UNKNOWN: 0.0,
}


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Points by how lately the coverage was confirmed, once a payer was asked for."""
    fact = facts.said.get(Aspect.COVERAGE)
    for term in facts.asked("payer")[:1]:
        earned = OF_FRESHNESS[facts.freshness(Aspect.COVERAGE)] if fact else 0.0
        yield Reason(
            ReasonCode.COVERED,
            weight * earned,
            term=term,
            on=fact.confirmed_on if fact else None,
        )
