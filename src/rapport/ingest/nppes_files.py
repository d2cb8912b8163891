"""The files of the NPI registry: found in an archive and opened."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapport.ingest.archives import check_archive
from rapport.ingest.cells import is_npi, plain
from rapport.ingest.problems import ImportRefused, Problem
from rapport.ingest.tables import FileSpec, Row, Table, open_table
from rapport.ingest.typed_cells import read_date

MOST_UNPACKED_BYTES = 40_000_000_000
NPIDATA, OTHERNAME, PL = "npidata", "othername", "pl"
_HEADER_LINES = 5


def open_part(file: Path, sort: str) -> Table:
    """Open a file of one sort (npidata, othername, pl), CSV or the archive it comes in."""
    if not zipfile.is_zipfile(file):
        return open_table(file, FileSpec(delimiter=","))
    member = members_of(file).get(sort)
    if member is None:
        names = ", ".join(check_archive(file, MOST_UNPACKED_BYTES))
        raise ImportRefused(f"{file.name}: holds no {sort} file, but {names[:200]}")
    return open_table(file, FileSpec(delimiter=","), member)


def members_of(file: Path) -> Mapping[str, str]:
    """Give the part of each sort that an archive of the registry holds once."""
    if not zipfile.is_zipfile(file):
        return {}
    names = check_archive(file, MOST_UNPACKED_BYTES)
    found: dict[str, str] = {}
    for sort in (NPIDATA, OTHERNAME, PL):
        parts = [name for name in names if _is_of_sort(name, sort)]
        if len(parts) == 1:
            found[sort] = parts[0]
    return found


def _is_of_sort(name: str, sort: str) -> bool:
    plain_name = name.rpartition("/")[2].casefold()
    is_header = plain_name.endswith("fileheader.csv")
    return plain_name.startswith(f"{sort}_pfile") and plain_name.endswith(".csv") and not is_header


@dataclass(frozen=True, slots=True)
class DeactivationList:
    """CMS's list of deactivated NPIs, XLSX or CSV, with or without a title above its header."""

    table: Table
    npi: int
    day: int | None

    @classmethod
    def open(cls, file: Path) -> "DeactivationList":
        """Find the header. Raises ImportRefused if no column is called NPI."""
        for line in range(1, _HEADER_LINES + 1):
            table = open_table(file, FileSpec(header_line=line))
            folded = [name.casefold() for name in table.header.names]
            if "npi" in folded:
                days = [n for n, name in enumerate(folded) if "deactivation date" in name]
                return cls(table, folded.index("npi"), days[0] if days else None)
        raise ImportRefused(f"{file.name}: is no deactivation list: it has no column “NPI”")

    def read(self, row: Row) -> tuple[str, date | None] | Problem:
        """Give number and day of deactivation."""
        npi = plain(row.cells[self.npi]).removesuffix(".0")
        if not is_npi(npi):
            reason = "is no NPI: wrong length or check digit"
            return Problem(row.line, "NPI", npi[:40], reason, reason)
        return npi, read_date(row.cells[self.day]) if self.day is not None else None
