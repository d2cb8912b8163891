"""XLSX workbooks as records: values as a person sees them, read row by row."""

import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from itertools import repeat
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from rapport.ingest.archives import check_archive
from rapport.ingest.csv_files import Record
from rapport.ingest.problems import ImportRefused, Problem

MOST_UNPACKED_BYTES = 400_000_000
MOST_TEXTS_BYTES = 100_000_000
"""The texts of a workbook are in one part that is held in memory."""

MOST_EMPTY_ROWS = 10_000
WORKBOOK = "xl/workbook.xml"
TEXTS = "xl/sharedStrings.xml"

_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    SyntaxError,  # broken XML, whether openpyxl reads it by lxml, where that is installed, or not
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
)
"""What openpyxl raises for workbooks that are none, or that contradict themselves."""


def is_workbook(path: Path) -> bool:
    """Tell whether a ZIP archive is a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def check_workbook(path: Path, sheet: str) -> str:
    """Give the name of the sheet to be read: the one asked for, or the first that is not hidden."""
    check_archive(path, MOST_UNPACKED_BYTES)
    with zipfile.ZipFile(path) as archive:
        if TEXTS in archive.namelist() and archive.getinfo(TEXTS).file_size > MOST_TEXTS_BYTES:
            raise ImportRefused(f"{path.name}: holds too much text for a roster")
    with _opened(path) as book:
        visible = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    if sheet and sheet not in visible:
        names = ", ".join(f"“{name}”" for name in visible)
        raise ImportRefused(f"{path.name}: has no sheet “{sheet}”, but {names}")
    if not visible:
        raise ImportRefused(f"{path.name}: has no sheet with rows")
    return sheet or visible[0]


def read_sheet(path: Path, sheet: str) -> Iterator[Record | Problem]:
    """Give the rows that are not empty, with their number in the sheet.

    A formula gives the value that was stored with it; one without is a problem of its row.
    """
    try:
        with (
            _opened(path) as values,
            _opened(path, is_with_formulas=True) as formulas,
        ):
            yield from _rows(path, values[sheet], formulas[sheet], has_formulas(path))
    except _BROKEN as error:
        if isinstance(error, ImportRefused):
            raise
        raise ImportRefused(f"{path.name}: a broken workbook: {error}") from error


def has_formulas(path: Path) -> bool:
    """Tell whether any sheet has a formula, so that one need not read everything twice."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and _holds(archive, name, (b"<f>", b"<f ")):
                return True
    return False


def _holds(archive: zipfile.ZipFile, name: str, marks: tuple[bytes, ...]) -> bool:
    with archive.open(name) as stream:
        before = b""
        while block := stream.read(1 << 20):
            if any(mark in before + block for mark in marks):
                return True
            before = block[-4:]
    return False


@contextmanager
def _opened(path: Path, is_with_formulas: bool = False) -> Iterator[Any]:
    """Open a workbook whatever its file is called, and close it."""
    with path.open("rb") as stream:
        try:
            book = openpyxl.load_workbook(
                stream, read_only=True, data_only=not is_with_formulas, keep_links=False
            )
        except _BROKEN as error:
            raise ImportRefused(f"{path.name}: a broken workbook: {error}") from error
        with closing(book):
            yield book


def _rows(path: Path, values: Any, formulas: Any, is_checked: bool) -> Iterator[Record | Problem]:
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    others = formulas.iter_rows() if is_checked else repeat(())
    empty = 0
    for number, (row, said) in enumerate(
        zip(values.iter_rows(values_only=True), others, strict=False), start=1
    ):
        cells = [_text(value) for value in row]
        empty = 0 if any(cells) else empty + 1
        if empty > MOST_EMPTY_ROWS:
            raise ImportRefused(f"{path.name}: row {number} comes after too many empty ones")
        lost = next((n for n, cell in enumerate(said, 1) if _is_lost(cell, row, n)), 0)
        if lost:
            yield Problem(
                number, str(lost), "", "a formula without its value: open and save the workbook"
            )
        elif empty == 0:
            yield Record(number, cells)


def _is_lost(cell: Any, row: tuple[object, ...], number: int) -> bool:
    return cell.data_type == "f" and (number > len(row) or row[number - 1] is None)


def _text(value: object) -> str:
    """Write a value as a person would see it: whole numbers without `.0`, dates as ISO."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)
