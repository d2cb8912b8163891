"""What a staged file changes, found by the database, and written in one short transaction."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from rapport.directory.actions.set_status import publish_listing, withdraw_listing
from rapport.directory.actions.write_listings import (
    FingerprintedRecord,
    Publication,
    write_listings,
)
from rapport.directory.models import Listing, Source, SourceRecord, Suppression
from rapport.directory.models.listing import ConsentBasis, Status
from rapport.ingest.mapping import RosterMapping
from rapport.ingest.models import ImportRun, StagedRecord, Withdrawal
from rapport.ingest.problems import ImportRefused
from rapport.ingest.reading import Progress, SoFar, silent
from rapport.ingest.report import Report
from rapport.ingest.staging import RECORDS

BATCH = 1_000

LARGEST_STORED_REPORT = 1_000
"""So many problems of each sort are kept with the run; the command prints more."""


class Difference:
    """The staged records of a run against the records of its source."""

    def __init__(self, run: ImportRun, source: Source | None) -> None:
        self.run = run
        self.source = source

    @property
    def _kept(self) -> QuerySet[StagedRecord]:
        """Records that may be shown: neither refused nor suppressed."""
        return self.run.staged.filter(~Exists(self._suppressions()), is_refused=False)

    def _suppressions(self) -> QuerySet[Suppression]:
        of_key = Q(source=self.source, key=OuterRef("key")) & ~Q(key="")
        return Suppression.objects.filter(of_key | Q(npi=OuterRef("npi")) & ~Q(npi=""))

    def _there(self) -> QuerySet[SourceRecord]:
        return SourceRecord.objects.filter(source=self.source, key=OuterRef("key"))

    def _same(self) -> QuerySet[SourceRecord]:
        return self._there().filter(fingerprint=OuterRef("fingerprint"))

    @property
    def due(self) -> QuerySet[StagedRecord]:
        """Records that are new or say something else than before."""
        return self._kept.filter(~Exists(self._same()))

    @property
    def missing(self) -> QuerySet[SourceRecord]:
        """Records of the source that the file no longer names and that no import withdrew yet."""
        in_file = self.run.staged.filter(key=OuterRef("key"))
        return (
            SourceRecord.objects.filter(source=self.source, withdrawal=None)
            .exclude(listing__status=Status.WITHDRAWN)
            .filter(~Exists(in_file))
        )

    @property
    def returned(self) -> QuerySet[Withdrawal]:
        """Withdrawals of earlier imports whose record is in the file again, and still theirs."""
        in_file = self._kept.filter(key=OuterRef("record__key"))
        return Withdrawal.objects.filter(
            Exists(in_file),
            record__source=self.source,
            record__listing__status=Status.WITHDRAWN,
            record__listing__updated_at=F("listing_updated_at"),
        )

    def count(self, report: Report) -> None:
        """Write the numbers into the report."""
        report.suppressed = self.run.staged.filter(
            Exists(self._suppressions()), is_refused=False
        ).count()
        report.new = self._kept.filter(~Exists(self._there())).count()
        report.changed = self.due.filter(Exists(self._there())).count()
        report.unchanged = self._kept.filter(Exists(self._same())).count()
        report.missing = self.missing.count() if self.source else 0
        report.returned = self.returned.count() if self.source else 0


def measure(run: ImportRun, mapping: RosterMapping, report: Report) -> None:
    """Say what the staged file would change."""
    source = Source.objects.filter(slug=mapping.source.slug).first()
    Difference(run, source).count(report)


@transaction.atomic
def apply(
    run: ImportRun,
    mapping: RosterMapping,
    report: Report,
    withdraw_missing: bool,
    progress: Progress = silent,
) -> None:
    """Write what the staged file changes.

    Raises ImportRefused if another import swept it, or if an empty file would withdraw everything.
    """
    source = _locked(mapping)
    staged = sum(1 for _one in ImportRun.objects.select_for_update().filter(pk=run.pk))
    if not staged:
        raise ImportRefused(
            f"{report.file}: another import of {mapping.source.slug} was started meanwhile, so "
            "this one changed nothing"
        )
    if withdraw_missing and not run.staged.exists():
        raise ImportRefused(f"{report.file}: holds no usable row, so nothing is withdrawn")
    difference = Difference(run, source)
    difference.count(report)
    missing = list(difference.missing) if source and withdraw_missing else []
    returned = list(difference.returned.select_related("record__listing")) if source else []
    if report.new or report.changed:
        source = source or Source.objects.create(**mapping.source.model_dump())
        basis = Publication(basis=mapping.consent_basis or "", status=mapping.status)
        write_listings(source, _given(difference.due, report, progress), basis)
    report.withdrawn = _withdraw(missing)
    _publish_again(returned)
    run.state = ImportRun.State.APPLIED
    run.report = report.as_json(LARGEST_STORED_REPORT)
    run.finished_at = timezone.now()
    run.save()


def _given(
    due: QuerySet[StagedRecord], report: Report, progress: Progress
) -> Iterator[FingerprintedRecord]:
    """Give what is to be written; when one is asked for, those before are being written."""
    total = report.new + report.changed
    for number, one in enumerate(due.order_by("line").iterator(BATCH)):
        if number % BATCH == 0:
            progress(SoFar(report.rows, number, total, is_writing=True))
        yield FingerprintedRecord(RECORDS.validate_python(one.record), one.fingerprint)
    progress(SoFar(report.rows, total, total, is_writing=True))


def _locked(mapping: RosterMapping) -> Source | None:
    """Lock the source's row, so that two imports of one source follow each other."""
    return Source.objects.select_for_update().filter(slug=mapping.source.slug).first()


def _withdraw(missing: Iterable[SourceRecord]) -> int:
    """Withdraw listings; one that its therapist asked for stays, whatever a roster says."""
    number = 0
    for record in missing:
        listing = Listing.objects.get(pk=record.listing_id)
        if listing.consent_basis == ConsentBasis.OWN_REQUEST:
            continue
        withdraw_listing(listing)
        Withdrawal.objects.create(record=record, listing_updated_at=listing.updated_at)
        number += 1
    return number


def _publish_again(returned: Iterable[Withdrawal]) -> None:
    for withdrawal in returned:
        publish_listing(withdrawal.record.listing)
        withdrawal.delete()
