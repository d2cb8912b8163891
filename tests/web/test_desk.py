"""The editor's desk: what it asks for, what it refuses, and who may do what."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from rapport.accounts.models import User
from rapport.demo.staff import EDITOR, PASSWORD, REVIEWER
from rapport.encyclopedia.models import Article, Encyclopedia
from tests.cast import Cast
from tests.web.page import visit


@pytest.fixture
def editor(cast: Cast, db: None) -> Client:
    """A browser in which the editor is signed in."""
    return signed_in(EDITOR)


@pytest.fixture
def reviewer(cast: Cast, db: None) -> Client:
    """A browser in which the clinical reviewer is signed in."""
    return signed_in(REVIEWER)


def signed_in(email: str) -> Client:
    """Sign in by the form, as people do."""
    client = Client()
    answer = client.post("/desk/login/", {"username": email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def work(**fields: Any) -> dict[str, Any]:
    """A work as the form sends it."""
    names = (
        "container", "editors", "publisher", "edition", "volume", "issue", "page", "number",
        "doi", "isbn", "url", "accessed",
    )  # fmt: skip
    usual = {
        "key": "neff-2003", "type": "article-journal", "authors": "Neff, Kristin D.",
        "year": "2003", "title": "Self-compassion", "container": "Self and Identity",
    }  # fmt: skip
    return dict.fromkeys(names, "") | usual | fields


def form(text: str = "A warm voice helps [@neff-2003].", **fields: Any) -> dict[str, Any]:
    """A new term as the editor's form sends it; `work` holds fields of its one work."""
    said = {
        "title": "Inner voice",
        "slug": "inner-voice",
        "definition": "The inner voice is how you speak to yourself.",
        "category": "self",
        "main_term": "",
        "other_names": "",
        "phrases": "",
        "related": "",
        "author": "Edda Tor",
        "next_review_on": "2027-11-22",
        "change_note": "",
        "body": streamfield(
            [
                (
                    "section",
                    {"heading": "What is it?", "role": "", "text": rich_text(f"<p>{text}</p>")},
                )
            ]
        ),
        "references": streamfield([("work", work(**fields.pop("work", {})))]),
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
    }  # fmt: skip
    data: dict[str, Any] = nested_form_data(said | fields)
    return data


def add(client: Client, data: dict[str, Any]) -> Any:
    """Send the form for a new term."""
    root = Encyclopedia.objects.get(locale__language_code="en")
    return client.post(f"/desk/pages/add/encyclopedia/termarticle/{root.pk}/", data, follow=True)


def messages_of(answer: Any) -> str:
    """All that a page of the desk says, as text."""
    text: str = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_publishing_asks_why(editor: Client) -> None:
    refused = add(editor, form() | {"action-publish": "1"})
    assert "Say in a few words what changed, and why." in messages_of(refused)
    assert not Article.objects.filter(slug="inner-voice").exists()
    add(editor, form(change_note="New: readers asked for it.") | {"action-publish": "1"})
    row = Article.objects.get(slug="inner-voice")
    assert row.live
    assert [change.why for change in row.changes.all()] == ["New: readers asked for it."]
    assert row.changes.get().by_name == "Edda Tor"


def test_a_draft_asks_nothing_and_is_not_shown(editor: Client) -> None:
    add(editor, form())
    assert not Article.objects.get(slug="inner-voice").live
    assert Client().get("/learn/inner-voice").status_code == 404


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"doi": "11.1037/x"}, "is not a DOI"),
        ({"isbn": "9781462519751"}, "check digit"),
        ({"container": ""}, "needs the journal"),
        ({"url": "javascript:alert(1)"}, "not an address"),
        ({"key": "Neff 2003"}, "valid"),
    ],
)
def test_a_work_that_is_wrong_is_refused(
    editor: Client, fields: dict[str, str], reason: str
) -> None:
    refused = add(editor, form(work=fields, change_note="New.") | {"action-publish": "1"})
    assert not Article.objects.filter(slug="inner-voice").exists()
    assert reason in refused.content.decode()


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("It helps [@nobody-1900].", "nobody-1900” is cited and not among the works"),
        ("It helps.", "neff-2003” is among the works and nowhere cited"),
        ("He committed suicide [@neff-2003].", "died by suicide"),
        ("word " * 30 + "[@neff-2003].", "A long sentence"),
    ],
)
def test_the_editor_is_warned_after_saving(editor: Client, text: str, warning: str) -> None:
    answer = add(editor, form(text))
    assert warning in messages_of(answer)
    assert Article.objects.filter(slug="inner-voice").exists()


