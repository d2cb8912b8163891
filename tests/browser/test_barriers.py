"""Axe finds no barrier on any page, on a phone and on a desktop, by day and by night."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import OF_COLOURS, assert_no_barrier
from tests.browser.every_page import KINDS, address_of
from tests.cast import Cast
from tests.conftest import OpenPage


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_barrier(open_page: OpenPage, cast: Cast, width: int) -> None:
    page = open_page(width=width)
    for kind in KINDS:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour on its way
        page.goto(address_of(kind, cast))
        assert_no_barrier(page, f"{kind}, light")
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert_no_barrier(page, f"{kind}, dark", OF_COLOURS)


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
def test_nor_on_rarer_pages(open_page: OpenPage, cast: Cast, width: int, dark: bool) -> None:
    page = open_page(width=width, dark=dark)
    for kind in ("map", "crisis", "style guide", "topics", "Spanish home", "Spanish results"):
        page.goto(address_of(kind, cast))
        assert_no_barrier(page, kind)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nor_where_something_was_opened(open_page: OpenPage, cast: Cast, dark: bool) -> None:
    page = open_page(width=390, dark=dark)
    page.goto(address_of("results", cast))
    page.locator(".why summary").first.click()
    page.locator(".menu summary").first.click()
    assert_no_barrier(page, "menu and reasons")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Filters").first.click()
    for group in page.locator("dialog details.group:not([open]) > summary").all()[:3]:
        group.click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    assert_no_barrier(page, "dialog of filters")
