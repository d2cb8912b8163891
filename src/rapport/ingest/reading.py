"""Tables are read one after the other, and whoever waits hears how far it is."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapport.ingest.problems import Problem
from rapport.ingest.tables import Position, Row, Table

STEP = 1_000


@dataclass(frozen=True, slots=True)
class SoFar:
    """How far an import is: `done` of `total`, in bytes while rows are read.

    When listings are written (`is_writing`), both count listings. `total` is 0 where nobody knows,
    as with a workbook.
    """

    rows: int
    done: int
    total: int
    is_writing: bool = False


Progress = Callable[[SoFar], None]
"""Called now and then with how far it is."""


def silent(_so_far: SoFar) -> None:
    """Show no progress."""


class Reading:
    """Reads tables one after the other, and says how far it is in all of them together."""

    def __init__(self, tables: list[Table], progress: Progress) -> None:
        self._progress = progress
        self._total = sum(map(bytes_of, tables))
        self._rows = self._bytes = 0

    def rows(self, table: Table) -> Iterator[Row | Problem]:
        """Give the rows of a table."""
        position = Position()
        for row in table.rows(position):
            self._rows += 1
            if self._rows % STEP == 0:
                self._say(position.bytes_read)
            yield row
        self._bytes += bytes_of(table)
        self._say(0)

    def _say(self, further: int) -> None:
        self._progress(SoFar(self._rows, self._bytes + further, self._total))


def bytes_of(table: Table) -> int:
    """Give the size of a file, or of an archive's part when unpacked; 0 for a workbook."""
    if table.sheet:
        return 0
    if not table.member:
        return table.path.stat().st_size
    with zipfile.ZipFile(table.path) as archive:
        return archive.getinfo(table.member).file_size
