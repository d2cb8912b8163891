"""The one door to the registry's entries."""

from rapport.ingest.models import RegistryEntry
from rapport.ingest.registry import (
    OtherName,
    PracticeAddress,
    RegistryLicence,
    RegistryRecord,
    Taxonomy,
)


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
