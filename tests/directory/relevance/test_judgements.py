"""The judged queries are whole, and the listings are still what was judged."""

from dataclasses import replace

import pytest

from rapport.demo.identity import index_of
from rapport.demo.seed import seed_demo
from rapport.directory.documents import documents
from rapport.directory.models import Listing
from rapport.matching import Document
from rapport.vocabulary.queries import load_vocabulary
from tests.directory.relevance.invented import DAY, InventedDirectory
from tests.directory.relevance.judged import GRADES, JudgedQuery
from tests.directory.relevance.orders import Searched
from tests.matching.naive import fits

Queries = tuple[JudgedQuery, ...]

FEWEST_QUERIES = 60
SHORTEST_REASON = 8
FEW = 120


def test_there_are_enough_queries_and_each_has_a_name_of_its_own(queries: Queries) -> None:
    names = [query.id for query in queries]
    assert len(set(names)) == len(names) >= FEWEST_QUERIES


def test_every_query_says_the_need_in_words(queries: Queries) -> None:
    assert [query.id for query in queries if len(query.need.split()) < 5] == []


def test_every_judgement_has_a_grade_of_the_scale_and_a_reason(queries: Queries) -> None:
    bad = [
        (query.id, key)
        for query in queries
        for key, one in query.judgements.items()
        if one.grade not in GRADES or len(one.reason) < SHORTEST_REASON
    ]
    assert bad == []


def test_every_query_has_somebody_worth_a_call(queries: Queries) -> None:
    hopeless = [query.id for query in queries if not any(query.grades(query.judgements))]
    assert hopeless == []


def test_nearly_every_query_can_tell_a_good_order_from_a_bad_one(queries: Queries) -> None:
    """Where all have one grade, every order scores 1."""
    blind = [query.id for query in queries if len(set(query.grades(query.judgements))) == 1]
    assert len(blind) <= 2, blind


def test_the_listings_are_those_that_were_judged(
    directory: InventedDirectory, queries: Queries
) -> None:
    changed = {
        query.id: found
        for query in queries
        if (found := directory.fingerprint(query.judgements, with_words="q" in query.search))
        != query.facts
    }
    assert not changed, (
        "The demo changed. Judge these again (python -m tests.directory.relevance ID), or "
        f"only write the new fingerprint where no reason became untrue: {changed}"
    )


def test_everybody_who_was_judged_is_found(searched: tuple[Searched, ...]) -> None:
    lost = {
        one.query.id: gone for one in searched if (gone := one.query.judgements.keys() - one.keys)
    }
    assert lost == {}


def test_nobody_who_is_found_breaks_a_filter(
    directory: InventedDirectory, searched: tuple[Searched, ...]
) -> None:
    """By the naive matching, which shares no code with the engine; words are no filter of facts."""
    ancestors = directory.vocabulary.ancestors
    bad = []
    for one in searched:
        query = replace(directory.query(one.query.search), words="")
        documents = {key: directory.documents[key] for key in one.keys}
        bad += [
            (one.query.id, key)
            for key, document in documents.items()
            if not fits(document, query, ancestors)
        ]
    assert bad == []


@pytest.mark.django_db
def test_the_directory_in_memory_is_what_the_database_gives(directory: InventedDirectory) -> None:
    """For the first few; a small demo is the beginning of a large one."""
    seed_demo(FEW, DAY)
    vocabulary = load_vocabulary()
    by_public_id = {record.public_id: key for key, record in directory.records.items()}
    public_ids = dict(Listing.objects.values_list("pk", "public_id"))
    stored = {by_public_id[public_ids[one.id]]: one for one in documents(vocabulary, DAY)}
    firsts = {key for key in directory.documents if index_of(key) < FEW}
    assert stored.keys() == firsts
    assert {key for key in firsts if plain(stored[key]) != plain(directory.documents[key])} == set()


def plain(document: Document) -> tuple[object, ...]:
    """Give all that the ranking sees of a listing, without the numbers of database rows."""
    return (
        document.kind,
        document.name,
        sorted((one.jurisdiction, str(one.point)) for one in document.offices),
        {way: dict(where) for way, where in document.remote.items()},
        set(document.terms),
        document.known,
        document.not_applicable,
        document.fee_cents,
        sorted(
            (one.state, one.fact.confirmed_on, one.wait_days, str(one.payer), one.office is None)
            for one in document.openings
        ),
        dict(document.facts),
        document.words,
        document.hidden_from,
    )
