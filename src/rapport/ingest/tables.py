"""A file of any layout becomes rows with their lines: text with delimiters, or a workbook."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict

from rapport.ingest.csv_files import Record, delimiter_of, read_records
from rapport.ingest.header import MOST_COLUMNS, Header
from rapport.ingest.problems import ImportRefused, Problem
from rapport.ingest.spreadsheets import check_workbook, is_workbook, read_sheet
from rapport.ingest.text_lines import (
    MIXED,
    SNIFFED_BYTES,
    Line,
    check_encoding,
    encoding_of,
    read_lines,
)

MOST_ROWS = 50_000_000
LONGEST_CELL = 100_000
UNPACKED_AT_ONCE = 1 << 18

NO_TABLE = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file: save it as .xlsx or .csv",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "compressed: unpack it first",
    b"7z\xbc\xaf": "compressed: unpack it first",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<?xml": "XML",
}
"""First bytes, in small letters, of what people send instead of a table."""

ZIP = b"PK\x03\x04"


class FileSpec(BaseModel):
    """How the file is written, where it cannot be found out; `header_line` counts from 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_line: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins and its cells, trimmed, as many as the header has."""

    line: int
    cells: list[str]
    is_foreign: bool = False


class Position:
    """How far a file was read, in bytes; of a part of an archive, in bytes unpacked."""

    def __init__(self) -> None:
        self._stream: IO[bytes] | None = None
        self._bytes = 0

    def follow(self, stream: IO[bytes]) -> IO[bytes]:
        """Begin to count a stream that was just opened."""
        self._stream = stream
        return stream

    @property
    def bytes_read(self) -> int:
        """Bytes read so far; a file that was closed was read to where one looked last."""
        if self._stream is not None and not self._stream.closed:
            self._bytes = self._stream.tell()
        return self._bytes


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read row by row, as often as needed.

    `encoding` is empty for a workbook, whose `sheet` is read. `member` is the part of an archive.
    """

    path: Path
    header: Header
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    member: str = ""

    def rows(self, position: Position | None = None) -> Iterator[Row | Problem]:
        """Give rows, and a problem in place of each row that is broken.

        `position` is kept up to date, unless the table is a workbook.
        """
        count = 0
        for record in self._records(position):
            if record.line <= self.header.line:
                continue
            count += 1
            if count > MOST_ROWS:
                raise ImportRefused(f"{self.path.name}: more than {MOST_ROWS:,} rows")
            yield self._row(record)

    def _records(self, position: Position | None = None) -> Iterator[Record | Problem]:
        if self.sheet:
            return read_sheet(self.path, self.sheet)
        opened = partial(_opened, self.path, self.member, position)
        lines = read_lines(self.path, self.encoding, opened)
        return read_records(lines, self.delimiter)

    def _row(self, record: Record | Problem) -> Row | Problem:
        names = self.header.names
        if isinstance(record, Problem):
            number = int(record.column)
            name = names[number - 1] if number <= len(names) else ""
            return Problem(record.line, name, record.value, record.reason)
        cells = record.cells
        if len(cells) > len(names) and not any(cells[len(names) :]):
            cells = cells[: len(names)]
        if len(cells) < len(names) and self.sheet:
            cells = cells + [""] * (len(names) - len(cells))
        if len(cells) != len(names):
            reason = f"has {len(cells)} cells, the header has {len(names)}"
            return Problem(record.line, "", "", reason)
        if max(map(len, cells)) > LONGEST_CELL:
            number = next(n for n, cell in enumerate(cells) if len(cell) > LONGEST_CELL)
            reason = f"is longer than {LONGEST_CELL:,} characters"
            return Problem(record.line, names[number], cells[number][:80], reason)
        return Row(record.line, list(map(str.strip, cells)), record.is_foreign)


def open_table(path: Path, spec: FileSpec | None = None, member: str = "") -> Table:
    """Find out how a file, or a member of an archive, is written.

    Raises ImportRefused that says what is wrong.
    """
    spec = spec or FileSpec()
    beginning = _beginning(path, member)
    if beginning.startswith(ZIP):
        if not is_workbook(path):
            raise ImportRefused(f"{path.name}: this is an archive that holds no workbook")
        table = Table(path, Header(()), sheet=check_workbook(path, spec.sheet))
    else:
        table = _text_table(path, spec, beginning, member)
    for record in table._records():
        if record.line >= spec.header_line:
            return replace(table, header=_header(path, record))
    raise ImportRefused(f"{path.name}: the file is empty")


def _text_table(path: Path, spec: FileSpec, beginning: bytes, member: str) -> Table:
    if spec.encoding:
        check_encoding(spec.encoding, path)
    encoding = spec.encoding or encoding_of(beginning)
    if encoding == MIXED and b"\x00" in beginning:
        raise ImportRefused(f"{path.name}: holds NUL bytes, so it is no text file")
    lines = read_lines(path, encoding, lambda: _opened(path, member))
    delimiter = spec.delimiter or delimiter_of(_header_line(path, lines, spec.header_line))
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise ImportRefused(f"{path.name}: the delimiter has to be one character")
    return Table(path, Header(()), encoding, delimiter, member=member)


@contextmanager
def _opened(path: Path, member: str, position: Position | None = None) -> Iterator[IO[bytes]]:
    """Open a file, or a part of an archive that was checked."""
    position = position or Position()
    if not member:
        with path.open("rb") as stream:
            yield position.follow(stream)
        return
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as part:
            # Its own way of reading lines is slow: a block at a time is three times as fast.
            yield io.BufferedReader(position.follow(part), UNPACKED_AT_ONCE)  # type: ignore[type-var]
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ImportRefused(f"{path.name}: a broken archive: {error}") from error


def _beginning(path: Path, member: str) -> bytes:
    if path.is_dir():
        raise ImportRefused(f"{path.name}: this is a directory, not a file")
    try:
        with _opened(path, member) as stream:
            beginning = stream.read(SNIFFED_BYTES)
    except OSError as error:
        raise ImportRefused(f"{path.name}: cannot be read: {error.strerror}") from error
    if not beginning.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise ImportRefused(f"{path.name}: the file is empty")
    for signature, what in NO_TABLE.items():
        if beginning.lower().startswith(signature.lower()):
            raise ImportRefused(f"{path.name}: this is {what}, not a table")
    return beginning


def _header_line(path: Path, lines: Iterator[Line], number: int) -> str:
    """Give the first line that is not empty from the header's on."""
    for found, line in enumerate(lines, start=1):
        if found >= number and line.text.strip():
            return line.text
    raise ImportRefused(f"{path.name}: the file is empty")


def _header(path: Path, record: Record | Problem) -> Header:
    if isinstance(record, Problem):
        raise ImportRefused(f"{path.name}, line {record.line}: {record.reason}")
    if len(record.cells) > MOST_COLUMNS:
        raise ImportRefused(f"{path.name}: more than {MOST_COLUMNS} columns")
    names = record.cells
    while len(names) > 1 and not names[-1].strip():
        names = names[:-1]
    return Header.of(names, record.line)
