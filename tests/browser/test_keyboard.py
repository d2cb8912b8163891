"""With the keyboard alone a person reaches the first result, and always sees where they are."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage

pytestmark = [
    pytest.mark.usefixtures("cast"),
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]

FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return {
        what: one.id || one.textContent.trim().slice(0, 40),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        height: one.getBoundingClientRect().height,
    };
}"""


def seen_focus(page: Page) -> dict[str, Any]:
    """Give what is focused, once it is drawn: a busy machine takes a moment."""
    for _ in range(20):
        focused: dict[str, Any] = page.evaluate(FOCUSED)
        if focused["ring"]:
            break
        page.wait_for_timeout(50)
    return focused


def tab_to(page: Page, what: str, most: int = 60) -> None:
    """Press Tab until this is focused; each stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = seen_focus(page)
        assert focused["ring"], f"the focus cannot be seen on {focused['what']}"
        if focused["what"] == what:
            return
    pytest.fail(f"{what} is not reached by Tab")


def test_from_the_home_page_to_a_listing(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/")
    tab_to(page, "q")
    page.keyboard.type("anxiety")
    tab_to(page, "near", most=1)
    page.keyboard.type("newark")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which newark do you mean?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the main content
    tab_to(page, "Newark, NJNew Jersey", most=3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 result near Newark, NJ")
    tab_to(page, "Skip to results", most=3)
    page.keyboard.press("Enter")
    tab_to(page, "Amara Okafor", most=20)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Amara Okafor")


def test_a_filter_can_be_set(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/find?near=07102")
    page.locator("#group-language > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    if not script:
        page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(2)


def test_every_stop_on_a_listing_is_seen(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/find?near=07102&concern=anxiety")
    page.get_by_role("link", name="Amara Okafor").click()
    tab_to(page, "Visit the website")
