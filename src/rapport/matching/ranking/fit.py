"""Concern and approach fit: what a therapist focuses on and trained for comes first."""

from collections.abc import Iterator

from rapport.matching.document import Emphasis, TermUse
from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

SCHEMES = ("concern", "approach")

OF_EMPHASIS = {Emphasis.FOCUS: 0.8, Emphasis.ALSO: 0.4, Emphasis.PLAIN: 0.5}
TRAINING = 0.2
NARROWER = 0.75
"""A listing that names only a narrower term than the one asked for fits a little less."""


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Share the weight among the terms asked for; each earns by emphasis and stated training.

    The share of a term that the listing lacks is lost, so that saying more never costs points.
    """
    asked = sum(len(facts.query.chosen(scheme)) for scheme in SCHEMES)
    for term in facts.asked(*SCHEMES):
        use = facts.uses[term]
        yield Reason(_code(use), weight * _fit(use, term) / asked, term=use.term)


def _fit(use: TermUse, asked: str) -> float:
    fit = OF_EMPHASIS[use.emphasis] + (TRAINING if use.trained else 0.0)
    return fit if use.term == asked else fit * NARROWER


def _code(use: TermUse) -> ReasonCode:
    if use.trained:
        return ReasonCode.TRAINED_IN
    return ReasonCode.FOCUSES_ON if use.emphasis is Emphasis.FOCUS else ReasonCode.WORKS_WITH
