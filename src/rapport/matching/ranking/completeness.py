"""Completeness: a listing that says what people ask; capped, so that essays earn nothing."""

from collections.abc import Iterator

from rapport.matching.document import Document
from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

ENOUGH_WORDS = 30


ASKED = 4
"""Own words, fee, coverage, openings."""


def answered(document: Document) -> int:
    """How many of the things that people ask first the listing says something about."""
    return sum(
        (
            len(f"{document.headline} {document.words}".split()) >= ENOUGH_WORDS,
            document.fee_cents is not None,
            "payer" in document.known,
            bool(document.openings),
        )
    )


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """A quarter of the points each for own words, fee, coverage and openings being there."""
    if facts.answered:
        yield Reason(ReasonCode.COMPLETE, weight * facts.answered / ASKED)
