"""Completeness: a listing that says what people ask; capped, so that essays earn nothing."""

from collections.abc import Iterator

from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

ENOUGH_WORDS = 30


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """A quarter of the points each for own words, fee, coverage and openings being there."""
    document = facts.document
    said = (
        len(document.words.split()) >= ENOUGH_WORDS,
        document.fee_cents is not None,
        "payer" in document.known,
        bool(document.openings),
    )
    if any(said):
        yield Reason(ReasonCode.COMPLETE, weight * sum(said) / len(said))
