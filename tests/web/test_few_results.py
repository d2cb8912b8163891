"""Zero or few results never end the journey: each offer gives exactly what it says."""

import re

import pytest
from django.test import Client

from tests.web.page import Page, search, visit

SEARCHES = {
    "nothing at all": {"near": "07102", "concern": "anxiety", "payer": "aetna"},
    "words that nobody uses": {"q": "zebra", "near": "07102"},
    "a place without anybody": {"near": "Trenton, NJ", "within": "5mi"},
    "far away": {"near": "Ketchikan, AK", "concern": "grief"},
    "one result": {"near": "07102", "payer": "medicaid", "openings": "14"},
    "left out": {"near": "07102", "concern": "anxiety", "not": "payer:medicaid"},
    "in person only": {"near": "Trenton, NJ", "meeting": "in-person"},
    "by video only": {"near": "Austin, TX", "meeting": "video", "concern": "grief"},
    "a state": {"near": "Delaware", "concern": "grief"},
}


def offers(page: Page) -> list[tuple[str, int, str]]:
    """Give what can be changed, what that gives, and its address."""
    return [
        (
            one.one(cls="choice__name").text,
            int(re.findall(r"\d+", one.one(cls="choice__count").text)[0]),
            one["href"],
        )
        for one in page.all("a", cls="choice")
    ]


@pytest.mark.parametrize("fields", SEARCHES.values(), ids=SEARCHES.keys())
def test_each_offer_gives_the_total_it_states(visitor: Client, fields: dict[str, str]) -> None:
    page = search(visitor, **fields)
    found = offers(page)
    assert page.total <= 5
    assert found
    for name, total, address in found:
        after = visit(visitor, address)
        assert after.total == total > page.total, name


def test_nothing_found_is_said_kindly(visitor: Client) -> None:
    page = search(visitor, q="zebra")
    assert page.status == 200
    assert page.heading == "Nothing fits all of your choices"
    assert "That is about our list, not about you." in page.one("main").text


def test_a_wider_circle_and_video_are_offered(visitor: Client) -> None:
    names = [name for name, _total, _url in offers(search(visitor, near="Trenton, NJ"))]
    assert "Look within 50 miles" in names
    assert "Also meet by video" in names


def test_an_offer_keeps_everything_else(visitor: Client) -> None:
    page = search(visitor, near="07102", concern="anxiety", payer="aetna", sort="fee")
    address = next(url for name, _n, url in offers(page) if name == "Leave out Aetna")
    after = visit(visitor, address)
    assert after.names == ["Amara Okafor"]
    assert [one.text for one in after.all(cls="chip")] == [
        one.text for one in page.all(cls="chip") if "Aetna" not in one.text
    ]


def test_when_nothing_helps_the_person_can_start_again(visitor: Client) -> None:
    page = search(visitor, q="zebra", near="Ketchikan, AK", concern="ocd", payer="aetna")
    assert page.total == 0
    if not offers(page):
        assert page.links["Start again with all listings"] == "/find"


def test_many_results_offer_nothing(visitor: Client) -> None:
    assert offers(search(visitor, near="07102")) == []
