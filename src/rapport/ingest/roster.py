"""Import a roster: read and stage everything first, then apply the difference in one go."""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapport.ingest.difference import apply, measure
from rapport.ingest.mapping import RosterMapping
from rapport.ingest.mapping_files import check_columns, find_mapping, read_mapping
from rapport.ingest.models import ImportRun
from rapport.ingest.problems import ImportRefused
from rapport.ingest.reading import Progress, Reading, silent
from rapport.ingest.report import Report
from rapport.ingest.rows import RowReader
from rapport.ingest.staging import stage
from rapport.ingest.tables import open_table
from rapport.operator.queries import operators_today
from rapport.vocabulary.queries import load_vocabulary


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for one import.

    `on` stands for the mapping's date, for a file that comes every night.
    """

    is_dry_run: bool = False
    withdraw_missing: bool = False
    on: date | None = None


def import_roster(
    file: Path,
    mapping_name: str,
    is_dry_run: bool = False,
    withdraw_missing: bool = False,
    on: date | None = None,
    progress: Progress = silent,
) -> Report:
    """Import a CSV or XLSX file by a mapping, or say what that would do.

    `on` stands for the mapping's date, for a file that comes every night. A listing whose row has
    vanished is only reported, unless `withdraw_missing`. Raises ImportRefused if file or mapping
    cannot be used; nothing is changed then. A killed import has changed nothing either: its staged
    rows are swept by the next one.
    """
    choices = Choices(is_dry_run, withdraw_missing, on)
    vocabulary = load_vocabulary()
    mapping_file = find_mapping(mapping_name)
    mapping = _dated(read_mapping(mapping_file, vocabulary), choices, operators_today())
    table = open_table(file, mapping.file)
    check_columns(mapping_file, mapping, table.header)
    reader = RowReader(mapping, table.header, vocabulary, operators_today())
    report = Report(file=file.name, source=mapping.source.slug, is_dry_run=is_dry_run)
    for problem in reader.drifted(table.header):
        report.repaired.add(problem)
    run = _new_run(file, mapping)
    try:
        started = time.monotonic()
        stage(run, Reading([table], progress).rows(table), reader, report)
        report.seconds["reading"] = round(time.monotonic() - started, 3)
        started = time.monotonic()
        _finish(run, mapping, report, choices, progress)
        report.seconds["applying"] = round(time.monotonic() - started, 3)
    finally:
        run.staged.all().delete()
        if run.state != ImportRun.State.APPLIED:
            ImportRun.objects.filter(pk=run.pk).delete()
    return report


def _dated(mapping: RosterMapping, choices: Choices, today: date) -> RosterMapping:
    if choices.on:
        mapping = mapping.model_copy(update={"date": choices.on})
    if mapping.date > today:
        raise ImportRefused(f"The roster's date, {mapping.date}, is still to come")
    return mapping


def _new_run(file: Path, mapping: RosterMapping) -> ImportRun:
    """Begin a run, and sweep what a killed one of the same source has left."""
    ImportRun.objects.filter(
        source_slug=mapping.source.slug, state=ImportRun.State.STAGING
    ).delete()
    return ImportRun.objects.create(source_slug=mapping.source.slug, file_name=file.name[:255])


def _finish(
    run: ImportRun, mapping: RosterMapping, report: Report, choices: Choices, progress: Progress
) -> None:
    """Apply, or only measure; nothing is withdrawn if it is not known what is missing."""
    withdraw = choices.withdraw_missing
    if withdraw and report.rows_without_key:
        withdraw = False
        report.notes.append(
            f"Nothing was withdrawn: {report.rows_without_key} rows could not be read, so nobody "
            "knows whose they are. Mend them, and import again."
        )
    if choices.is_dry_run:
        measure(run, mapping, report)
    else:
        apply(run, mapping, report, withdraw, progress)
