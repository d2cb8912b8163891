"""Every applied filter is a chip, and pressing it takes that filter off and nothing else."""

import pytest
from django.test import Client

from tests.web.page import Page, search, visit

EVERYTHING: dict[str, str | list[str]] = {
    "q": "okafor",
    "near": "07102",
    "within": "10mi",
    "concern": ["anxiety", "grief"],
    "payer": "medicaid",
    "openings": "30",
    "max-fee": "200",
    "not": "language:polish",
    "wish": "style:warm",
}
LABELS = [
    "“okafor”",
    "Medicaid",
    "Anxiety",
    "Grief",
    "07102, Newark, NJ: 10 miles",
    "Opening within 30 days",
    "Up to $200",
    "Not: Polish",
    "Wish: Warm",
]


def chips(page: Page) -> dict[str, str]:
    return {one.text.removeprefix("Remove filter: "): one["href"] for one in page.all(cls="chip")}


@pytest.fixture
def page(visitor: Client) -> Page:
    return search(visitor, **EVERYTHING)


def test_every_choice_has_a_chip(page: Page) -> None:
    assert page.names == ["Amara Okafor"]
    assert set(chips(page)) == set(LABELS)


@pytest.mark.parametrize("label", LABELS)
def test_pressing_a_chip_takes_only_that_choice_off(
    visitor: Client, page: Page, label: str
) -> None:
    after = visit(visitor, chips(page)[label])
    assert set(chips(after)) == set(LABELS) - {label}
    assert after.total >= page.total


def test_clear_all_gives_the_whole_list(visitor: Client, page: Page) -> None:
    assert page.links["Clear all"] == "/find"


def test_without_choices_there_are_no_chips(visitor: Client) -> None:
    page = visit(visitor, "/find")
    assert chips(page) == {}
    assert "Clear all" not in page.links


def test_applied_filters_are_also_marked_in_place(page: Page) -> None:
    panel = page.one("form", id="filters")
    checked = {
        (one["name"], one["value"]) for one in panel.all("input") if "checked" in one.attributes
    }
    assert checked == {
        ("concern", "anxiety"),
        ("concern", "grief"),
        ("payer", "medicaid"),
        ("openings", "30"),
        ("max-fee", "200"),
    }
    assert panel.one("input", id="q")["value"] == "okafor"
    assert panel.one("input", id="near")["value"] == "07102, Newark, NJ"


def test_a_way_of_meeting_has_a_chip(visitor: Client) -> None:
    page = search(visitor, near="Newark, NJ", meeting=["in-person", "video"])
    assert set(chips(page)) == {"Newark, NJ: 25 miles", "In person", "By video"}
    without = visit(visitor, chips(page)["In person"])
    assert set(without.names) == {"Amara Okafor", "Priya Nair"}
