"""A file becomes rows with their lines: encodings, limits, and what is no table at all."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapport.ingest.problems import ImportRefused, Problem

LARGEST_FILE_BYTES = 500_000_000
MOST_COLUMNS = 1_000
MOST_ROWS = 3_000_000
LONGEST_CELL = 100_000

NO_TABLE = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "compressed",
}
"""First bytes of what people send instead of a CSV."""

ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins and its cells by column, trimmed."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read row by row, as often as needed."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[Row | Problem]:
        """Give rows, and a problem in place of each row that is broken.

        Raises ImportRefused for a file that stops being a table in the middle.
        """
        with self.path.open(encoding=self.encoding, newline="") as stream:
            reader = csv.reader(stream, delimiter=self.delimiter, strict=True)
            next(reader)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise ImportRefused(f"{self.path.name}, line {line}: {error}") from error
                if line > MOST_ROWS:
                    raise ImportRefused(f"{self.path.name}: more than {MOST_ROWS:,} rows")
                if any(cells):
                    yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> Row | Problem:
        if len(cells) != len(self.header):
            return Problem(
                line, "", "", f"has {len(cells)} cells, the header has {len(self.header)}"
            )
        for column, cell in zip(self.header, cells, strict=True):
            if "\x00" in cell or len(cell) > LONGEST_CELL:
                return Problem(line, column, "", "holds a NUL character or is far too long")
        return Row(
            line,
            {name: cell.strip() for name, cell in zip(self.header, cells, strict=True)},
        )


def open_table(path: Path) -> Table:
    """Find out how a CSV file is written. Raises ImportRefused that says what is wrong."""
    if not path.is_file():
        raise ImportRefused(f"{path.name}: there is no such file")
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise ImportRefused(f"{path.name}: larger than {LARGEST_FILE_BYTES // 1_000_000} MB")
    with path.open("rb") as stream:
        beginning = stream.read(64 * 1024)
    if not beginning.strip():
        raise ImportRefused(f"{path.name}: the file is empty")
    for signature, what in NO_TABLE.items():
        if beginning.startswith(signature):
            raise ImportRefused(f"{path.name}: this is {what}, not a CSV file")
    if b"\x00" in beginning:
        raise ImportRefused(f"{path.name}: holds NUL bytes, so it is not a CSV text file")
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        first = stream.readline(LONGEST_CELL)
        delimiter = max(DELIMITERS, key=first.count)
        stream.seek(0)
        try:
            header = next(csv.reader(stream, delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise ImportRefused(f"{path.name}, line 1: {error}") from error
    return Table(path, encoding, delimiter, _checked_header(path, header))


def _encoding(path: Path) -> str:
    """The first encoding in which the whole file can be read; Latin-1 can read anything."""
    for encoding in ENCODINGS[:-1]:
        try:
            with path.open(encoding=encoding) as stream:
                while stream.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return ENCODINGS[-1]


def _checked_header(path: Path, header: list[str]) -> tuple[str, ...]:
    names = [name.strip() for name in header]
    if len(names) > MOST_COLUMNS:
        raise ImportRefused(f"{path.name}: more than {MOST_COLUMNS} columns")
    doubled = sorted({name for name in names if name and names.count(name) > 1})
    if doubled:
        raise ImportRefused(f"{path.name}, line 1: the column “{doubled[0]}” is there twice")
    return tuple(name or f"column {number}" for number, name in enumerate(names, start=1))
