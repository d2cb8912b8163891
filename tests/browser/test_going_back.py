"""From a listing a person comes back to the same place: same filters, same scroll position."""

import pytest
from playwright.sync_api import expect

from tests.conftest import OpenPage
from tests.watch import Watch

pytestmark = [
    pytest.mark.usefixtures("cast"),
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]


def test_the_browsers_back_keeps_place_and_scroll(
    open_page: OpenPage, watch: Watch, script: bool
) -> None:
    page = open_page(script=script)
    page.goto("/")
    page.get_by_label("Where are you?").fill("07102")
    page.get_by_role("button", name="Find therapists").click()
    card = page.locator(".card__name a").nth(14)
    name = card.inner_text()
    card.scroll_into_view_if_needed()
    before = card.bounding_box()
    card.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("35 results near 07102, Newark, NJ")
    after = page.locator(".card__name a", has_text=name).bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 60
    watch.assert_clean()


def test_our_own_link_back_keeps_filters_and_page(
    open_page: OpenPage, watch: Watch, script: bool
) -> None:
    page = open_page(script=script)
    page.goto("/")
    page.get_by_label("Where are you?").fill("07102")
    page.get_by_role("button", name="Find therapists").click()
    page.get_by_role("link", name="Page 2", exact=True).click()
    expect(page.locator(".cards")).to_have_attribute("start", "21")
    names = page.locator(".card__name").all_inner_texts()
    page.locator(".card__name a").nth(2).click()
    page.get_by_role("link", name="Back to results").click()
    expect(page.locator(".cards")).to_have_attribute("start", "21")
    assert page.locator(".card__name").all_inner_texts() == names
    expect(page.locator(".chip")).to_have_count(1)
    watch.assert_clean()


def test_paging_goes_on_at_the_heading(open_page: OpenPage, watch: Watch, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/find?near=07102")
    page.get_by_role("link", name="Page 2", exact=True).click()
    expect(page.locator(".cards")).to_have_attribute("start", "21")
    expect(page.locator("h1")).to_be_in_viewport()
    if script:
        expect(page.locator("h1")).to_be_focused()
    page.get_by_role("link", name="Page 1", exact=True).click()
    expect(page.locator(".cards")).to_have_attribute("start", "1")
    watch.assert_clean()


def test_a_search_can_be_shared_and_kept(open_page: OpenPage, watch: Watch, script: bool) -> None:
    """The address alone holds the search: another person's browser shows the same."""
    page = open_page(script=script)
    page.goto("/find?near=07102&concern=anxiety")
    page.locator(".menu summary").first.click()
    page.locator(".menu").first.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 result near 07102, Newark, NJ")
    other = open_page(script=script)
    other.goto(page.url)
    expect(other.get_by_role("heading", level=1)).to_have_text("1 result near 07102, Newark, NJ")
    watch.assert_clean()
