"""How many queries a page takes: the same whatever is asked, and however much is found."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.directory.models import Listing
from rapport.directory.models.listing import Status
from tests.cast import Cast
from tests.web.page import search, visit

RESULTS = PROFILE = 10
"""Eight read the listings with all their rows, however many they are."""

EMPTY = 2
"""Where nothing is found there is nothing to read: clock of the index, settings of the operator."""

REFILLED = RESULTS + 8
"""When a listing of the index is gone from the database, the next page fills in."""

HOME, ABOUT, REDIRECT, EXPLAINED = 2, 6, 2, 1


@pytest.fixture
def count(visitor: Client) -> Iterator[CaptureQueriesContext]:
    """Count from here on, after the index was built."""
    visit(visitor, "/find")
    with CaptureQueriesContext(connection) as queries:
        yield queries


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?near=07102",
        "?near=07102&concern=anxiety",
        "?near=07102&page=2",
        "?q=garcia",
        "?near=NJ&meeting=video&payer=medicaid&openings=30&max-fee=200&sort=fee",
        "?concern=anxiety&concern=grief&language=english&not=approach:act",
    ],
)
def test_a_page_of_results(visitor: Client, count: CaptureQueriesContext, query: str) -> None:
    visit(visitor, f"/find{query}")
    assert len(count) == RESULTS


def test_a_page_without_results(visitor: Client, count: CaptureQueriesContext) -> None:
    visit(visitor, "/find?q=zebra&near=07102")
    assert len(count) == EMPTY


def test_a_page_that_had_to_be_refilled(
    visitor: Client, cast: Cast, count: CaptureQueriesContext
) -> None:
    Listing.objects.filter(name="Amara Okafor").update(status=Status.WITHDRAWN)
    update = 1
    assert len(visit(visitor, "/find?near=07102").names) == 20
    assert len(count) == update + REFILLED


def test_a_page_of_results_by_its_token(visitor: Client, count: CaptureQueriesContext) -> None:
    address = visitor.post("/find", {"near": "07102"})["Location"]
    assert len(count) == REDIRECT
    visit(visitor, address)
    assert len(count) == REDIRECT + RESULTS


@pytest.mark.parametrize("name", ["Amara Okafor", "Riverbank Clinic", "Harbor Listening Line"])
def test_a_listing(visitor: Client, cast: Cast, count: CaptureQueriesContext, name: str) -> None:
    address = f"/listings/{cast[name].public_id}/{'-'.join(name.lower().split())}"
    visit(visitor, address)
    assert len(count) == PROFILE


def test_a_listing_after_a_search(
    visitor: Client, cast: Cast, count: CaptureQueriesContext
) -> None:
    before = search(visitor, near="07102").url
    start = len(count)
    address = f"/listings/{cast['Amara Okafor'].public_id}/amara-okafor"
    visit(visitor, address, Referer=f"http://testserver{before}")
    assert len(count) - start == PROFILE


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/", HOME), ("/about-the-data", ABOUT), ("/how-we-order-results", EXPLAINED)],
)
def test_other_pages(
    visitor: Client, count: CaptureQueriesContext, address: str, queries: int
) -> None:
    visit(visitor, address)
    assert len(count) == queries


def test_a_problem_and_a_question_take_few(visitor: Client, count: CaptureQueriesContext) -> None:
    search(visitor, near="99999")
    search(visitor, near="newark")
    assert len(count) <= 2 * (HOME + 1)


def test_an_error_takes_none(visitor: Client, count: CaptureQueriesContext) -> None:
    visit(visitor, "/nowhere")
    visit(visitor, "/find?q=%00")
    assert len(count) == 0
