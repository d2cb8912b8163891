"""Batches of providers are written to the registry: what is new or different, and nothing else."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from rapport.directory.models import Suppression
from rapport.ingest.models import RegistryEntry
from rapport.ingest.nppes_parts import PartStore, as_addresses, as_names
from rapport.ingest.nppes_rows import ProviderReader
from rapport.ingest.problems import Problem
from rapport.ingest.registry import RegistryRecord
from rapport.ingest.registry_report import RegistryReport
from rapport.ingest.tables import Row

BATCH = 500
"""Providers in a transaction; their rows of other columns are read and let go."""

MOST_OTHERS = 2_000
_KNOWN = (
    *("npi", "fingerprint", "updated_on", "is_active", "deactivated_on", "reactivated_on"),
    *("other_names", "further_addresses"),
)
_WRITTEN = [field.name for field in RegistryEntry._meta.concrete_fields if not field.primary_key]

Known = dict[str, Any]
"""What is in the registry about a provider of the batch: the fields `_KNOWN`."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Further names and locations; None if no file of them was given, so that they stay."""

    names: PartStore | None = None
    locations: PartStore | None = None


class RegistryLoad:
    """Collects a batch and writes it in a transaction of its own."""

    def __init__(self, report: RegistryReport, parts: Parts, wanted: frozenset[str]) -> None:
        self.report = report
        self._parts = parts
        self._wanted = wanted
        self._records: dict[str, RegistryRecord] = {}
        self._deactivated: dict[str, date | None] = {}
        self._others: set[str] = set()

    def add(self, reader: ProviderReader, row: Row | Problem) -> None:
        """Take a row of npidata into the batch."""
        self.report.rows += 1
        if isinstance(row, Problem):
            self.report.refused.add(row)
            return
        provider = reader.read(row)
        if provider.refused:
            self.report.refused.add(provider.refused)
        elif provider.is_deactivated:
            self.deactivate(provider.npi, provider.deactivated_on)
        elif provider.record is None:
            self.report.other_taxonomies += 1
            self._make_room(provider.npi)
            self._others.add(provider.npi)
        else:
            self._make_room(provider.npi)
            self._records[provider.npi] = provider.record

    def deactivate(self, npi: str, day: date | None) -> None:
        """Take a deactivated NPI into the batch."""
        self._make_room(npi)
        self._deactivated[npi] = day

    def _make_room(self, npi: str) -> None:
        """Write first if the batch is full, or has an earlier row of the same provider."""
        is_full = len(self._records) + len(self._deactivated) >= BATCH
        is_there = npi in self._records or npi in self._deactivated or npi in self._others
        if is_full or is_there or len(self._others) >= MOST_OTHERS:
            self.write()

    def write(self) -> None:
        """Write the batch, and begin the next."""
        if self._records or self._deactivated or self._others:
            with transaction.atomic():
                self._write_records()
                self._mark_deactivated()
                self._remove_others()
        self._records, self._deactivated, self._others = {}, {}, set()

    def _write_records(self) -> None:
        if not self._records:
            return
        known = {
            row["npi"]: row
            for row in RegistryEntry.objects.filter(npi__in=self._records).values(*_KNOWN)
        }
        asked = Suppression.objects.filter(npi__in=self._records)
        suppressed = set(asked.values_list("npi", flat=True))
        due = []
        for record in self._completed(known):
            there = known.get(record.npi)
            if record.npi in suppressed:
                self.report.suppressed += 1
            elif there is None and self._is_elsewhere(record):
                self.report.elsewhere += 1
            else:
                due += self._entry_if_due(record, there)
        if self.report.is_dry_run:
            return
        RegistryEntry.objects.filter(npi__in=suppressed).delete()
        RegistryEntry.objects.bulk_create(
            due, update_conflicts=True, unique_fields=["npi"], update_fields=_WRITTEN
        )

    def _completed(self, known: dict[str, Known]) -> list[RegistryRecord]:
        """Add further names and locations: those of the files, or else those that are there."""
        names = _said(self._parts.names, self._records)
        locations = _said(self._parts.locations, self._records)
        completed = []
        for npi, record in self._records.items():
            there = known.get(npi, {"other_names": (), "further_addresses": ()})
            kept = [one for one in there["other_names"] if one["source"] == "othername"]
            further = kept if names is None else names.get(npi, ())
            addresses = there["further_addresses"] if locations is None else locations.get(npi, ())
            completed.append(
                replace(
                    record,
                    other_names=record.other_names + as_names(further),
                    further_addresses=as_addresses(addresses),
                )
            )
        return completed

    def _is_elsewhere(self, record: RegistryRecord) -> bool:
        addresses = (record.practice_address, *record.further_addresses)
        return bool(self._wanted) and not any(one.jurisdiction in self._wanted for one in addresses)

    def _entry_if_due(self, record: RegistryRecord, there: Known | None) -> list[RegistryEntry]:
        fields = asdict(record)
        fingerprint = _fingerprint(fields)
        if there and (there["fingerprint"] == fingerprint or _is_older(record, there)):
            self.report.unchanged += 1
            self.report.older += there["fingerprint"] != fingerprint
            return []
        self.report.changed += there is not None
        self.report.new += there is None
        return [RegistryEntry(**fields, fingerprint=fingerprint)]

    def _mark_deactivated(self) -> None:
        there = RegistryEntry.objects.filter(npi__in=self._deactivated, is_active=True)
        due = []
        for entry in there.only("npi", "is_active", "reactivated_on", "deactivated_on"):
            day = self._deactivated[entry.npi]
            if day and entry.reactivated_on and entry.reactivated_on >= day:
                continue
            entry.is_active, entry.deactivated_on, entry.fingerprint = False, day, ""
            due.append(entry)
        self.report.deactivated += len(due)
        if not self.report.is_dry_run:
            fields = ["is_active", "deactivated_on", "fingerprint"]
            RegistryEntry.objects.bulk_update(due, fields)

    def _remove_others(self) -> None:
        """Who has no taxonomy of behavioral health any more is no longer in this registry."""
        gone = list(
            RegistryEntry.objects.filter(npi__in=self._others).values_list("npi", flat=True)
        )
        self.report.left += len(gone)
        if gone and not self.report.is_dry_run:
            RegistryEntry.objects.filter(npi__in=gone).delete()


def _said(
    store: PartStore | None, npis: Iterable[str]
) -> Mapping[str, list[dict[str, Any]]] | None:
    return None if store is None else store.of(npis)


def _is_older(record: RegistryRecord, there: Known) -> bool:
    """Tell whether a row was written before what is there, as when a full file is read again."""
    if record.updated_on < there["updated_on"]:
        return True
    day = there["deactivated_on"]
    if there["is_active"] or day is None:
        return False
    returned = record.reactivated_on
    return record.updated_on < day and (returned is None or returned < day)


def _fingerprint(fields: dict[str, Any]) -> str:
    text = json.dumps(fields, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
