"""Whom to judge for a query, with facts and without score or place in the order.

The pool is the first ten, some of the rest that one thing alone speaks for (fit, nearness,
openings), and others by chance up to twenty, shuffled. Who was judged already stands with the
judgement; the last line is the fingerprint of those who were.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from rapport.matching import Hit
from rapport.places import KM_PER_MILE
from tests.demo.conftest import shipped_vocabulary
from tests.directory.relevance.invented import DAY, InventedDirectory, invented_directory
from tests.directory.relevance.judged import SEEN, JudgedQuery, read_queries
from tests.directory.relevance.orders import CODES_OF_PART, Order, by_distance

SIZE = 20
BY_ONE_THING = 4
ALL = 1_000


def pool_of(hits: tuple[Hit, ...], seed: str) -> list[Hit]:
    """Choose whom to judge, in an order that says nothing."""
    roll = Random(seed).random
    pool = list(hits[:SEEN])
    for order in (_only("fit"), by_distance, _only("openings")):
        rest = [hit for hit in sorted(hits, key=order) if hit not in pool]
        pool += rest[:BY_ONE_THING]
    rest = sorted((hit for hit in hits if hit not in pool), key=lambda _hit: roll())
    return sorted([*pool, *rest][: max(SIZE, len(pool))], key=lambda _hit: roll())


def _only(part: str) -> Order:
    codes = CODES_OF_PART[part]
    return lambda hit: -sum(reason.points for reason in hit.reasons if reason.code in codes)


def lines(query: JudgedQuery, directory: InventedDirectory) -> Iterator[str]:
    """Say the need, the search, and the facts of everybody in the pool."""
    asked = directory.query(query.search)
    yield f"{query.id}: {query.need}"
    yield f"  {dict(query.search)}"
    for hit in pool_of(directory.hits(replace(asked, page_size=ALL)), query.id):
        key = directory.keys[hit.id]
        yield f"  {key}: {'; '.join(_facts(key, hit, directory))}"
        if key in query.judgements:
            judged = query.judgements[key]
            yield f"      was {judged.grade}: {judged.reason}"
    found = directory.fingerprint(query.judgements, with_words="q" in query.search)
    yield f'  facts: "{found}"'


def _facts(key: str, hit: Hit, directory: InventedDirectory) -> Iterator[str]:
    record, document = directory.records[key], directory.documents[key]
    yield f"{record.kind} {record.name}"
    yield f"meets {', '.join(sorted(hit.meets))}"
    if hit.distance_km is not None:
        yield f"{hit.distance_km / KM_PER_MILE:.0f} miles"
    for aspect, fact in sorted(document.facts.items()):
        yield f"{aspect} said {(DAY - fact.confirmed_on).days} days ago by {fact.source}"
    for one in record.openings:
        where = " ".join(filter(None, (one.office, one.payer)))
        yield f"{one.state} in {one.weeks} weeks {where}".rstrip()
    if document.fee_cents is not None:
        yield f"from ${document.fee_cents // 100}"
    yield from _terms(directory, key)


def _terms(directory: InventedDirectory, key: str) -> Iterable[str]:
    record = directory.records[key]
    for one in record.terms:
        yield " ".join(filter(None, (one.term, one.emphasis, one.training and "trained")))
    yield from (one.payer for one in record.coverage)


def pools(ids: Iterable[str]) -> Iterator[str]:
    """Give the pools of the queries that are named, line by line."""
    directory, wanted = invented_directory(shipped_vocabulary()), set(ids)
    for query in read_queries():
        if query.id in wanted:
            yield from lines(query, directory)
