"""The sum of the parts, and the one table of their weights."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor

from rapport.matching.criteria import is_known
from rapport.matching.document import OpeningState
from rapport.matching.ranking import (
    completeness,
    confirmation,
    coverage,
    distance,
    enquiries,
    fit,
    openings,
    wishes,
    words,
)
from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: a name, the most points it can give, and how it gives them."""

    name: str
    weight: float
    reasons: Callable[[MatchFacts, float], Iterator[Reason]]


PARTS = (
    Part("fit", 30.0, fit.reasons),
    Part("openings", 20.0, openings.reasons),
    Part("words", 20.0, words.reasons),
    Part("distance", 12.0, distance.reasons),
    Part("wishes", 12.0, wishes.reasons),
    Part("coverage", 8.0, coverage.reasons),
    Part("confirmation", 6.0, confirmation.reasons),
    Part("enquiries", 6.0, enquiries.reasons),
    Part("completeness", 4.0, completeness.reasons),
)
"""Every part and its weight. The page "How we order results" is made from this table."""

WEIGHTS = {part.name: part.weight for part in PARTS}

STEPS = 100
UP = 0.5 + 1e-6
"""Added before rounding down: a half and what rounding errors left of one go up alike."""


def explain(facts: MatchFacts) -> tuple[Reason, ...]:
    """All that moved this listing, the strongest first; the points add up to `score`."""
    reasons = (reason for part in PARTS for reason in part.reasons(facts, part.weight))
    return tuple(sorted(reasons, key=lambda reason: -reason.points))


def score(facts: MatchFacts) -> float:
    """Points of a listing, rounded to 0.01: listings with the same points are equals."""
    return quantised(sum(reason.points for reason in explain(facts)))


def quantised(points: float) -> float:
    """Round points to 0.01, a half up, whatever the order in which they were added up."""
    return floor(points * STEPS + UP) / STEPS


def misfits(facts: MatchFacts) -> tuple[Reason, ...]:
    """What was wished for or would be asked next, and is not there."""
    lacking = [
        Reason(ReasonCode.LACKS, term=wish.term)
        for wish in facts.query.wishes
        if not facts.offers(wish.term)
    ]
    opening = facts.opening
    if opening is None or not is_known(opening, facts.query):
        lacking.append(Reason(ReasonCode.OPENINGS_UNKNOWN))
    elif opening.state is OpeningState.FULL:
        lacking.append(Reason(ReasonCode.FULL, on=opening.fact.confirmed_on))
    return tuple(lacking)
