"""Read a whole file into the staging table, batch by batch; nothing else is changed."""

import hashlib
from collections.abc import Iterable

from pydantic import TypeAdapter

from rapport.directory.records import ListingRecord
from rapport.ingest.models import ImportRun, StagedRecord
from rapport.ingest.problems import Problem
from rapport.ingest.report import Report
from rapport.ingest.rows import RowReader
from rapport.ingest.tables import Row

BATCH = 1_000

RECORDS = TypeAdapter(ListingRecord)


def fingerprint_of(record: ListingRecord) -> str:
    """Give the fingerprint by which the next import knows that a record says the same."""
    return hashlib.sha256(RECORDS.dump_json(record)).hexdigest()


def stage(
    run: ImportRun,
    rows: Iterable[Row | Problem],
    reader: RowReader,
    report: Report,
) -> None:
    """Read every row; keep records in the staging table, problems in the report."""
    records: list[StagedRecord] = []
    for row in rows:
        report.rows += 1
        staged = _read(run, row, reader, report)
        if staged is not None:
            records.append(staged)
        if len(records) >= BATCH:
            _keep(run, records, reader, report)
            records = []
    _keep(run, records, reader, report)


def _read(
    run: ImportRun, row: Row | Problem, reader: RowReader, report: Report
) -> StagedRecord | None:
    if isinstance(row, Problem):
        report.refused.add(row)
        report.rows_without_key += 1
        return None
    read = reader.read(row)
    for repair in read.repaired:
        report.repaired.add(repair)
    for value in read.unmatched:
        report.count_unmatched(value)
    if read.refused:
        report.refused.add(read.refused)
        report.rows_without_key += not read.key
    if not read.key:
        return None
    return StagedRecord(
        run=run,
        line=row.line,
        key=read.key,
        npi=read.record.npi if read.record else "",
        fingerprint=fingerprint_of(read.record) if read.record else "",
        record=RECORDS.dump_python(read.record, mode="json") if read.record else {},
        is_refused=read.record is None,
    )


def _keep(run: ImportRun, records: list[StagedRecord], reader: RowReader, report: Report) -> None:
    """Write a batch; rows whose key was there before merge or contradict each other."""
    there = {
        one.key: one
        for one in run.staged.filter(key__in=[one.key for one in records]).defer("record")
    }
    new: dict[str, StagedRecord] = {}
    contradicted: dict[str, StagedRecord] = {}
    for record in records:
        first = there.get(record.key) or new.get(record.key)
        if first is None:
            new[record.key] = record
        elif record.is_refused:
            continue
        elif first.is_refused or first.fingerprint != record.fingerprint:
            if not first.is_refused:
                contradicted[first.key] = first
                report.refused.add(_contradiction(first, record.line, reader))
            first.is_refused = True
            report.refused.add(_contradiction(record, first.line, reader))
        else:
            report.merged += 1
    StagedRecord.objects.bulk_create(new.values())
    old = [one.pk for one in contradicted.values() if one.key in there]
    run.staged.filter(pk__in=old).update(is_refused=True)


def _contradiction(record: StagedRecord, other_line: int, reader: RowReader) -> Problem:
    """Two rows with one key that say different things: nobody can know which is right."""
    columns = ", ".join(reader.mapping.key)
    reason = f"line {other_line} has the same key, but says other things"
    return Problem(record.line, columns, record.key, reason, "same key, but other things said")
