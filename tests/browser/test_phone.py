"""On a phone the filters are a full-screen dialog, and a page of their own without script."""

import pytest
from playwright.sync_api import expect

from tests.conftest import OpenPage
from tests.watch import Watch

pytestmark = pytest.mark.usefixtures("cast")


def test_filters_open_as_a_dialog(open_page: OpenPage, watch: Watch) -> None:
    page = open_page(width=390)
    page.goto("/find?near=07102")
    dialog = page.get_by_role("dialog", name="Filters")
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name="Filters").first.click()
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    dialog.locator("#group-concern").get_by_label("Anxiety").check()
    page.wait_for_timeout(500)  # longer than a live change would take
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 result near 07102, Newark, NJ")
    watch.assert_clean()


def test_the_dialog_closes_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page(width=390)
    page.goto("/find?near=07102")
    opener = page.get_by_role("link", name="Filters").first
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Filters")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_the_dialog_opens_again_after_a_change(open_page: OpenPage) -> None:
    page = open_page(width=390)
    page.goto("/find?near=07102")
    for label, count in (("Medicaid", 2), ("Private insurance", 2)):
        page.get_by_role("link", name="Filters").first.click()
        dialog = page.get_by_role("dialog", name="Filters")
        dialog.locator("#group-payer").get_by_label(label).first.check()
        dialog.get_by_role("button", name="Show").click()
        expect(page.locator(".cards > li").nth(count - 1)).to_be_visible()
        expect(dialog).to_be_hidden()


def test_without_script_the_filters_are_a_page(open_page: OpenPage, watch: Watch) -> None:
    page = open_page(width=390, script=False)
    page.goto("/find?near=07102")
    page.get_by_role("link", name="Filters").first.click()
    page.locator("#group-concern").get_by_label("Anxiety").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 result near 07102, Newark, NJ")
    watch.assert_clean()


def test_turning_the_phone_closes_the_dialog(open_page: OpenPage) -> None:
    page = open_page(width=390)
    page.goto("/find?near=07102")
    page.get_by_role("link", name="Filters").first.click()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_role("dialog", name="Filters")).to_be_hidden()
    expect(page.locator(".finder__filters #filters")).to_be_visible()
