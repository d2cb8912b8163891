"""Who comes to a listing from a search is led back, and hears what is lawful where they are."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.page import Page, search, visit

HERE = "http://testserver"


def address(cast: Cast, name: str) -> str:
    listing = cast[name]
    return f"/listings/{listing.public_id}/{'-'.join(name.lower().split())}"


def come_from(visitor: Client, cast: Cast, name: str, results: str) -> Page:
    return visit(visitor, address(cast, name), Referer=f"{HERE}{results}")


def test_the_way_back_is_the_search_the_person_came_from(visitor: Client, cast: Cast) -> None:
    results = search(visitor, near="07102", concern="anxiety")
    page = come_from(visitor, cast, "Amara Okafor", results.url)
    back = page.links["Back to results"]
    assert visit(visitor, back).names == results.names


def test_the_whole_list_is_a_way_back_too(visitor: Client, cast: Cast) -> None:
    assert come_from(visitor, cast, "Amara Okafor", "/find").links["Back to results"] == "/find"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://search.example/find",
        f"{HERE}/",
        f"{HERE}/about-the-data",
        f"{HERE}/nowhere",
        "http://[",
        "http://testserver:99999999999/find",
        "find",
        "//testserver/find\x01",
        f"{HERE}.evil.example/find",
    ],
)
def test_from_anywhere_else_there_is_no_way_back(visitor: Client, cast: Cast, referer: str) -> None:
    page = visit(visitor, address(cast, "Amara Okafor"), Referer=referer)
    assert page.status == 200
    assert "Back to results" not in page.links


def test_an_unreadable_search_before_does_no_harm(visitor: Client, cast: Cast) -> None:
    page = come_from(visitor, cast, "Amara Okafor", "/find/broken")
    assert page.status == 200
    assert not page.all("strong")


@pytest.mark.parametrize(
    ("name", "near", "says", "mark"),
    [
        ("Amara Okafor", "Newark, NJ", "May see you in New Jersey.", "yes"),
        (
            "Amara Okafor",
            "Austin, TX",
            "We do not know whether they may see you in Texas.",
            "unknown",
        ),
        ("June Castellano", "Austin, TX", "May not see you while you are in Texas.", "no"),
        ("Priya Nair", "NJ", "May see you in New Jersey.", "yes"),
    ],
)
def test_what_is_lawful_where_the_person_is(
    visitor: Client, cast: Cast, name: str, near: str, says: str, mark: str
) -> None:
    page = come_from(visitor, cast, name, search(visitor, near=near).url)
    verdict = page.one(cls="person__licence").one("strong")
    assert says in verdict.text
    assert verdict.all(cls=f"mark--{mark}")


def test_without_a_place_nothing_is_said_about_the_law(visitor: Client, cast: Cast) -> None:
    page = come_from(visitor, cast, "Amara Okafor", search(visitor, concern="anxiety").url)
    assert not page.one(cls="person__licence").all("strong")


def test_a_clinic_has_no_licence_to_judge(visitor: Client, cast: Cast) -> None:
    page = come_from(visitor, cast, "Riverbank Clinic", search(visitor, near="07102").url)
    assert not page.one(cls="person__licence").all("p")


def test_the_distance_from_the_place_is_said(visitor: Client, cast: Cast) -> None:
    page = come_from(visitor, cast, "Riverbank Clinic", search(visitor, near="07102").url)
    glance = page.one("section", aria_labelledby="glance").text
    assert "miles from 07102, Newark, NJ" in glance
