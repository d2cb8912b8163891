"""Crisis lines: shipped, kept by the operator, read without a database, and told when overdue."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from rapport.accounts.models import User
from rapport.operator.crisis import (
    COPY_NAME,
    CrisisLine,
    Purpose,
    crisis_lines,
    crisis_lines_for,
    shipped_crisis_lines,
)
from rapport.operator.crisis_keeping import bring_in_shipped_lines, publish_crisis_lines
from rapport.operator.models import StoredCrisisLine
from rapport.operator.queries import operators_today
from rapport.web.down_page import DOWN_PAGE
from tests.web.page import Page, visit

LIST = "/admin/operator/storedcrisisline/"


@pytest.fixture(autouse=True)
def data_dir(settings: Settings, tmp_path: Path) -> Path:
    """Keep the pages' copy of the lines to one test."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def lines(db: None) -> list[StoredCrisisLine]:
    """Give the rows of a directory fresh from `rapport init`."""
    bring_in_shipped_lines()
    publish_crisis_lines()
    return list(StoredCrisisLine.objects.all())


@pytest.fixture
def operator(db: None) -> Client:
    """Give the browser of whoever runs the directory."""
    client = Client()
    client.force_login(User.objects.create_superuser("op@example.org", "long enough 12"))
    return client


def form_of(row: StoredCrisisLine, **changes: Any) -> dict[str, Any]:
    """Give the fields of the row's form as a browser sends them."""
    plain = ("slug", "purpose", "position", "call", "text", "web", "source", "note")
    texts = {
        f"{name}_{code}": getattr(row, name).get(code, "")
        for name in ("name", "call_hint", "keyword")
        for code in ("en", "es")
    }
    shown = {"is_shown": "on"} if row.is_shown else {}
    fields = {name: getattr(row, name) for name in plain} | texts | shown
    return fields | {"read_on": row.read_on.isoformat()} | changes


def numbers(page: Page) -> list[str]:
    links = page.one("aside", cls="crisis").all("a")
    return [link["href"] for link in links if link["href"].startswith(("tel:", "sms:"))]


def test_without_a_database_the_shipped_lines_are_shown() -> None:
    assert crisis_lines() == shipped_crisis_lines()
    for purpose in Purpose:
        assert crisis_lines_for(purpose)


def test_the_shipped_lines_are_brought_in_once(lines: list[StoredCrisisLine]) -> None:
    bring_in_shipped_lines()
    assert [row.line() for row in StoredCrisisLine.objects.all()] == list(shipped_crisis_lines())
    assert crisis_lines() == shipped_crisis_lines()


def test_what_the_operator_saves_is_on_every_page_at_once(
    operator: Client,
    lines: list[StoredCrisisLine],
    data_dir: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    emergency = lines[0]
    changed = form_of(emergency, call="112", name_en="In danger", name_es="En peligro")
    with django_capture_on_commit_callbacks(execute=True):
        sent = operator.post(f"{LIST}{emergency.pk}/change/", changed)
    assert sent.status_code == 302, Page(sent).one("main").text
    for address in ("/safety", "/nowhere", "/es/nowhere"):
        page = visit(Client(), address)
        assert "tel:112" in numbers(page), address
        assert "tel:911" not in numbers(page), address
    assert "En peligro: llama al 112" in visit(Client(), "/es/nowhere").one(cls="crisis").text
    down = (data_dir / DOWN_PAGE).read_text(encoding="utf-8")
    assert "tel:112" in down
    assert "En peligro" in down


def test_a_new_version_leaves_alone_what_the_operator_saved(
    operator: Client, lines: list[StoredCrisisLine]
) -> None:
    first, second = lines[:2]
    operator.post(f"{LIST}{first.pk}/change/", form_of(first, call="112"))
    StoredCrisisLine.objects.filter(pk=second.pk).update(call="1")
    bring_in_shipped_lines()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.call, first.is_own) == ("112", True)
    assert second.call == "988"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"call": "", "web": ""}, "Give a number to call or a web page."),
        ({"call": "call me"}, "Write digits, such as 1-800-799-7233."),
        ({"source": ""}, "This field is required."),
        ({"read_on": ""}, "This field is required."),
        ({"read_on": "2999-01-01"}, "This day has not come yet."),
        ({"name_en": ""}, "Fill in the first language."),
    ],
)
def test_a_line_without_what_it_needs_is_refused(
    operator: Client, lines: list[StoredCrisisLine], changes: dict[str, str], sentence: str
) -> None:
    answer = operator.post(f"{LIST}{lines[0].pk}/change/", form_of(lines[0], **changes))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("purpose", [Purpose.EMERGENCY, Purpose.CRISIS])
def test_the_strip_never_loses_its_lines(lines: list[StoredCrisisLine], purpose: Purpose) -> None:
    StoredCrisisLine.objects.filter(purpose=purpose.value).update(is_shown=False)
    publish_crisis_lines()
    assert crisis_lines() == shipped_crisis_lines()


@pytest.mark.parametrize("damage", ["", "{", "[{}]", '[{"purpose": "party"}]', "[1]"])
def test_a_damaged_copy_does_no_harm(data_dir: Path, damage: str) -> None:
    (data_dir / COPY_NAME).write_text(damage, encoding="utf-8")
    assert crisis_lines() == shipped_crisis_lines()


def test_a_line_of_the_operators_own_can_be_added_and_removed(
    operator: Client, lines: list[StoredCrisisLine]
) -> None:
    new = StoredCrisisLine(
        slug="warm-line",
        purpose="crisis",
        name={"en": "Warm line"},
        call="+1 555 0100",
        source="https://example.org/",
        read_on=lines[0].read_on,
    )
    assert operator.post(f"{LIST}add/", form_of(new)).status_code == 302
    row = StoredCrisisLine.objects.get(slug="warm-line")
    publish_crisis_lines()
    assert "tel:+1-555-0100" in numbers(visit(Client(), "/nowhere"))
    assert operator.get(f"{LIST}{row.pk}/delete/").status_code == 200
    assert operator.get(f"{LIST}{lines[0].pk}/delete/").status_code == 403


def overdue() -> date:
    return operators_today() - timedelta(days=91)


def test_the_administration_warns_of_a_source_read_long_ago(
    operator: Client, lines: list[StoredCrisisLine]
) -> None:
    warning = "Read the source of this crisis line again, and write down the day: Suicide or crisis"
    assert warning not in operator.get(LIST).content.decode()
    StoredCrisisLine.objects.filter(slug="988").update(read_on=overdue())
    publish_crisis_lines()
    for address in (LIST, "/admin/operator/operatorsettings/"):
        assert warning in operator.get(address).content.decode(), address


@pytest.mark.parametrize(("days", "is_overdue"), [(0, False), (90, False), (91, True)])
def test_a_line_is_overdue_after_ninety_days(days: int, is_overdue: bool) -> None:
    today = date(2027, 3, 1)
    line = CrisisLine("x", Purpose.CRISIS, {}, "", today - timedelta(days=days))
    assert line.is_overdue(today) is is_overdue
