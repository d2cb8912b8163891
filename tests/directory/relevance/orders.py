"""Orders that the product does not have, of those whom it finds: what it must be better than.

Points of a hit are the sum of its reasons, so the ranking without a part is the order by what is
left when that part's reasons are taken away.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from random import Random

from rapport.matching import Aspect, Hit, ReasonCode
from tests.directory.relevance.invented import InventedDirectory
from tests.directory.relevance.judged import JudgedQuery

CODES_OF_PART = {
    "fit": {ReasonCode.FOCUSES_ON, ReasonCode.WORKS_WITH, ReasonCode.TRAINED_IN},
    "openings": {ReasonCode.TAKING_CLIENTS, ReasonCode.WAITLIST},
    "distance": {ReasonCode.DISTANCE},
    "wishes": {ReasonCode.OFFERS},
    "words": {ReasonCode.NAME_MATCHES, ReasonCode.WORDS_MATCH},
    "coverage": {ReasonCode.COVERED},
    "confirmation": {ReasonCode.CONFIRMED},
    "completeness": {ReasonCode.COMPLETE},
}

SHUFFLES = 10
"""So often chance orders the equals of another order, and the scores are averaged."""

Order = Callable[[Hit], float]
"""Who has less comes first."""


@dataclass(frozen=True)
class Searched:
    """A judged query with all whom the product finds, in the product's order."""

    query: JudgedQuery
    hits: tuple[Hit, ...]
    directory: InventedDirectory

    @property
    def keys(self) -> list[str]:
        """Keys in the product's order."""
        return self._keys(self.hits)

    def score(self) -> float:
        """Score of the product's order. Who was not judged counts as a wasted call."""
        return self.query.ndcg(self.keys)

    def score_of(self, order: Order) -> float:
        """Average score of another order, by those who were judged; chance orders its equals."""
        orders = (self._keys(sorted(hits, key=order)) for hits in self._shuffled)
        return mean([self.query.condensed_ndcg(keys) for keys in orders])

    def _keys(self, hits: Iterable[Hit]) -> list[str]:
        return [self.directory.keys[hit.id] for hit in hits]

    @cached_property
    def _shuffled(self) -> list[list[Hit]]:
        roll = Random(self.query.id).random
        return [sorted(self.hits, key=lambda _hit: roll()) for _ in range(SHUFFLES)]


def as_it_is(hit: Hit) -> float:
    """The product's order, but for its turn of equals."""
    return -hit.score


def by_chance(_hit: Hit) -> float:
    """All are equals."""
    return 0.0


def without(part: str) -> Order:
    """The product's order if a part of the ranking gave no points."""
    gone = CODES_OF_PART[part]
    return lambda hit: -sum(reason.points for reason in hit.reasons if reason.code not in gone)


def by_distance(hit: Hit) -> float:
    """Nearest first; who is met by video alone, or was not asked near a place, comes last."""
    return inf if hit.distance_km is None else hit.distance_km


def by_freshness(directory: InventedDirectory) -> Order:
    """First those whose openings were confirmed last; who never said comes last."""

    def order(hit: Hit) -> float:
        fact = directory.documents[directory.keys[hit.id]].facts.get(Aspect.OPENINGS)
        return -fact.confirmed_on.toordinal() if fact else 0

    return order


def mean(numbers: Sequence[float]) -> float:
    """The plain average."""
    return sum(numbers) / len(numbers)


def by_theme(scores: Mapping[str, float], searched: Iterable[Searched]) -> dict[str, float]:
    """Average of the scores of each theme's queries."""
    themes: dict[str, list[float]] = {}
    for one in searched:
        themes.setdefault(one.query.theme, []).append(scores[one.query.id])
    return {theme: mean(numbers) for theme, numbers in themes.items()}
