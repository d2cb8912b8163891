"""Confirmation: a listing whose contact details somebody answers for."""

from collections.abc import Iterator

from rapport.matching.freshness import IMPORTED, Aspect, Freshness
from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

OF_FRESHNESS = {
    Freshness.FRESH: 1.0,
    Freshness.AGEING: 0.5,
    Freshness.STALE: 0.2,
    Freshness.UNKNOWN: 0.0,
}


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Points by how lately somebody confirmed the contact details; imported ones earn none."""
    fact = facts.said.get(Aspect.CONTACT)
    if fact and fact.source in IMPORTED:
        return
    earned = weight * OF_FRESHNESS[facts.freshness(Aspect.CONTACT)]
    if fact and earned:
        yield Reason(ReasonCode.CONFIRMED, earned, on=fact.confirmed_on)