def test_the_preview_and_its_checks_can_stand_in_a_frame(editor: Client) -> None:
    pk = Article.objects.get(slug="self-compassion").pk
    for mode, words in (("", "What is self-compassion?"), ("checks", "Reading grade")):
        answer = editor.get(f"/desk/pages/{pk}/edit/preview/?mode={mode}")
        if answer.status_code != 200 or words not in answer.content.decode():
            answer = editor.get(f"/desk/pages/{pk}/view_draft/?mode={mode}")
        assert words in answer.content.decode(), mode
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_a_public_page_stands_in_no_frame(cast: Cast, db: None) -> None:
    answer = Client().get("/learn/self-compassion")
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_the_desk_runs_no_script_from_the_page_itself(editor: Client) -> None:
    policy = editor.get("/desk/")["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"


def test_the_report_names_what_is_to_mend_and_topics_without_an_article(editor: Client) -> None:
    add(editor, form("It helps.", change_note="New.") | {"action-publish": "1"})
    text = messages_of(editor.get("/desk/articles-report/"))
    assert "neff-2003” is among the works and nowhere cited" in text
    assert "Topics without an article" in text
    assert "Gambling" in text


def test_a_reviewer_may_neither_edit_nor_publish(reviewer: Client) -> None:
    pk = Article.objects.get(slug="self-compassion").pk
    assert reviewer.get(f"/desk/pages/{pk}/edit/").status_code == 302
    answer = add(reviewer, form(change_note="New.") | {"action-publish": "1"})
    assert not Article.objects.filter(slug="inner-voice").exists()
    assert "do not have permission" in messages_of(answer)


def test_a_submitted_article_is_signed_and_published_with_name_and_date(
    editor: Client, reviewer: Client
) -> None:
    add(editor, form(change_note="New.") | {"action-submit": "1"})
    row = Article.objects.get(slug="inner-voice")
    state = row.current_workflow_task_state
    action = f"/desk/pages/workflow/action/{row.pk}/approve/{state.pk}/"
    reviewer.post(action, {"name": "Remy Viewer"}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert not Article.objects.get(pk=row.pk).live
    assert not row.signatures.exists()
    signed = {"name": "Remy Viewer", "credential": "PhD, psychologist", "has_read": "on"}
    reviewer.post(action, signed)
    assert Article.objects.get(pk=row.pk).live
    text = visit(Client(), "/learn/inner-voice").text
    assert "Reviewed by Remy Viewer, PhD, psychologist, on" in text
    assert "Edda Tor" in text


def test_a_reviewer_can_change_nothing_while_signing(editor: Client, reviewer: Client) -> None:
    add(editor, form(change_note="New.") | {"action-submit": "1"})
    row = Article.objects.get(slug="inner-voice")
    changed = form("Something else altogether [@neff-2003].", title="Taken over")
    reviewer.post(f"/desk/pages/{row.pk}/edit/", changed)
    latest = row.get_latest_revision_as_object()
    assert latest.title == "Inner voice"
    assert "Something else" not in str(latest.body)


def test_only_editors_take_an_article_out_of_review(editor: Client, reviewer: Client) -> None:
    add(editor, form(change_note="New.") | {"action-submit": "1"})
    row = Article.objects.get(slug="inner-voice")
    address = f"/desk/pages/{row.pk}/edit/"
    assert "action-cancel-workflow" not in reviewer.get(address).content.decode()
    cancel = form() | {"action-cancel-workflow": "1"}
    assert "do not have permission" in messages_of(reviewer.post(address, cancel, follow=True))
    assert Article.objects.get(pk=row.pk).workflow_in_progress
    assert "action-cancel-workflow" in editor.get(address).content.decode()
    editor.post(address, cancel)
    assert not Article.objects.get(pk=row.pk).workflow_in_progress


def test_strangers_and_therapists_are_sent_to_the_door(cast: Cast, db: None) -> None:
    therapist = User.objects.create_user("therapist@example.org", PASSWORD)
    client = Client()
    assert client.get("/desk/").status_code == 302
    client.force_login(therapist)
    assert client.get("/desk/pages/").status_code == 302


def test_the_desk_asks_nobody_else(editor: Client) -> None:
    for page in ("/desk/", "/desk/pages/", "/desk/account/"):
        content = editor.get(page).content.decode()
        assert not re.search(r'(?:src|href)="https?://(?!testserver)[^"]*\.(?:js|css|png)', content)
        assert "gravatar" not in content


def test_the_tree_has_nothing_but_the_encyclopedia(cast: Cast, db: None) -> None:
    assert {page.specific_class for page in Page.objects.filter(depth=2)} == {Encyclopedia}
