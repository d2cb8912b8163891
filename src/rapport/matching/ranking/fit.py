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

OF_THE_BEST = 0.3
"""Of several concerns, or approaches, any will do: this share is for the one that fits best."""


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Concerns and approaches share the weight; of each, some is for the term that fits best.

    The rest is shared among all that were asked for. Each earns by emphasis and stated
    training. The share of a term that the listing lacks is lost, so that saying more never costs
    points.
    """
    asked = {scheme: facts.query.chosen(scheme) for scheme in SCHEMES}
    weight /= max(1, sum(map(bool, asked.values())))
    for scheme, terms in asked.items():
        fits = {term: _fit(facts.uses[term], term) for term in facts.asked(scheme)}
        best = max(fits, key=lambda term: fits[term], default="")
        for term, fit in fits.items():
            mean = (1 - OF_THE_BEST) * fit / len(terms)
            share = mean + (OF_THE_BEST * fit if term == best else 0.0)
            yield Reason(_code(facts.uses[term]), weight * share, term=facts.uses[term].term)


def _fit(use: TermUse, asked: str) -> float:
    fit = OF_EMPHASIS[use.emphasis] + (TRAINING if use.trained else 0.0)
    return fit if use.term == asked else fit * NARROWER


def _code(use: TermUse) -> ReasonCode:
    if use.trained:
        return ReasonCode.TRAINED_IN
    return ReasonCode.FOCUSES_ON if use.emphasis is Emphasis.FOCUS else ReasonCode.WORKS_WITH
