"""A person finds a listing by ZIP code, by city and by concern, with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage
from tests.watch import Watch

pytestmark = [
    pytest.mark.usefixtures("cast"),
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]


def search(page: Page, words: str, place: str) -> None:
    page.goto("/")
    page.get_by_label("What would you like help with?").fill(words)
    page.get_by_label("Where are you?").fill(place)
    page.get_by_role("search").get_by_role("button", name="Find therapists").click()


def open_amara(page: Page) -> None:
    page.get_by_role("link", name="Amara Okafor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amara Okafor")
    expect(page.get_by_text("May see you in New Jersey.")).to_be_visible()


def test_by_zip_code(open_page: OpenPage, watch: Watch, script: bool) -> None:
    page = open_page(script=script)
    search(page, "", "07102")
    expect(page.get_by_role("heading", level=1)).to_have_text("35 results near 07102, Newark, NJ")
    open_amara(page)
    watch.assert_clean()


def test_by_city_with_a_question_back(open_page: OpenPage, watch: Watch, script: bool) -> None:
    page = open_page(script=script)
    search(page, "anxiety", "newark")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which newark do you mean?")
    page.get_by_role("link", name="Newark, NJ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 result near Newark, NJ")
    open_amara(page)
    watch.assert_clean()


def test_by_concern(open_page: OpenPage, watch: Watch, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/")
    page.get_by_role("link", name="Grief").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 results")
    page.get_by_role("link", name="Priya Nair").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Priya Nair")
    watch.assert_clean()


def test_a_mistyped_place_is_asked_about_and_corrected(
    open_page: OpenPage, watch: Watch, script: bool
) -> None:
    page = open_page(script=script)
    search(page, "anxiety", "99999")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("What would you like help with?")).to_have_value("anxiety")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Where are you?")).to_be_focused()
    page.get_by_label("Where are you?").fill("07102")
    page.get_by_role("button", name="Find therapists").click()
    open_amara(page)
    watch.assert_clean()


def test_no_address_or_title_on_the_way_says_what_was_looked_for(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page(script=script)
    search(page, "anxiety", "07102")
    assert re.fullmatch(r".*/find/[\w-]+", page.url)
    page.get_by_role("link", name="Amara Okafor").click()
    page.get_by_role("link", name="Back to results").click()
    for text in (page.url, page.title()):
        assert "anxiety" not in text.lower()
        assert "07102" not in text
