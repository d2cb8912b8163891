"""What the policy pages say about browsers, shown in one: nothing stored, nobody asked."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.conftest import OpenPage
from tests.one_more import list_one_more
from tests.watch import Watch

POLICIES = ("/privacy", "/consumer-health-data", "/safety", "/accessibility")
PUBLIC = (
    *(
        "/",
        "/find",
        "/find?near=07102&concern=grief",
        "/find?near=nowhereville",
        "/advanced-search",
    ),
    *("/topics", "/concerns/domestic-violence", "/concerns/grief/nj/newark", "/about-the-data"),
    *("/how-we-order-results", "/what-to-ask-your-plan", "/nowhere", *POLICIES),
    *("/self-checks", "/self-checks/phq-9"),
)
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


@pytest.fixture(autouse=True)
def _listings(live_server: LiveServer, cast: Cast) -> None:
    list_one_more("Sofia Reyes", "concern:domestic-violence", cast.today)


def test_pages_store_nothing_and_ask_nobody_else(open_page: OpenPage, watch: Watch) -> None:
    page = open_page()
    for address in PUBLIC:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Tab")
        watch.assert_clean()
    page.goto("/")
    page.get_by_label("Where are you?").fill("07102")
    page.get_by_role("button", name="Find therapists").click()
    page.wait_for_url("**/find/*")
    watch.assert_clean()


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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page: OpenPage, width: int, dark: bool) -> None:
    page = open_page(width=width, dark=dark)
    for address in PUBLIC:
        page.goto(address)
        violations = Axe().run(page).response["violations"]
        found = [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
        assert not found, address


@pytest.mark.parametrize("address", POLICIES)
def test_the_tab_key_reaches_everything_and_shows_where_it_is(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(width=390)
    page.goto(address)
    controls = page.locator("a[href]:visible, button:visible, [tabindex='0']:visible").count()
    for reached in range(controls):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert not focus["isBody"], f"{reached} of {controls} reached"
        assert focus["isShown"], focus
        assert not focus["isCovered"], focus
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["isBody"]


def test_nothing_is_wider_than_a_narrow_screen(open_page: OpenPage) -> None:
    page = open_page(width=320)
    for address in PUBLIC:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


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
