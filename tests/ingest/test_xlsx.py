"""Workbooks: read as CSV files are, and harmless when they are meant to harm."""

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from rapport.directory.models import Listing
from rapport.directory.queries import load_listings
from rapport.ingest.problems import ImportRefused
from tests.ingest.conftest import Import
from tests.ingest.rosters import HEADER, Roster, row


def workbook(roster: Roster, *rows: dict[str, object], header_at: int = 1) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _line in range(header_at - 1):
        sheet.append(["Members of the association"])
    sheet.append(list(HEADER))
    for cells in rows:
        sheet.append([cells[name] for name in HEADER])
    book.save(roster.file)
    return book


def rewritten(path: Path, change: dict[str, bytes]) -> None:
    """Replace or add parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_workbook_gives_what_the_csv_gives(roster: Roster, imported: Import) -> None:
    roster.write(row(1), row(2, payers="Medicaid, Medicare"))
    imported()
    workbook(roster, dict(row(1)), dict(row(2, payers="Medicaid, Medicare")))
    assert imported().unchanged == 2


def test_numbers_dates_and_truths_are_read_as_people_see_them(
    roster: Roster, imported: Import
) -> None:
    cells = dict(row(1)) | {"zip": 7102, "phone": 9735550101.0, "motto": date(2026, 5, 1)}
    cells |= {"street": True, "suite": 4.5}
    workbook(roster, cells)
    assert imported().new == 1
    record = load_listings(Listing.objects.all())[0].record
    assert record.offices[0].postcode == "07102"
    assert record.phone == "+19735550101"
    assert record.headline == date(2026, 5, 1).isoformat()
    assert record.offices[0].street == "yes, 4.5"


def test_lines_are_the_rows_of_the_sheet(roster: Roster, imported: Import) -> None:
    book = workbook(roster, dict(row(1)), dict(row(2)))
    sheet = book.active
    assert sheet is not None
    sheet.insert_rows(3, 2)
    sheet["A6"] = "H-3"
    book.save(roster.file)
    report = imported()
    assert report.new == 2
    assert [(one.line, one.column) for one in report.refused] == [(6, "name")]


def test_a_formula_gives_its_stored_value_or_is_refused(roster: Roster, imported: Import) -> None:
    book = workbook(roster, dict(row(1)), dict(row(2)))
    sheet = book.active
    assert sheet is not None
    sheet["B3"] = '=CONCAT("Harbor", HYPERLINK("https://evil.example"))'
    book.save(roster.file)
    report = imported()
    assert report.new == 1
    (refused,) = report.refused
    assert (refused.line, refused.column) == (3, "name")
    assert "formula" in refused.reason
    with zipfile.ZipFile(roster.file) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")
    rewritten(
        roster.file,
        {
            "xl/worksheets/sheet1.xml": part.replace(b"<v></v>", b"<v>7</v>")
            .replace(b"<v />", b"<v>7</v>")
            .replace(b"<v/>", b"<v>7</v>")
        },
    )
    report = imported()
    assert (report.new, list(report.refused)) == (1, [])
    assert Listing.objects.get(records__key="H-2").name == "7"


def test_a_sheet_is_chosen_and_a_title_above_the_header_skipped(
    roster: Roster, imported: Import
) -> None:
    book = workbook(roster, dict(row(1)), header_at=3)
    book.create_sheet("Notes", 0).append(["nothing here"])
    book.worksheets[1].title = "Members"
    book.save(roster.file)
    roster.change_mapping("key: id", "file: {sheet: Members, header_line: 3}\nkey: id")
    assert imported().new == 1
    roster.change_mapping("Members", "Member")
    with pytest.raises(ImportRefused, match="has no sheet “Member”, but “Notes”, “Members”"):
        imported()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/media/bomb.xml": b"0" * 30_000_000}, "100 times its size"),
        ({"../../etc/passwd": b"x"}, "outside"),
        ({"/etc/passwd": b"x"}, "outside"),
        ({"..\\evil": b"x"}, "outside"),
        ({"xl/workbook.xml": b"<broken"}, "broken workbook"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row r='x'>"}, "broken workbook"),
        ({"[Content_Types].xml": b""}, "broken workbook"),
    ],
)
def test_what_is_meant_to_harm_is_refused(
    parts: dict[str, bytes], words: str, roster: Roster, imported: Import
) -> None:
    workbook(roster, dict(row(1)))
    rewritten(roster.file, parts)
    with pytest.raises(ImportRefused, match=words):
        imported()


def test_a_link_in_the_archive_is_refused(roster: Roster, imported: Import) -> None:
    workbook(roster, dict(row(1)))
    with zipfile.ZipFile(roster.file, "a") as archive:
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ImportRefused, match="is a link"):
        imported()


def test_entities_do_not_grow_and_files_are_not_read(roster: Roster, imported: Import) -> None:
    workbook(roster, dict(row(1)))
    doctype = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with zipfile.ZipFile(roster.file) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")
    body = part.partition(b"?>")[2] if part.startswith(b"<?xml") else part
    rewritten(
        roster.file,
        {"xl/worksheets/sheet1.xml": doctype + body.replace(b"By the sea", b"&x;")},
    )
    with suppress(ImportRefused):
        imported()
    assert not Listing.objects.filter(headline__contains="root").exists()


def test_a_row_a_million_lines_down_is_refused_quickly(roster: Roster, imported: Import) -> None:
    workbook(roster, dict(row(1)))
    with zipfile.ZipFile(roster.file) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")
    far = part.replace(b'<row r="2"', b'<row r="99999999"').replace(b'2" t=', b'99999999" t=')
    rewritten(roster.file, {"xl/worksheets/sheet1.xml": far})
    with pytest.raises(ImportRefused, match="too many empty ones"):
        imported()


def test_an_archive_cut_in_the_middle_is_refused(roster: Roster, imported: Import) -> None:
    workbook(roster, dict(row(1)))
    content = roster.file.read_bytes()
    roster.write_bytes(content[: len(content) // 2])
    with pytest.raises(ImportRefused, match="archive"):
        imported()


def test_an_archive_that_lies_about_sizes_gives_no_more_than_it_says(
    roster: Roster, imported: Import
) -> None:
    workbook(roster, dict(row(1)))
    rewritten(roster.file, {"xl/worksheets/sheet1.xml": b" " * 2_000_000})
    content = bytearray(roster.file.read_bytes())
    size = struct.pack("<L", 2_000_000)
    assert size in content
    roster.write_bytes(bytes(content).replace(size, struct.pack("<L", 100)))
    with pytest.raises(ImportRefused):
        imported()


def test_an_empty_workbook_is_refused(roster: Roster, imported: Import) -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    roster.write_bytes(stream.getvalue())
    with pytest.raises(ImportRefused, match="empty"):
        imported()
