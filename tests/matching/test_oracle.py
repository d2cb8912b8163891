"""The fast index answers as the slow obvious one does: counts, order, reasons and relaxations."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rapport.matching import (
    Aspect,
    ColumnIndex,
    Document,
    Enquiries,
    Fact,
    Near,
    ObviousIndex,
    Office,
    Query,
    Sort,
    SourceKind,
)
from rapport.matching.engine import counting, earning, loosening
from rapport.places import Point, distance_km
from tests.matching.random_listings import ANCESTORS, DAY, SCHEMES, random_document
from tests.matching.strategies import Directory, directories, documents, queries

WORDS: tuple[list[str], ...] = (
    ["ada"],
    ["ada", "garcia", "nunez"],
    ["bo", "grace"],
    ["zzz"],
    ["dr", "ada", "grun"],
    [],
)


HERE = (Office(1, Point(30.0, -97.0), "US-TX"),)


def examples(count: int) -> settings:
    return settings(max_examples=count, deadline=None)


def both(directory: Directory) -> tuple[ObviousIndex, ColumnIndex]:
    rules = (ANCESTORS, SCHEMES, directory.key)
    return ObviousIndex(directory.documents, *rules), ColumnIndex(directory.documents, *rules)


@examples(200)
@given(
    directory=directories(),
    query=queries(),
    page_size=st.sampled_from((1_000, 1, 2, 3)),
    page=st.sampled_from((1, 1, 2)),
)
def test_every_answer_is_the_same(
    directory: Directory, query: Query, page_size: int, page: int
) -> None:
    slow, fast = both(directory)
    query = replace(query, page_size=page_size, page=page)
    assert fast.search(query) == slow.search(query)
    plain = fast.search(query, is_explained=False)
    assert [(hit.id, hit.score) for hit in plain.hits] == [
        (hit.id, hit.score) for hit in slow.search(query).hits
    ]


@examples(100)
@given(directory=directories(max_size=7), query=queries(), data=st.data())
def test_every_answer_is_the_same_after_changes_and_after_merging_them(
    directory: Directory, query: Query, data: st.DataObject
) -> None:
    slow, fast = both(directory)
    ids = st.integers(1, 9)
    for _time in range(data.draw(st.integers(1, 3))):
        changed = data.draw(
            st.lists(ids.flatmap(documents), max_size=3, unique_by=lambda one: one.id)
        )
        removed = data.draw(st.frozensets(ids, max_size=2))
        slow, fast = slow.changed(changed, removed), fast.changed(changed, removed)
    expected = slow.search(query)
    assert fast.search(query) == expected
    assert fast.merged().search(query) == expected
    assert fast.changes <= 9
    check_contents(slow, fast)


@examples(100)
@given(directory=directories())
def test_names_terms_and_documents_are_the_same(directory: Directory) -> None:
    check_contents(*both(directory))


def check_contents(slow: ObviousIndex, fast: ColumnIndex) -> None:
    assert len(fast) == len(slow)
    assert set(fast.name_words) == slow.name_words
    assert all((word in fast.name_words) == (word in slow.name_words) for word in ("ada", "cy"))
    assert fast.terms_in_use == slow.terms_in_use
    for words in WORDS:
        for is_whole in (True, False):
            assert fast.has_name(words, is_whole=is_whole) == slow.has_name(
                words, is_whole=is_whole
            )
    assert by_id(fast.documents) == by_id(map(without_empty_rights, slow.documents))


def by_id(documents: Iterable[Document]) -> dict[int, Document]:
    return {one.id: one for one in documents}


def without_empty_rights(document: Document) -> Document:
    """A way to meet nowhere is no way: columns do not keep it."""
    return replace(document, remote={way: to for way, to in document.remote.items() if to})


def wrote() -> st.SearchStrategy[str]:
    """A few words, some of them inflections of others, near each other or far apart."""
    words = ("hope", "hoping", "hike", "hikes", "niña", "niños", "grace", "ada", *"abcdef")
    return st.lists(st.sampled_from(words), max_size=25).map(" ".join)


@examples(300)
@given(
    texts=st.lists(st.tuples(wrote(), wrote()), min_size=1, max_size=8),
    asked=st.lists(
        st.sampled_from(("hope", "hopes", "hike", "hiking", "niña", "ada", "a")), min_size=1
    ),
)
def test_words_in_texts_are_found_and_ranked_the_same(
    texts: list[tuple[str, str]], asked: list[str]
) -> None:
    listings = (
        replace(random_document(number), id=number, headline=headline, words=text, hidden_from=None)
        for number, (headline, text) in enumerate(texts)
    )
    slow, fast = both(Directory(tuple(listings)))
    query = Query(day=DAY, words=" ".join(asked))
    expected = slow.search(query)
    assert fast.search(query) == expected
    plain = fast.search(query, is_explained=False)
    assert [(hit.id, hit.score) for hit in plain.hits] == [
        (hit.id, hit.score) for hit in expected.hits
    ]
    assert all(fast.is_written(word) == slow.is_written(word) for word in ("hiked", "zzz", "a"))


def test_words_far_behind_in_very_long_texts_are_ranked_the_same() -> None:
    far = "x " * 70_000
    wrote = (("x " * 1_500 + "hiking", far + "hope"), ("", far + "hope hiking"), ("hope", far))
    slow, fast = both(
        Directory(
            tuple(
                Document(number, "therapist", "", HERE, headline=headline, words=text)
                for number, (headline, text) in enumerate(wrote)
            )
        )
    )
    for words in ("hope", "hike", "hope hiking", "hiking x hope"):
        query = Query(day=DAY, words=words)
        assert fast.search(query) == slow.search(query)
        assert [hit.score for hit in fast.search(query, is_explained=False).hits] == [
            hit.score for hit in slow.search(query).hits
        ]


# Larger directories, so that the ways of dealing with many listings are gone too


@cache
def large() -> tuple[ObviousIndex, ColumnIndex]:
    listings = tuple(replace(random_document(number % 3_000), id=number) for number in range(1_200))
    return both(Directory(listings))


@examples(40)
@example(query=Query(day=DAY), page_size=3, page=1, is_many=True)
@example(query=Query(day=DAY, words="hope help"), page_size=3, page=1, is_many=True)
@given(
    query=queries(),
    page_size=st.sampled_from((20, 3, 1_000)),
    page=st.sampled_from((1, 1, 2, 30)),
    is_many=st.booleans(),
)
def test_many_listings_are_dealt_with_in_other_ways_to_the_same_end(
    query: Query, page_size: int, page: int, is_many: bool
) -> None:
    slow, fast = large()
    query = replace(query, page_size=page_size, page=page)
    with pytest.MonkeyPatch.context() as patch:
        if is_many:
            patch.setattr(earning, "_MANY", 20)
            patch.setattr(earning, "_SAMPLE", 5)
            patch.setattr(loosening, "_MANY", 5)
            patch.setattr(counting, "_FEW", 0)
            patch.setattr(counting, "_ROW_US", 1e9)
        assert fast.search(query) == slow.search(query)


def test_whom_answered_messages_lift_is_among_the_few_that_are_scored() -> None:
    confirmed = {Aspect.CONTACT: Fact(DAY, SourceKind.THERAPIST)}
    listings = tuple(
        Document(number, "therapist", "", HERE, facts=confirmed)
        if number % 2
        else Document(number, "therapist", "", HERE, fee_cents=1, enquiries=Enquiries(3, 3))
        for number in range(60)
    )
    slow, fast = both(Directory(listings))
    query = Query(day=DAY, page_size=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(earning, "_MANY", 20)
        patch.setattr(earning, "_SAMPLE", 5)
        assert fast.search(query) == slow.search(query)


def anywhere() -> st.SearchStrategy[Point]:
    """Points of the whole Earth; many lie near a pole, at 180 degrees, or close to each other."""
    latitudes = st.one_of(
        st.floats(-90, 90), st.sampled_from((90.0, -90.0, 0.0, 89.99, -89.99)), st.floats(30, 30.5)
    )
    longitudes = st.one_of(
        st.floats(-180, 180), st.sampled_from((180.0, -180.0, 0.0, 179.99)), st.floats(-98, -97)
    )
    return st.builds(Point, latitudes, longitudes)


@examples(120)
@given(
    points=st.lists(anywhere(), min_size=1, max_size=30),
    centre=anywhere(),
    radius_km=st.one_of(st.floats(0, 25_000), st.floats(0, 100), st.just(0.0)),
    at_its_edge=st.booleans(),
)
def test_a_radius_holds_who_is_inside_it_anywhere_on_the_earth(
    points: list[Point], centre: Point, radius_km: float, at_its_edge: bool
) -> None:
    if at_its_edge:
        radius_km = distance_km(centre, points[0])
    listings = tuple(
        Document(number, "therapist", "", offices=(Office(1, point, "XX"), Office(2, other, "XX")))
        for number, (point, other) in enumerate(zip(points, points[::-1], strict=True))
    )
    slow, fast = both(Directory(listings))
    query = Query(day=DAY, place=Near(centre, radius_km), sort=Sort.DISTANCE, page_size=100)
    assert fast.search(query) == slow.search(query)
