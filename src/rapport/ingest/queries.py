"""The one door to runs of imports, uploads that wait for their next step, and the registry."""

from collections.abc import Iterable, Iterator

from rapport.ingest.models import ImportRun, RegistryEntry, RosterUpload
from rapport.ingest.registry import (
    OtherName,
    PracticeAddress,
    RegistryLicence,
    RegistryRecord,
    Taxonomy,
)


def applied_run(pk: int) -> ImportRun | None:
    """Give an import that was applied."""
    return ImportRun.objects.filter(pk=pk, state=ImportRun.State.APPLIED).first()


def latest_applied_run(source_slug: str) -> ImportRun | None:
    """Give the last import of a source."""
    runs = ImportRun.objects.filter(source_slug=source_slug, state=ImportRun.State.APPLIED)
    return runs.order_by("-pk").first()


def upload_of(user_pk: int | None, pk: int) -> RosterUpload | None:
    """Give an upload if it is this person's own."""
    return RosterUpload.objects.filter(pk=pk, by_id=user_pk).first()


def uploads_of(user_pk: int | None) -> Iterable[RosterUpload]:
    """Give a person's uploads, the last first."""
    return RosterUpload.objects.filter(by_id=user_pk).order_by("-pk")


def unmatched_values() -> Iterator[tuple[str, str, str, int]]:
    """Give the values that the latest import of each source did not know, with how often."""
    latest: dict[str, ImportRun] = {}
    for run in ImportRun.objects.filter(state=ImportRun.State.APPLIED).order_by("pk"):
        latest[run.source_slug] = run
    for slug, run in sorted(latest.items()):
        for one in run.report.get("unmatched", []):
            yield slug, one["column"], one["value"], one["count"]


def registry_entry(npi: str) -> RegistryRecord | None:
    """Give what the registry says of an NPI, active or not; None if it is not in it. One query."""
    row = RegistryEntry.objects.filter(npi=npi).first()
    if row is None:
        return None
    return RegistryRecord(
        npi=row.npi,
        kind=row.kind,
        updated_on=row.updated_on,
        name_prefix=row.name_prefix,
        first_name=row.first_name,
        middle_name=row.middle_name,
        last_name=row.last_name,
        name_suffix=row.name_suffix,
        organization_name=row.organization_name,
        other_names=tuple(OtherName(**one) for one in row.other_names),
        credential_text=row.credential_text,
        taxonomies=tuple(Taxonomy(**one) for one in row.taxonomies),
        licences=tuple(RegistryLicence(**one) for one in row.licences),
        practice_address=PracticeAddress(**row.practice_address),
        further_addresses=tuple(PracticeAddress(**one) for one in row.further_addresses),
        phone=row.phone,
        enumerated_on=row.enumerated_on,
        deactivated_on=row.deactivated_on,
        reactivated_on=row.reactivated_on,
        is_active=row.is_active,
    )
