"""On every page: nobody else is asked, nothing is stored, nothing breaks, nothing sticks out."""

import pytest
from playwright.sync_api import Page

from tests.browser.every_page import KINDS, MORE_KINDS, address_of
from tests.cast import Cast
from tests.conftest import OpenPage
from tests.watch import Watch

MOST_REQUESTS = 12

TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    const isMeantTo = one.closest(".table-scroll, .skip, .visually-hidden");
    return box.width && box.right > innerWidth + 1 && !isMeantTo;
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_no_page_asks_others_stores_or_fails(
    open_page: OpenPage, watch: Watch, cast: Cast, script: bool
) -> None:
    page = open_page(script=script)
    for kind in KINDS:
        page.goto(address_of(kind, cast))
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Tab")
        assert watch.cookies() == [], kind
        assert page.locator("h1").count() == 1, kind
        watch.assert_clean()


def test_no_page_is_wider_than_a_narrow_screen(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(width=320)
    for kind in KINDS:
        page.goto(address_of(kind, cast))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{kind} is {wide} pixels wide: {page.evaluate(TOO_WIDE)}"


def requests_of(page: Page, address: str) -> list[str]:
    """Open a page in a browser that knows nothing yet; give what it asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return asked


def test_a_first_visit_takes_few_requests_and_none_to_others(
    open_page: OpenPage, watch: Watch, cast: Cast
) -> None:
    for kind in (*KINDS, *MORE_KINDS):
        page = open_page()
        asked = requests_of(page, address_of(kind, cast))
        assert 0 < len(asked) <= MOST_REQUESTS, (kind, asked)
        assert watch.foreign_requests == [], kind
        page.close()


def test_nothing_jumps_while_a_page_loads(open_page: OpenPage, cast: Cast) -> None:
    """Cumulative layout shift is nought, fonts included."""
    page = open_page(width=390)
    page.add_init_script("""
        window.shift = 0;
        new PerformanceObserver(list => {
            for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
        }).observe({type: "layout-shift", buffered: true});
    """)
    for kind in ("home", "results", "therapist", "self-check"):
        page.goto(address_of(kind, cast))
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") < 0.01, kind


def test_everything_to_press_is_large_enough(open_page: OpenPage, cast: Cast) -> None:
    """44 pixels (experience.md), but for links inside a sentence or a table."""
    page = open_page(width=390)
    small = """() => [...document.querySelectorAll("main a, main button, main summary, header a")]
        .filter(one => !one.closest("p, td, th, li:has(> a):not([role] > li), dd"))
        .filter(one => one.checkVisibility() && !one.closest("dialog:not([open])"))
        .map(one => [one.getBoundingClientRect().height, one.outerHTML.slice(0, 80)])
        .filter(([height]) => height > 0 && height < 43.5)"""
    for kind in KINDS:
        page.goto(address_of(kind, cast))
        found = [one for one in page.evaluate(small) if "card__name" not in one[1]]
        names = [one for one in found if "/listings/" not in one[1]]
        assert names == [], kind
