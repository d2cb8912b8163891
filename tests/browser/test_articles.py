"""An article and the editor's desk in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from rapport.demo.staff import EDITOR, PASSWORD
from tests.cast import Cast
from tests.conftest import OpenPage
from tests.watch import Watch

MODEL = "/learn/self-compassion"
BAR = "Find the Right Therapist"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_bar_is_hidden_by_its_button_and_by_nothing_else(
    open_page: OpenPage, watch: Watch, cast: Cast, script: bool
) -> None:
    page = open_page(script=script)
    page.goto(MODEL)
    expect(page.get_by_text(BAR)).to_be_visible()
    assert watch.cookies() == []
    page.get_by_role("button", name="Don’t show me this again").click()
    expect(page).to_have_url(re.compile(f"{MODEL}$"))
    expect(page.get_by_text(BAR)).to_have_count(0)
    assert watch.cookies() == ["prompt"]
    page.goto("/privacy")
    page.get_by_role("button", name="Show it again").click()
    page.goto(MODEL)
    expect(page.get_by_text(BAR)).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_citations_and_contents_lead_to_their_places(
    open_page: OpenPage, cast: Cast, width: int
) -> None:
    page = open_page(width=width)
    page.goto(MODEL)
    page.locator(".cite").first.click()
    expect(page).to_have_url(re.compile("#ref-1$"))
    expect(page.locator("#ref-1")).to_be_in_viewport()
    page.locator("#ref-1 .works__back").first.click()
    expect(page.locator("#cite-1-1")).to_be_in_viewport()
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents).to_be_visible(visible=width == 1280)


def test_the_box_in_the_text_leads_to_therapists_for_the_topic(
    open_page: OpenPage, cast: Cast
) -> None:
    page = open_page(script=False)
    page.goto(MODEL)
    box = page.get_by_role("region", name="Find a Therapist").first
    box.get_by_label("Where are you?").fill("07102")
    box.get_by_role("button", name="Find therapists").click()
    expect(page).to_have_url(re.compile("/find/[A-Za-z0-9_-]+$"))
    expect(page.get_by_text("Being hard on yourself").first).to_be_visible()


def sign_in(page: Page, email: str) -> None:
    """Sign in at the desk."""
    page.goto("/desk/login/")
    page.get_by_label("E-mail address").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/desk/$"))


def add_block(page: Page, kind: str, container: str) -> None:
    """Add the first block of a stream."""
    page.locator(f"{container} button[title*='Insert']").last.click()
    choice = page.get_by_role("option", name=kind, exact=True)
    if choice.count():
        choice.first.click()


def write_term(page: Page) -> None:
    """Write a short term with one reference."""
    page.goto("/desk/pages/")
    page.get_by_label("Title*").fill("Inner voice")


def test_an_editor_writes_a_reviewer_signs_and_an_edit_is_said(
    open_page: OpenPage, cast: Cast
) -> None:
    editor = open_page()
    sign_in(editor, EDITOR)
