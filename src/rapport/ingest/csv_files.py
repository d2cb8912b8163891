"""Records of a text file: delimiter found out, a broken record costs itself and no other."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rapport.ingest.problems import Problem
from rapport.ingest.text_lines import Line

DELIMITERS = ",;\t|^~\x1f"
MOST_LINES_OF_A_RECORD = 500
LONGEST_RECORD = 4_000_000

csv.field_size_limit(LONGEST_RECORD)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, and the line on which it begins."""

    line: int
    cells: list[str]
    is_foreign: bool = False


class _Source:
    """Lines that can be put back; remembers those that a record took."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._waiting: deque[Line] = deque()
        self.taken: list[Line] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.taken.append(line)
        self.number += 1
        size = sum(len(one.text) for one in self.taken) if len(self.taken) > 1 else 0
        if len(self.taken) > MOST_LINES_OF_A_RECORD or size > LONGEST_RECORD:
            raise csv.Error("a cell that goes on too long")
        return line.text.replace("\x00", "\ufffd")

    def put_back_all_but_first(self) -> None:
        rest = self.taken[1:]
        self._waiting.extendleft(reversed(rest))
        self.number -= len(rest)


def read_records(lines: Iterator[Line], delimiter: str) -> Iterator[Record | Problem]:
    """Give records. One whose quotation marks are wrong is a problem of its line alone."""
    source = _Source(lines)
    while True:
        source.taken = []
        first = source.number + 1
        try:
            cells = next(csv.reader(source, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error:
            column = _last_column(source.taken[0].text, delimiter)
            source.put_back_all_but_first()
            yield Problem(
                first,
                str(column),
                "",
                "a quotation mark is not closed, or stands alone inside a cell",
            )
            continue
        if any(cells):
            if any("\x00" in line.text for line in source.taken):
                yield _nul(first, source.taken[0].text, delimiter)
            else:
                yield Record(first, cells, any(line.is_foreign for line in source.taken))


def _nul(line: int, text: str, delimiter: str) -> Problem:
    column = text.partition("\x00")[0].count(delimiter) + 1
    return Problem(line, str(column), "", "holds a NUL character")


def _last_column(text: str, delimiter: str) -> int:
    """Number of the cell in which a broken line ends, as far as one can tell."""
    cells = next(csv.reader([text], delimiter=delimiter), [""])
    quoted = [number for number, cell in enumerate(cells, start=1) if "\n" in cell]
    return quoted[0] if quoted else len(cells)


def delimiter_of(line: str) -> str:
    """Find what stands between the names of the columns: what makes most of them."""
    return max(DELIMITERS, key=lambda one: len(next(csv.reader([line], delimiter=one), [])))
