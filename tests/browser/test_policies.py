"""What the policy pages say about browsers, shown in one; test_every_page.py shows more of it."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.every_page import POLICIES
from tests.conftest import OpenPage

pytestmark = pytest.mark.usefixtures("cast")
FOCUS = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        name: one.textContent.trim() + " " + (one.href ?? one.name ?? ""),
        isBody: one === document.body,
        isShown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isCovered: !(middle && (one.contains(middle) || middle.contains(one))),
    };
}"""


def test_another_site_does_not_learn_where_you_came_from(open_page: OpenPage) -> None:
    page = open_page()
    asked: list[Request] = []
    page.context.on("request", lambda one: asked.append(one))  # noqa: PLW0108  # no built-in
    page.context.route(
        re.compile("^https://"),
        lambda route: route.fulfill(content_type="text/html", body="<h1>Elsewhere</h1>"),
    )
    page.goto("/safety")
    page.get_by_role("link", name="Source").first.click()
    expect(page.get_by_role("heading")).to_have_text("Elsewhere")
    [left] = [one for one in asked if one.is_navigation_request() and "https://" in one.url]
    assert "referer" not in left.all_headers()


@pytest.mark.parametrize("name", POLICIES)
def test_the_tab_key_reaches_everything_and_shows_where_it_is(
    open_page: OpenPage, name: str
) -> None:
    page = open_page(width=390)
    page.goto(f"/{name}")
    controls = page.locator("a[href]:visible, button:visible, [tabindex='0']:visible").count()
    for reached in range(controls):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert not focus["isBody"], f"{reached} of {controls} reached"
        assert focus["isShown"], focus
        assert not focus["isCovered"], focus
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["isBody"]


def words_of(page: Page, address: str) -> str:
    page.goto(address)
    page.evaluate("0")
    return " ".join(page.locator("main").inner_text().split())


@pytest.mark.parametrize(
    "address", ["/privacy", "/consumer-health-data", "/accessibility", "/find"]
)
def test_pages_read_the_same_without_script(open_page: OpenPage, address: str) -> None:
    with_script, without = open_page(), open_page(script=False)
    assert words_of(with_script, address) == words_of(without, address)
    assert words_of(without, address)
