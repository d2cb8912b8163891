"""Wishes: what a person would like, without insisting."""

from collections.abc import Iterator

from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Share the weight among the wishes by their own weights; each met one earns its share."""
    whole = sum(wish.weight for wish in facts.query.wishes)
    for wish in facts.query.wishes:
        if facts.offers(wish.term) and whole > 0:
            yield Reason(ReasonCode.OFFERS, weight * wish.weight / whole, term=wish.term)
