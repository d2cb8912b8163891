"""Filters refine the list: live on a wide screen with script, by a button without."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage
from tests.watch import Watch

pytestmark = pytest.mark.usefixtures("cast")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def panel_option(page: Page, group: str, label: str) -> None:
    """Press an option of the panel, opening its group if need be."""
    details = page.locator(f"#group-{group}")
    if details.get_attribute("open") is None:
        details.locator("> summary").click()
    details.get_by_label(label).first.click()


def test_with_script_each_change_shows_at_once(open_page: OpenPage, watch: Watch) -> None:
    page = open_page()
    page.goto("/find?near=07102")
    before = page.url
    panel_option(page, "concern", "Anxiety")
    heading(page, "1 result near 07102, Newark, NJ")
    assert page.url != before
    expect(page.locator("#group-concern").get_by_label("Anxiety")).to_be_checked()
    expect(page.get_by_role("status")).to_have_text("1 result near 07102, Newark, NJ")
    watch.assert_clean()


def test_focus_and_scroll_stay_where_they_are(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/find?near=07102")
    page.locator("#group-language > summary").click()
    option = page.locator("#group-language").get_by_label("Polish")
    option.scroll_into_view_if_needed()
    before = option.bounding_box()
    option.press("Space")
    heading(page, "3 results near 07102, Newark, NJ")
    expect(option).to_be_focused()
    assert page.locator("#group-language").get_attribute("open") is not None
    after = option.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2


def test_several_changes_add_up(open_page: OpenPage, watch: Watch) -> None:
    page = open_page()
    page.goto("/find?near=07102")
    panel_option(page, "payer", "Medicaid")
    heading(page, "2 results near 07102, Newark, NJ")
    panel_option(page, "concern", "Anxiety")
    heading(page, "1 result near 07102, Newark, NJ")
    panel_option(page, "payer", "Medicaid")
    heading(page, "1 result near 07102, Newark, NJ")
    expect(page.locator(".chip")).to_have_count(2)
    watch.assert_clean()


def test_back_undoes_a_live_change(open_page: OpenPage, watch: Watch) -> None:
    page = open_page()
    page.goto("/find?near=07102")
    panel_option(page, "concern", "Anxiety")
    heading(page, "1 result near 07102, Newark, NJ")
    page.go_back()
    heading(page, "35 results near 07102, Newark, NJ")
    expect(page.locator("#group-concern").get_by_label("Anxiety")).not_to_be_checked()
    watch.assert_clean()


def test_typing_a_new_place_works_live_too(open_page: OpenPage, watch: Watch) -> None:
    page = open_page()
    page.goto("/find?near=07102")
    place = page.locator("#filters").get_by_label("Where are you?")
    place.fill("Austin, TX")
    place.press("Tab")
    heading(page, "2 results near Austin, TX")
    watch.assert_clean()


@pytest.mark.parametrize(("typed", "asked"), [("newark", "Which newark"), ("99999", "Check your")])
def test_a_question_back_is_a_page_of_its_own(
    open_page: OpenPage, watch: Watch, typed: str, asked: str
) -> None:
    page = open_page()
    page.goto("/find?near=07102&payer=medicaid")
    place = page.locator("#filters").get_by_label("Where are you?")
    place.fill(typed)
    place.press("Tab")
    expect(page.get_by_role("heading", level=1)).to_contain_text(asked)
    page.get_by_label("Somewhere else?" if typed == "newark" else "Where are you?").fill("07102")
    page.get_by_role("main").get_by_role("button").click()
    heading(page, "2 results near 07102, Newark, NJ")
    watch.failed_requests.clear()  # 422 is the answer that brings the problem
    watch.assert_clean()


def test_a_failure_of_ours_after_a_live_change_is_said(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    page.goto("/find?near=07102")
    monkeypatch.setattr("rapport.web.views.find.locate", lambda _criteria: 1 / 0)
    panel_option(page, "payer", "Medicaid")
    heading(page, "Something went wrong on our side")


def test_without_script_a_button_shows_the_results(open_page: OpenPage, watch: Watch) -> None:
    page = open_page(script=False)
    page.goto("/find?near=07102")
    panel_option(page, "concern", "Anxiety")
    heading(page, "35 results near 07102, Newark, NJ")
    page.locator("#filters").get_by_role("button", name="Show").click()
    heading(page, "1 result near 07102, Newark, NJ")
    watch.assert_clean()


@pytest.mark.parametrize("script", [True, False])
def test_a_filter_above_the_list_and_its_chip(
    open_page: OpenPage, watch: Watch, script: bool
) -> None:
    page = open_page(script=script)
    page.goto("/find?near=07102")
    menu = page.locator(".menu").filter(has=page.locator('input[value="payer"]'))
    menu.locator("summary").click()
    menu.get_by_label("Medicaid").check()
    menu.get_by_role("button", name="Show results").click()
    heading(page, "2 results near 07102, Newark, NJ")
    page.get_by_role("link", name="Remove filter: Medicaid").click()
    heading(page, "35 results near 07102, Newark, NJ")
    watch.assert_clean()


@pytest.mark.parametrize("script", [True, False])
def test_sorting(open_page: OpenPage, watch: Watch, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/find?near=07042")
    page.get_by_label("Sort by").select_option("Nearest first")
    page.get_by_role("button", name="Sort").click()
    expect(page.locator(".card__name").first).to_have_text("Ruth Halloran")
    watch.assert_clean()


@pytest.mark.parametrize("script", [True, False])
def test_too_much_asked_for_leads_on(open_page: OpenPage, watch: Watch, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/find?near=07102&concern=anxiety&payer=aetna")
    heading(page, "Nothing fits all of your choices")
    page.get_by_role("link", name="Leave out Aetna").click()
    heading(page, "1 result near 07102, Newark, NJ")
    watch.assert_clean()


def test_a_menu_closes_on_escape(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/find")
    menu = page.locator(".menu").first
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    expect(menu.locator("summary")).to_be_focused()
