"""Orders that the product does not have, of the listings that it finds: what it must be better than.

Points of a hit are the sum of its reasons, so the ranking without a part is the order by what is
left when that part's reasons are taken away.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import inf
from random import Random

from rapport.matching import Aspect, Hit, ReasonCode
from tests.directory.relevance.invented import InventedDirectory
from tests.directory.relevance.judged import JudgedQuery

FIT = frozenset({ReasonCode.FOCUSES_ON, ReasonCode.WORKS_WITH, ReasonCode.TRAINED_IN})
OPENINGS = frozenset({ReasonCode.TAKING_CLIENTS, ReasonCode.WAITLIST})
DISTANCE = frozenset({ReasonCode.DISTANCE})
WISHES = frozenset({ReasonCode.OFFERS})
WORDS = frozenset({ReasonCode.NAME_MATCHES, ReasonCode.WORDS_MATCH})

ALL = 1_000
"""More than any judged query finds."""

SHUFFLES = 20

Order = Callable[[Hit], float]
"""Who has less comes first."""


def hits_of(directory: InventedDirectory, query: JudgedQuery) -> tuple[Hit, ...]:
    """Everyone whom the product finds, in its order."""
    return directory.live.index.search(
        replace(directory.query(query.search), page_size=ALL)
    ).hits


def ordered(hits: Iterable[Hit], order: Order, directory: InventedDirectory) -> list[str]:
    """Keys in another order; chance decides among equals, not the product's own order."""
    return [directory.keys[hit.id] for hit in sorted(shuffled(hits, 0), key=order)]


def shuffled(hits: Iterable[Hit], seed: int) -> list[Hit]:
    """Hits in an order that only chance made, the same in every run."""
    return sorted(hits, key=lambda hit: Random(f"{seed}/{hit.id}").random())


def without(*parts: frozenset[ReasonCode]) -> Order:
    """The product's order if these parts of the ranking gave no points."""
    gone = frozenset().union(*parts)
    return lambda hit: -sum(reason.points for reason in hit.reasons if reason.code not in gone)


def by_distance(hit: Hit) -> float:
    """Nearest first; who is met by video alone comes last."""
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


def mean_ndcg(
    directory: InventedDirectory, queries: Iterable[JudgedQuery], order: Order
) -> float:
    """Average score of another order over queries, by those who were judged."""
    return mean(
        [
            query.condensed_ndcg(ordered(hits_of(directory, query), order, directory))
            for query in queries
        ]
    )


def mean_ndcg_by_chance(directory: InventedDirectory, queries: Iterable[JudgedQuery]) -> float:
    """Average score of `SHUFFLES` orders that chance made."""
    scores = []
    for query in queries:
        hits = hits_of(directory, query)
        for seed in range(SHUFFLES):
            keys = [directory.keys[hit.id] for hit in shuffled(hits, seed)]
            scores.append(query.condensed_ndcg(keys))
    return mean(scores)
