"""Bringing a roster in through the browser: upload, columns, values, difference, load."""

import csv
import io
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rapport.accounts.models import User
from rapport.directory.models import Listing
from rapport.directory.models.listing import Status
from rapport.ingest import uploads
from rapport.ingest.models import ImportRun, RosterUpload
from rapport.ingest.roster import import_roster
from tests.ingest.rosters import few_schemes
from tests.web.page import Page, filled

START = "/admin/imports/"
ROWS = (
    ("Member ID", "First Name", "Last Name", "City", "ST", "Zip", "E-mail", "Insurance", "Notes"),
    ("7", "Ada", "Harbor", "Newark", "NJ", "7102", "ada@harbor.example", "Medicaid; Aetna", "tea"),
    ("8", "Bea", "Pier", "Newark", "NJ", "7102", "bea@pier.example", "Medicaid; Moonshine", "=1+1"),
    ("9", "Cy", "Quay", "Newark", "NJ", "7102", "cy@quay.example", "Other", "<b>x</b>"),
)


def text_of(*rows: tuple[str, ...]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


CONTENT = text_of(*ROWS)


@pytest.fixture(autouse=True)
def _empty_directories() -> Iterator[None]:
    yield
    for name in ("uploads", "mappings"):
        for path in sorted((Path(settings.DATA_DIR) / name).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()


@pytest.fixture
def operator(db: None) -> Client:
    from rapport.vocabulary.sync import sync_vocabulary  # noqa: PLC0415  # needs Django's apps

    sync_vocabulary(few_schemes())
    return signed_in("dana@example.org", is_superuser=True)


def signed_in(email: str, is_staff: bool = True, is_superuser: bool = False) -> Client:
    user = User.objects.create_user(email, password="a long enough one")
    User.objects.filter(pk=user.pk).update(is_staff=is_staff, is_superuser=is_superuser)
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def send(client: Client, content: bytes, name: str = "Harbor Guild.csv", **said: str) -> Page:
    said |= {"mapping": said.get("mapping", "")}
    file = SimpleUploadedFile(name, content)
    return Page(client.post(START, {"file": file, **said}, follow=True))


def step(client: Client, page: Page, button: str = "Continue", **changed: str | list[str]) -> Page:
    """Fill in the form with this button as a browser does, and send it."""
    form = next(one for one in page.all("form") if one.all("input", value=button))
    data = filled(form) | changed
    return Page(client.post(page.url, data, follow=True))


def menu(page: Page, label: str) -> str:
    """Give the name of the field with this label."""
    found = [one["for"] for one in page.all("label") if label in one.text]
    assert len(found) == 1, found
    return found[0].removeprefix("id_")


def numbers(page: Page) -> dict[str, int]:
    rows = page.one("table", cls="import-numbers").all("tr")
    said = {row.one("th").text.lower(): int(row.all("td")[0].text) for row in rows}
    return dict.fromkeys(("missing", "withdrawn"), 0) | said


def to_the_difference(client: Client, content: bytes = CONTENT) -> Page:
    page = step(client, send(client, content), status="published", consent_basis="roster-member")
    meaning = {
        menu(page, "Moonshine"): "payer:medicare",
        menu(page, "Other"): "leave-out",
    }
    return step(client, page, **meaning)


def test_the_whole_journey(operator: Client) -> None:
    page = send(operator, CONTENT)
    assert page.url.endswith("/columns/")
    assert "ada@harbor.example" in page.text
    assert filled(page.form(slug=""))["slug"] == ["harbor-guild"]
    assert page.one("select", name=menu(page, "What “E-mail” is")).one("option", selected="")[
        "value"
    ] == ("columns.email")
    assert page.one("select", name=menu(page, "What “Insurance” is")).one("option", selected="")[
        "value"
    ] == ("terms.payer")

    page = step(operator, page, status="published", consent_basis="roster-member")
    assert page.url.endswith("/values/0/")
    chosen = filled(page.form(separator=""))
    assert chosen[menu(page, "Medicaid")] == ["payer:medicaid"]
    assert chosen[menu(page, "Moonshine")] == [""]

    meaning = {menu(page, "Moonshine"): "payer:medicare", menu(page, "Other"): "leave-out"}
    page = step(operator, page, **meaning)
    assert page.url.endswith("/difference/")
    assert numbers(page) | {"rows": 3, "new": 3, "refused": 0} == numbers(page)
    assert "Unknown values" not in page.text
    assert not Listing.objects.exists()

    page = step(operator, page, "Load")
    assert numbers(page)["new"] == 3
    mapping = Path(settings.DATA_DIR) / "mappings" / "harbor-guild.yaml"
    assert f'rapport import roster FILE --mapping {mapping} --date "$(date +%F)"' in page.text
    ada = Listing.objects.get(name="Ada Harbor")
    assert ada.status == Status.PUBLISHED
    assert not RosterUpload.objects.exists()
    assert not list(uploads.uploads_dir().iterdir())
    assert ImportRun.objects.get().file_name == "Harbor Guild.csv"


def test_the_same_file_again_is_nothing_new_and_the_saved_mapping_serves_a_nightly_file(
    operator: Client, tmp_path: Path
) -> None:
    step(operator, to_the_difference(operator), "Load")
    page = send(operator, CONTENT, mapping="harbor-guild")
    page = step(operator, step(operator, page))
    assert numbers(page) | {"new": 0, "changed": 0, "unchanged": 3} == numbers(page)

    nightly = tmp_path / "tonight.csv"
    nightly.write_bytes(text_of(*ROWS[:3]))
    by_name = import_roster(nightly, "harbor-guild", is_dry_run=True)
    assert (by_name.new, by_name.unchanged, by_name.missing) == (0, 2, 1)
    path = str(Path(settings.DATA_DIR) / "mappings" / "harbor-guild.yaml")
    assert import_roster(nightly, path).unmatched == []


def test_what_vanished_is_withdrawn_only_if_that_is_ticked(operator: Client) -> None:
    step(operator, to_the_difference(operator), "Load")
    fewer = text_of(*ROWS[:3])
    page = step(operator, send(operator, fewer, mapping="harbor-guild"))
    page = step(operator, page)
    assert numbers(page)["missing"] == 1
    page = step(operator, page, "Load", withdraw="1")
    assert numbers(page)["withdrawn"] == 1


def test_the_difference_names_line_column_value_and_reason(operator: Client) -> None:
    rows = (*ROWS, ("9", "Di", "Dock", "Newark", "NJ", "7102", "", "Medicaid", ""))
    page = step(operator, send(operator, text_of(*rows)), key=["0"])
    page = step(operator, page)
    assert numbers(page)["refused"] == 2
    assert "line 4 has the same key, but says other things" in page.text
    assert "Moonshine" in page.text
    assert "<b>x</b>" not in page.html


def test_a_workbook_goes_the_same_way(operator: Client) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append([cell.lstrip("=") for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    page = send(operator, stream.getvalue(), name="Guild.xlsx")
    page = step(operator, step(operator, page))
    assert numbers(page)["new"] == 3


def test_errors_stand_beside_the_field_and_nothing_typed_is_lost(operator: Client) -> None:
    page = send(operator, CONTENT)
    wrong: dict[str, str | list[str]] = {
        "slug": "Harbor Guild",
        "date": "2999-01-01",
        "status": "published",
        "key": [],
        menu(page, "What “City” is"): "licences.expires_on",
    }
    form = filled(page.form(slug="")) | wrong
    page = Page(operator.post(page.url, form, follow=True))
    assert page.title.startswith("Error: ")
    for said in (
        "Use small letters, digits and single hyphens.",
        "This day is still to come.",
        "Say on what right these listings are published.",
        "Choose the columns that tell two rows apart.",
        "Choose the column for “licence: number” too.",
    ):
        assert said in page.text
    assert filled(page.form(slug=""))["slug"] == ["Harbor Guild"]


def test_two_columns_cannot_be_the_same_and_a_name_is_needed(operator: Client) -> None:
    page = send(operator, CONTENT)
    doubled = {
        menu(page, "What “Notes” is"): "openings.column",
        menu(page, "What “City” is"): "openings.column",
        menu(page, "What “First Name” is"): "",
        menu(page, "What “Last Name” is"): "",
    }
    page = step(operator, page, **doubled)
    assert "The column “City” is this already." in page.text
    assert "Choose the column that holds the name." in page.text


def test_a_column_can_become_a_list_of_terms_and_its_separator_be_changed(
    operator: Client,
) -> None:
    page = send(operator, CONTENT)
    page = step(operator, page, **{menu(page, "What “Notes” is"): "terms.concern"})
    page = step(operator, page)
    assert "column 2 of 2" in page.text
    again = step(operator, page, separator="/")
    assert again.url == page.url
    assert filled(again.form(separator=""))["separator"] == ["/"]
    assert step(operator, again).url.endswith("/difference/")


def test_a_term_that_is_none_is_refused_with_the_nearest(operator: Client) -> None:
    page = step(operator, send(operator, CONTENT))
    page = step(operator, page, **{menu(page, "Moonshine"): "payer:medicar"})
    assert "no term “payer:medicar”. Did you mean “payer:medicare”?" in page.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "the file is empty"),
        (b"%PDF-1.7 and so on", "this is a PDF, not a table"),
        (b"PK\x03\x04 broken", "Harbor"),
        (b"a,b\n\x00\x00\x00", "NUL"),
        (b"\xd0\xcf\x11\xe0 old", "save it as .xlsx or .csv"),
        (os.urandom(4000).replace(b"\x00", b"") + b"\x00", ""),
    ],
)
def test_a_broken_file_is_refused_beside_the_field(
    operator: Client, content: bytes, said: str
) -> None:
    page = send(operator, content)
    assert page.status == 200
    assert page.url == START
    assert said in page.one("ul", cls="errorlist").text
    assert not RosterUpload.objects.exists()
    assert not list(uploads.uploads_dir().iterdir())


@pytest.mark.parametrize("content", [b"only one line", b"a\n1\n", b'a,"b\n1,2\n', b"a,a\n1,2\n"])
def test_a_strange_table_gives_a_page_and_never_an_error(operator: Client, content: bytes) -> None:
    page = send(operator, content)
    assert page.status == 200
    if page.url != START:
        assert step(operator, page).status == 200


def test_a_file_that_is_too_large_is_refused(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapport.web.roster_forms.LARGEST_UPLOAD_BYTES", 100)
    assert "larger than 50 MB" in send(operator, CONTENT).text


def test_a_file_with_too_many_columns_goes_through_the_command_line(operator: Client) -> None:
    wide = text_of(tuple(f"c{n}" for n in range(301)), tuple("1" for _n in range(301)))
    assert "more than 300 columns" in send(operator, wide).text


def test_the_file_is_readable_by_nobody_else_and_goes_after_a_day(operator: Client) -> None:
    send(operator, CONTENT, name="../../etc/pass wd;.csv")
    upload = RosterUpload.objects.get()
    file = uploads.file_of(upload)
    assert file.name == "pass wd_.csv"
    assert file.parent.parent == uploads.uploads_dir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert "pass wd_.csv" in Page(operator.get(START)).text

    yesterday = timezone.now() - timedelta(days=1, minutes=1)
    RosterUpload.objects.update(created_at=yesterday)
    assert "pass wd_.csv" not in Page(operator.get(START)).text
    assert not file.exists()
    assert operator.get(f"{START}{upload.pk}/columns/").status_code == 404


def test_a_file_without_a_row_is_swept_too(operator: Client) -> None:
    stray = uploads.uploads_dir() / "stray"
    stray.mkdir()
    os.utime(stray, (time.time() - 100_000,) * 2)
    operator.get(START)
    assert not stray.exists()


def test_a_file_can_be_deleted_at_any_step(operator: Client) -> None:
    send(operator, CONTENT)
    upload = RosterUpload.objects.get()
    operator.post(f"{START}{upload.pk}/discard/")
    assert not RosterUpload.objects.exists()


PAGES = ("", "1/columns/", "1/values/0/", "1/difference/", "loaded/1/")


@pytest.mark.parametrize("page", PAGES)
def test_nobody_gets_in_without_the_permission(db: None, page: str) -> None:
    address = f"{START}{page}"
    assert "/admin/login/" in Client().get(address)["Location"]
    assert "/admin/login/" in signed_in("ada@example.org", is_staff=False).get(address)["Location"]
    assert signed_in("bea@example.org").get(address).status_code == 403


def test_a_colleagues_upload_is_not_mine(operator: Client) -> None:
    send(operator, CONTENT)
    upload = RosterUpload.objects.get()
    colleague = signed_in("cy@example.org", is_superuser=True)
    assert colleague.get(f"{START}{upload.pk}/columns/").status_code == 404
    assert colleague.post(f"{START}{upload.pk}/discard/").status_code == 404


def test_forms_keep_djangos_own_check(operator: Client) -> None:
    user = User.objects.get()
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(START, {}).status_code == 403


def test_no_page_needs_script(operator: Client) -> None:
    page = send(operator, CONTENT)
    assert "style=" not in page.html
    assert not [one for one in page.all("script") if "src" not in one.attributes]
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]


def test_the_administration_links_to_it_and_shows_runs_read_only(operator: Client) -> None:
    step(operator, to_the_difference(operator), "Load")
    page = Page(operator.get("/admin/ingest/importrun/"))
    assert page.one("a", href=START).text == "Import a roster"
    run = ImportRun.objects.get()
    assert operator.get(f"/admin/ingest/importrun/{run.pk}/change/").status_code == 200
    assert operator.post(f"/admin/ingest/importrun/{run.pk}/delete/").status_code == 403
