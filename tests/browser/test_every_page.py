"""On every page: nobody else is asked, nothing is stored, nothing breaks, nothing sticks out."""

from collections.abc import Iterable, Iterator
from itertools import islice

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


ADD_UP_SHIFTS = """
    window.shift = 0;
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
    }).observe({type: "layout-shift", buffered: true});
"""

AT_ONCE = 6
"""So many pages are opened side by side, so that the waits for silence are one wait."""


def test_a_first_visit_asks_nobody_else_stores_nothing_and_takes_few_requests(
    open_page: OpenPage, watch: Watch, cast: Cast
) -> None:
    addresses = {kind: address_of(kind, cast) for kind in (*KINDS, *MORE_KINDS)}
    for kinds in batched(addresses, AT_ONCE):
        asked = {kind: requests_of(open_page(), addresses[kind]) for kind in kinds}
        for kind, (page, requests) in asked.items():
            page.wait_for_load_state("networkidle")
            page.keyboard.press("Tab")
            assert page.locator("h1").count() == 1, kind
            assert 0 < len(requests) <= MOST_REQUESTS, (kind, requests)
        watch.assert_clean()
        for page, _ in asked.values():
            page.context.close()
        watch.contexts.clear()


def test_nor_does_a_visit_without_script(open_page: OpenPage, watch: Watch, cast: Cast) -> None:
    page = open_page(script=False)
    for kind in KINDS:
        page.goto(address_of(kind, cast))
        page.keyboard.press("Tab")
        assert watch.cookies() == [], kind
        assert page.locator("h1").count() == 1, kind
    watch.assert_clean()


def batched(kinds: Iterable[str], size: int) -> Iterator[list[str]]:
    them = iter(kinds)
    while some := list(islice(them, size)):
        yield some


def requests_of(page: Page, address: str) -> tuple[Page, list[str]]:
    """Begin to open a page in a browser that knows nothing yet; give what it asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="commit")
    return page, asked


def test_no_page_is_wider_than_a_narrow_screen(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(width=320)
    for kind in KINDS:
        page.goto(address_of(kind, cast))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{kind} is {wide} pixels wide: {page.evaluate(TOO_WIDE)}"


def test_nothing_jumps_while_a_page_loads(open_page: OpenPage, cast: Cast) -> None:
    """Cumulative layout shift is nought, fonts included."""
    opened = {}
    for kind in ("home", "results", "therapist", "self-check", "article"):
        page = opened[kind] = open_page(width=390)
        page.add_init_script(ADD_UP_SHIFTS)
        page.goto(address_of(kind, cast), wait_until="commit")
    for kind, page in opened.items():
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
