"""An article and the editor's desk in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from rapport.demo.staff import EDITOR, PASSWORD, REVIEWER
from rapport.encyclopedia.models import Article, Encyclopedia
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
    page.locator("#id_username").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/desk/$"))


def write_term(page: Page, doi: str) -> None:
    """Write a short term with one reference."""
    root = Encyclopedia.objects.get(locale__language_code="en")
    page.goto(f"/desk/pages/add/encyclopedia/termarticle/{root.pk}/")
    page.locator("#id_title").fill("Inner voice")
    page.locator("#id_definition").fill("The inner voice is how you speak to yourself.")
    page.locator("#panel-child-text-body-section button[title='Insert a block']").click()
    page.get_by_role("option", name="Section").click()
    page.locator("[name=body-0-value-heading]").fill("What is it?")
    page.locator("#panel-child-text-body-section .public-DraftEditor-content").click()
    page.keyboard.type("A warm voice helps [@neff-2003].")
    page.locator("#panel-child-text-references-section button[title='Insert a block']").click()
    said = {
        "key": "neff-2003",
        "authors": "Neff, Kristin D.",
        "year": "2003",
        "title": "Self-compassion",
        "container": "Self and Identity",
        "doi": doi,
    }
    for name, value in said.items():
        page.locator(f"[name=references-0-value-{name}]").fill(value)
    page.locator("#id_change_note").fill("New: readers asked for it.")
    page.get_by_role("tab", name="Topic").click()
    page.locator("#id_category").select_option("self")
    page.get_by_role("tab", name="Text").click()


def choose(page: Page, action: str) -> None:
    """Choose one of the actions at the foot of the editor."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=action).click()


def test_an_editor_writes_a_reviewer_signs_and_a_later_edit_is_said(
    open_page: OpenPage, cast: Cast
) -> None:
    editor = open_page()
    sign_in(editor, EDITOR)
    write_term(editor, doi="11.1/wrong")
    choose(editor, "Submit to Clinical review")
    expect(editor.get_by_text("is not a DOI").first).to_be_visible()
    editor.locator("[name=references-0-value-doi]").fill("10.1080/15298860309032")
    editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("iframe[title='Preview']").first
    expect(preview.get_by_role("heading", name="What is it?")).to_be_visible()
    expect(preview.get_by_text("Not yet reviewed by a clinician.")).to_be_visible()
    choose(editor, "Submit to Clinical review")
    expect(editor.get_by_text("submitted for moderation")).to_be_visible()

    reviewer = open_page()
    sign_in(reviewer, REVIEWER)
    reviewer.get_by_role("link", name="Inner voice").first.click()
    expect(reviewer.locator("#id_definition")).to_be_disabled()
    choose(reviewer, "Sign as reviewed")
    dialog = reviewer.get_by_role("dialog")
    dialog.locator("[name=name]").fill("Remy Viewer")
    dialog.locator("[name=credential]").fill("PhD, licensed psychologist")
    dialog.locator("[name=has_read]").check()
    dialog.get_by_role("button").last.click()
    expect(reviewer.get_by_text("Your answer on “Inner voice” is kept.")).to_be_visible()
    expect(reviewer.get_by_text("do not have permission")).to_have_count(0)

    reader = open_page()
    reader.goto("/learn/inner-voice")
    signed = re.compile("^Reviewed by Remy Viewer, PhD, licensed psychologist, on")
    expect(reader.get_by_text(signed)).to_be_visible()

    article = Article.objects.get(slug="inner-voice")
    editor.goto(f"/desk/pages/{article.pk}/edit/")
    editor.locator("#id_definition").fill("The inner voice is the way you talk to yourself.")
    editor.locator("#id_change_note").fill("A plainer definition.")
    choose(editor, "Publish")
    expect(editor.get_by_text("published").first).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Changed since review.")).to_be_visible()
    expect(reader.get_by_text(signed)).to_have_count(0)
    reader.get_by_role("link", name="What changed, when and why").click()
    expect(reader.get_by_text("A plainer definition.")).to_be_visible()
    expect(reader.get_by_text("New: readers asked for it.")).to_be_visible()
    expect(reader.get_by_text("Signed as reviewed by Remy Viewer")).to_be_visible()
