"""The NPI registry comes in for checking and pre-filling: as drafts, never published.

Row by row and batch by batch, each batch in a transaction of its own: however large the file,
memory stays the same, and a killed import is completed by the next.
"""

import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from rapport.directory.actions.set_status import withdraw_listing
from rapport.directory.actions.write_listings import (
    FingerprintedRecord,
    Publication,
    write_listings,
)
from rapport.directory.models import Listing, Source, SourceRecord, Suppression
from rapport.directory.models.listing import Status
from rapport.directory.records import ListingRecord
from rapport.ingest.archives import check_archive
from rapport.ingest.nppes_rows import ProviderReader
from rapport.ingest.problems import ImportRefused, Problem
from rapport.ingest.report import Report
from rapport.ingest.staging import Progress, fingerprint_of
from rapport.ingest.tables import FileSpec, Row, Table, open_table
from rapport.matching import SourceKind
from rapport.places import jurisdiction_of
from rapport.vocabulary.queries import load_vocabulary

BATCH = 1_000
MOST_UNPACKED_BYTES = 40_000_000_000
SLUG = "nppes"
SOURCE = {
    "name": "National Plan and Provider Enumeration System",
    "kind": SourceKind.REGISTRY,
    "url": "https://npiregistry.cms.hhs.gov/",
    "licence": "Public (FOIA-disclosable data of CMS)",
}


def import_nppes(
    files: Iterable[Path],
    states: Iterable[str] = (),
    is_dry_run: bool = False,
    progress: Progress = lambda _rows: None,
) -> Report:
    """Load providers of behavioral health from npidata files, CSV or the `.zip` they come in.

    `states` keeps those who practise there. A deactivated NPI withdraws its draft. A listing that
    is published is only updated in facts older than the registry's. Raises ImportRefused if a file
    is no npidata file; files before it have then been loaded.
    """
    files = tuple(files)
    vocabulary = load_vocabulary()
    names = ", ".join(file.name for file in files)
    report = Report(file=names, source=SLUG, is_dry_run=is_dry_run)
    wanted = frozenset(map(_state, states))
    load = _Load(report, is_dry_run)
    started = time.monotonic()
    for file in files:
        table = _open(file)
        reader = ProviderReader(table, vocabulary, wanted)
        for row in table.rows():
            load.add(reader, row)
            if report.rows % BATCH == 0:
                progress(report.rows)
        load.write()
    progress(report.rows)
    report.seconds["reading"] = round(time.monotonic() - started, 3)
    report.notes += load.notes()
    return report


def _state(said: str) -> str:
    code = jurisdiction_of(said)
    if code is None:
        raise ImportRefused(f"--state: “{said}” is no state we know")
    return code


def _open(file: Path) -> Table:
    member = ""
    if zipfile.is_zipfile(file):
        names = check_archive(file, MOST_UNPACKED_BYTES)
        found = [
            name
            for name in names
            if name.rpartition("/")[2].startswith("npidata_pfile")
            and name.endswith(".csv")
            and not name.casefold().endswith("fileheader.csv")
        ]
        if len(found) != 1:
            raise ImportRefused(f"{file.name}: holds no npidata file, but {', '.join(names)[:200]}")
        member = found[0]
    return open_table(file, FileSpec(delimiter=","), member)


class _Load:
    """Collects a batch of providers and writes what is new or different."""

    def __init__(self, report: Report, is_dry_run: bool) -> None:
        self.report = report
        self.is_dry_run = is_dry_run
        self.records: dict[str, ListingRecord] = {}
        self.deactivated: list[str] = []
        self.passed_over = self.seen_deactivated = 0

    def add(self, reader: ProviderReader, row: Row | Problem) -> None:
        """Take a row into the batch."""
        self.report.rows += 1
        if isinstance(row, Problem):
            self.report.refused.add(row)
            return
        provider = reader.read(row)
        if provider.refused:
            self.report.refused.add(provider.refused)
        elif provider.is_deactivated:
            self.seen_deactivated += 1
            self.deactivated.append(provider.npi)
        elif provider.record is None:
            self.passed_over += 1
        elif provider.npi in self.records:
            self.report.merged += 1
        else:
            self.records[provider.npi] = provider.record
        if len(self.records) + len(self.deactivated) >= BATCH:
            self.write()

    def write(self) -> None:
        """Write the batch in a transaction of its own, and begin the next."""
        if self.records or self.deactivated:
            with transaction.atomic():
                self._write_batch()
        self.records = {}
        self.deactivated = []

    def _write_batch(self) -> None:
        source = Source.objects.filter(slug=SLUG).first()
        there = SourceRecord.objects.filter(source=source)
        known = dict(there.filter(key__in=self.records).values_list("key", "fingerprint"))
        asked = Suppression.objects.filter(npi__in=self.records)
        suppressed = set(asked.values_list("npi", flat=True))
        due = []
        for npi, record in self.records.items():
            fingerprint = fingerprint_of(record)
            if npi in suppressed:
                self.report.suppressed += 1
            elif known.get(npi) == fingerprint:
                self.report.unchanged += 1
            else:
                self.report.changed += npi in known
                self.report.new += npi not in known
                due.append(FingerprintedRecord(record, fingerprint))
        gone = Listing.objects.filter(
            status=Status.DRAFT, records__source=source, records__key__in=self.deactivated
        )
        self.report.withdrawn += gone.count() if source else 0
        if self.is_dry_run:
            return
        for listing in gone if source else ():
            withdraw_listing(listing)
        if due:
            source = source or Source.objects.create(slug=SLUG, **SOURCE)
            write_listings(source, due, Publication(basis="", status=Status.DRAFT))

    def notes(self) -> list[str]:
        """Sentences about what was passed over."""
        return [
            f"{self.passed_over:,} rows are of other professions or places and were passed over.",
            f"{self.seen_deactivated:,} NPIs are deactivated.",
            "Nothing was published: what is new is a draft without a consent basis.",
        ]
