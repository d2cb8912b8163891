"""Whether a listing's NPI is that of the provider it names."""

from dataclasses import replace
from datetime import date

import pytest

from rapport.directory.records import ListingRecord
from rapport.ingest.registry import (
    Identity,
    OtherName,
    RegistryRecord,
    check_against_registry,
    name_similarity,
)

NPI = "1234567893"
ADA = RegistryRecord(
    NPI,
    "individual",
    date(2026, 1, 1),
    first_name="KATHERINE",
    middle_name="MAY",
    last_name="HARBOR-PIER",
    other_names=(OtherName("KATHERINE DOCK", "1"),),
)
CENTER = RegistryRecord(
    NPI, "organization", date(2026, 1, 1), organization_name="HARBOR COUNSELING CENTER, LLC"
)


def listing(name: str, kind: str = "therapist", npi: str = NPI) -> ListingRecord:
    return ListingRecord(key="1", kind=kind, name=name, confirmed={}, npi=npi)


@pytest.mark.parametrize(
    "name",
    [
        "Katherine Harbor-Pier",
        "Dr. Katherine M. Harbor, LCSW",
        "Harbor-Pier, Katherine",
        "Kat Pier",
        "K. Harbor Pier",
        "Kátherine Hárbor",
        "May Harbor",
        "Katherine Dock",
    ],
)
def test_the_same_person_is_recognized(name: str) -> None:
    check = check_against_registry(listing(name), ADA)
    assert (check.identity, check.is_verified) == (Identity.SAME, True)


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Robert Harbor", Identity.UNSURE),
        ("Katherine Meadow", Identity.OTHER_NAME),
        ("Robert Meadow", Identity.OTHER_NAME),
        ("Harbor", Identity.UNSURE),
        ("", Identity.OTHER_NAME),
    ],
)
def test_another_name_is_not_verified(name: str, identity: Identity) -> None:
    check = check_against_registry(listing(name), ADA)
    assert (check.identity, check.is_verified) == (identity, False)


def test_an_organization_is_compared_by_its_words() -> None:
    assert name_similarity("Harbor Counseling Center", CENTER) == 1
    assert name_similarity("The Harbour Counseling Center Inc", CENTER) > 0.9
    assert name_similarity("Meadow Clinic", CENTER) == 0
    assert check_against_registry(listing("Harbor Counseling Center", "clinic"), CENTER).is_verified


def test_number_kind_and_state_of_the_npi_come_before_the_name() -> None:
    said = listing("Katherine Pier")
    assert check_against_registry(replace(said, npi=""), ADA).identity == Identity.NO_NPI
    assert check_against_registry(said, None).identity == Identity.NOT_IN_REGISTRY
    other = replace(ADA, npi="1003142399")
    assert check_against_registry(said, other).identity == Identity.NOT_IN_REGISTRY
    gone = replace(ADA, is_active=False)
    assert check_against_registry(said, gone).identity == Identity.INACTIVE
    assert check_against_registry(said, CENTER).identity == Identity.OTHER_KIND
