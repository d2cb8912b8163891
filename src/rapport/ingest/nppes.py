"""The NPI registry comes in for checking and pre-filling: nothing is published from it.

Row by row and batch by batch, each batch in a transaction of its own: however large the file,
memory stays the same, and a killed import is completed by the next.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapport.ingest.nppes_files import (
    NPIDATA,
    OTHERNAME,
    PL,
    DeactivationList,
    members_of,
    open_part,
)
from rapport.ingest.nppes_parts import PartStore, location_reader, name_reader
from rapport.ingest.nppes_rows import ProviderReader, behavioral_codes
from rapport.ingest.problems import ImportRefused, Problem
from rapport.ingest.reading import Progress, Reading, silent
from rapport.ingest.registry_load import Parts, RegistryLoad
from rapport.ingest.registry_report import RegistryReport
from rapport.ingest.tables import Table
from rapport.places import jurisdiction_of


@dataclass(frozen=True, slots=True)
class SideFiles:
    """Files that complete npidata: further names, further locations, deactivated numbers.

    The first two are also taken from an npidata archive that holds them.
    """

    othername: Path | None = None
    pl: Path | None = None
    deactivated: Path | None = None


def import_nppes(
    files: Iterable[Path],
    side: SideFiles | None = None,
    states: Iterable[str] = (),
    is_dry_run: bool = False,
    progress: Progress = silent,
) -> RegistryReport:
    """Load providers of behavioral health from npidata files, CSV or the `.zip` they come in.

    `states` keeps those who practise there. A row older than what is there changes nothing. Raises
    ImportRefused, before anything is written, if a file is not what it should be.
    """
    files, side = tuple(files), side or SideFiles()
    started = time.monotonic()
    given = (*files, *filter(None, (side.othername, side.pl, side.deactivated)))
    report = RegistryReport(tuple(file.name for file in given), is_dry_run)
    wanted = frozenset(map(_jurisdiction, states))
    codes = behavioral_codes()
    tables = [open_part(file, NPIDATA) for file in files]
    readers = [ProviderReader(table, codes) for table in tables]
    names = _side_tables(files, side.othername, OTHERNAME)
    locations = _side_tables(files, side.pl, PL)
    listed = DeactivationList.open(side.deactivated) if side.deactivated else None
    every = [*tables, *names, *locations, *([listed.table] if listed else [])]
    reading = Reading(every, progress)
    parts = Parts(
        _stored(names, OTHERNAME, reading, report), _stored(locations, PL, reading, report)
    )
    load = RegistryLoad(report, parts, wanted)
    for table, reader in zip(tables, readers, strict=True):
        for row in reading.rows(table):
            load.add(reader, row)
        load.write()
    if listed:
        _apply(listed, reading, load)
    report.seconds = round(time.monotonic() - started, 3)
    return report


def _jurisdiction(said: str) -> str:
    code = jurisdiction_of(said)
    if code is None:
        raise ImportRefused(f"--state: “{said}” is no state we know")
    return code


def _side_tables(files: Iterable[Path], given: Path | None, sort: str) -> list[Table]:
    """Open the file that was given, or else those that the archives hold."""
    if given:
        return [open_part(given, sort)]
    return [open_part(file, sort) for file in files if sort in members_of(file)]


def _stored(
    tables: list[Table], sort: str, reading: Reading, report: RegistryReport
) -> PartStore | None:
    """Keep what the tables say for later; None if there are none, so that nothing is said."""
    if not tables:
        return None
    store = PartStore()
    reader_of = location_reader if sort == PL else name_reader
    for table in tables:
        report.unread_parts += store.fill(reading.rows(table), reader_of(table))
    return store


def _apply(listed: DeactivationList, reading: Reading, load: RegistryLoad) -> None:
    for row in reading.rows(listed.table):
        read = row if isinstance(row, Problem) else listed.read(row)
        if isinstance(read, Problem):
            load.report.refused.add(read)
        else:
            load.deactivate(*read)
    load.write()
