"""Import a roster: read and stage everything first, then apply the difference in one go."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from pydantic import TypeAdapter

from rapport.directory.actions.write_listings import (
    FingerprintedRecord,
    Publication,
    write_listings,
)
from rapport.directory.models import Source, Suppression
from rapport.directory.records import ListingRecord
from rapport.ingest.mapping import RosterMapping, check_columns, find_mapping, read_mapping
from rapport.ingest.models import ImportRun, StagedRecord
from rapport.ingest.problems import Problem
from rapport.ingest.report import Report, count_unmatched
from rapport.ingest.rows import read_row
from rapport.ingest.tables import Row, Table, open_table
from rapport.vocabulary.queries import load_vocabulary

BATCH = 1_000

_records = TypeAdapter(ListingRecord)


@dataclass(slots=True)
class _Reading:
    """What is known of a file while it is read: lines and fingerprints by key."""

    unmatched: list[Problem] = field(default_factory=list)
    fingerprints: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    contradicted: set[str] = field(default_factory=set)


def import_roster(file: Path, mapping_name: str, is_dry_run: bool = False) -> Report:
    """Import a CSV file by a mapping, or say what that would do.

    Raises ImportRefused if file or mapping cannot be used; nothing is changed then. A killed
    import has changed nothing either: its staged rows are swept by the next one.
    """
    mapping_file = find_mapping(mapping_name)
    mapping = read_mapping(mapping_file, load_vocabulary())
    table = open_table(file)
    check_columns(mapping_file, mapping, table.header)
    report = Report(file=file.name, source=mapping.source.slug, is_dry_run=is_dry_run)
    ImportRun.objects.filter(
        source_slug=mapping.source.slug, state=ImportRun.State.STAGING
    ).delete()
    run = ImportRun.objects.create(source_slug=mapping.source.slug, file_name=file.name)
    try:
        _stage(run, table, mapping, report)
        _apply(run, mapping, report)
    finally:
        run.staged.all().delete()
        if is_dry_run:
            run.delete()
    return report


def _stage(run: ImportRun, table: Table, mapping: RosterMapping, report: Report) -> None:
    """Read every row; keep records in the staging table, problems in the report."""
    reading = _Reading()
    batch: list[StagedRecord] = []
    for row in table.rows():
        report.rows += 1
        staged = _read(run, row, mapping, report, reading)
        if staged is not None:
            batch.append(staged)
        if len(batch) >= BATCH:
            StagedRecord.objects.bulk_create(batch)
            batch = []
    StagedRecord.objects.bulk_create(batch)
    run.staged.filter(key__in=reading.contradicted).delete()
    report.unmatched = count_unmatched(reading.unmatched)


def _read(
    run: ImportRun,
    row: Row | Problem,
    mapping: RosterMapping,
    report: Report,
    reading: _Reading,
) -> StagedRecord | None:
    if isinstance(row, Problem):
        report.refused.append(row)
        return None
    read = read_row(row, mapping)
    report.repaired += read.repaired
    reading.unmatched += read.unmatched
    if read.record is None:
        if read.refused:
            report.refused.append(read.refused)
        return None
    content = _records.dump_json(read.record)
    fingerprint = hashlib.sha256(content).hexdigest()
    key = read.record.key
    known = reading.fingerprints.setdefault(key, fingerprint)
    first_line = reading.lines.setdefault(key, row.line)
    if first_line == row.line:
        return StagedRecord(
            run=run,
            line=row.line,
            key=key,
            fingerprint=fingerprint,
            record=_records.dump_python(read.record, mode="json"),
        )
    if known == fingerprint:
        report.merged += 1
    else:
        _refuse_both(key, row, first_line, mapping, report, reading)
    return None


def _refuse_both(
    key: str,
    row: Row,
    first_line: int,
    mapping: RosterMapping,
    report: Report,
    reading: _Reading,
) -> None:
    """Two rows with one key that say different things: nobody can know which is right."""
    columns = ", ".join(mapping.key)
    if key not in reading.contradicted:
        reading.contradicted.add(key)
        report.refused.append(
            Problem(
                first_line, columns, key, f"line {row.line} has the same key, but says other things"
            )
        )
    report.refused.append(
        Problem(
            row.line, columns, key, f"line {first_line} has the same key, but says other things"
        )
    )


@transaction.atomic
def _apply(run: ImportRun, mapping: RosterMapping, report: Report) -> None:
    """Compare what was staged with what is there and write the difference."""
    source = _source(mapping)
    there = dict(source.records.values_list("key", "fingerprint")) if source else {}
    suppressed_keys, suppressed_npis = _suppressed(source)
    due = []
    staged_keys = set(run.staged.values_list("key", flat=True))
    for staged in run.staged.order_by("line").iterator(BATCH):
        if staged.key in suppressed_keys or staged.record["npi"] in suppressed_npis:
            report.suppressed += 1
        elif staged.key not in there:
            report.new += 1
            due.append(staged)
        elif there[staged.key] != staged.fingerprint:
            report.changed += 1
            due.append(staged)
        else:
            report.unchanged += 1
    refused_keys = {problem.value for problem in report.refused}
    report.missing = len(there.keys() - staged_keys - refused_keys)
    if report.is_dry_run:
        return
    if due:
        source = source or Source.objects.create(**mapping.source.model_dump())
        write_listings(source, _given(due), Publication(basis=mapping.consent_basis))
    run.state = ImportRun.State.APPLIED
    run.report = report.as_json()
    run.finished_at = timezone.now()
    run.save()


def _given(staged: Iterable[StagedRecord]) -> Iterator[FingerprintedRecord]:
    for one in staged:
        yield FingerprintedRecord(_records.validate_python(one.record), one.fingerprint)


def _source(mapping: RosterMapping) -> Source | None:
    """Lock the source's row, so that two imports of one source follow each other."""
    return Source.objects.select_for_update().filter(slug=mapping.source.slug).first()


def _suppressed(source: Source | None) -> tuple[set[str], set[str]]:
    rows = Suppression.objects.all()
    keys = rows.filter(source=source).exclude(key="") if source else rows.none()
    npis = rows.exclude(npi="")
    return set(keys.values_list("key", flat=True)), set(npis.values_list("npi", flat=True))
