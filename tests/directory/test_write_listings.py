"""Writing what a source says: aspect by aspect, where it outranks what is there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rapport.directory.actions.attest import attest
from rapport.directory.models import Attestation, Listing, Office, Opening, SourceRecord
from rapport.directory.models.listing import Status
from rapport.directory.queries import load_listings
from rapport.directory.records import (
    CoverageRecord,
    FeeRecord,
    ListingRecord,
    OfficeRecord,
    OpeningRecord,
)
from rapport.matching import Aspect, SourceKind
from tests.directory.records import DAY, FULL_RECORD, PIER, VIDEO, record, write

pytestmark = pytest.mark.usefixtures("vocabulary")

LATER = DAY + timedelta(days=1)


def stored(key: str = "A") -> ListingRecord:
    (found,) = load_listings(Listing.objects.filter(records__key=key))
    return replace(found.record, key=key, public_id="")


def test_what_is_written_reads_back_the_same() -> None:
    write([FULL_RECORD])
    assert stored() == FULL_RECORD


def test_ids_come_in_the_order_of_the_records_over_several_batches() -> None:
    listings = write([record(str(number), name=f"Name {number}") for number in range(1_100)])
    assert [one.name for one in listings] == [f"Name {number}" for number in range(1_100)]
    again = write([record(str(number)) for number in (700, 3, 1_099)])
    assert [one.pk for one in again] == [listings[number].pk for number in (700, 3, 1_099)]


def test_a_newer_record_replaces_each_aspect_as_a_whole() -> None:
    write([FULL_RECORD])
    write(
        [
            record(
                confirmed={Aspect.FEES: LATER, Aspect.COVERAGE: LATER},
                name="Ignored",
                fees=(FeeRecord(9_000),),
                coverage=(CoverageRecord("payer:medicare"),),
                terms=(),
            )
        ]
    )
    after = stored()
    assert after.fees == (FeeRecord(9_000),)
    assert [one.payer for one in after.coverage] == ["payer:medicare"]
    assert (after.name, after.terms) == (FULL_RECORD.name, FULL_RECORD.terms)
    assert after.confirmed[Aspect.FEES] == LATER
    assert after.confirmed[Aspect.PRACTICE] == DAY


def test_an_older_record_changes_nothing_and_attests_nothing() -> None:
    write([FULL_RECORD])
    count = Attestation.objects.count()
    older = dict.fromkeys(Aspect, DAY - timedelta(days=1))
    write([record(name="Old", confirmed=older)], kind="roster")
    assert stored() == FULL_RECORD
    assert Attestation.objects.count() == count


@pytest.mark.parametrize(
    ("first", "second", "wins"),
    [
        (SourceKind.THERAPIST, SourceKind.ROSTER, False),
        (SourceKind.OPERATOR, SourceKind.ROSTER, False),
        (SourceKind.ROSTER, SourceKind.REGISTRY, False),
        (SourceKind.ROSTER, SourceKind.ROSTER, True),
    ],
)
def test_on_the_same_day_the_better_source_wins(
    first: SourceKind, second: SourceKind, wins: bool
) -> None:
    (listing,) = write([FULL_RECORD], kind=second)
    attest(listing, Aspect.CONTACT, DAY, first)
    write([record(phone="+19735550199")], kind=second)
    assert (stored().phone == "+19735550199") is wins


def test_an_office_keeps_its_row_and_openings_when_it_changes() -> None:
    write([FULL_RECORD])
    before = Office.objects.get(ref="main").pk
    moved = replace(PIER, street="2 Pier Road")
    write([record(confirmed={Aspect.CONTACT: LATER}, offices=(moved, VIDEO))])
    assert Office.objects.get(ref="main").pk == before
    assert Office.objects.get(ref="main").street == "2 Pier Road"
    assert Opening.objects.count() == 2


def test_openings_of_an_office_go_with_it() -> None:
    write([FULL_RECORD])
    write([record(confirmed={Aspect.CONTACT: LATER}, offices=(VIDEO,))])
    assert [one.ref for one in stored().offices] == ["video"]
    assert stored().openings == (OpeningRecord("open"),)


def test_newer_openings_may_name_an_office_that_an_older_word_knows_nothing_of() -> None:
    """The therapist moved; the roster still speaks of the office that is gone."""
    (listing,) = write([FULL_RECORD])
    attest(listing, Aspect.CONTACT, LATER)
    Office.objects.filter(ref="main").delete()
    write([record(confirmed=dict.fromkeys(Aspect, DAY))])
    assert stored().openings == (OpeningRecord("open"),)


def test_a_batch_may_hold_a_key_once() -> None:
    write([FULL_RECORD])
    assert SourceRecord.objects.get().key == "A"
    with pytest.raises(ValueError, match="“B”"):
        write([record("B"), record("B")])
    assert Listing.objects.count() == 1


def test_a_source_may_bring_drafts_without_a_consent_basis_and_nobody_publishes_them() -> None:
    (draft,) = write([record("B")], kind="registry", basis="", status=Status.DRAFT)
    assert (draft.status, draft.consent_basis) == (Status.DRAFT, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        write([record("C")], kind="registry", basis="", status=Status.PUBLISHED)


def test_the_point_of_a_private_home_is_that_of_its_town() -> None:
    home = replace(PIER, is_home=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        write([record(offices=(home,))])
    write([record(offices=(replace(home, precision="town"),))])
    assert stored().offices[0].precision == "town"
    write([record("B", offices=(replace(home, shows_address=True),))])
    assert stored("B").offices[0].precision == "zip"


@pytest.mark.parametrize(
    "office",
    [
        replace(PIER, precision=""),
        replace(PIER, latitude=None),
        replace(PIER, latitude=None, longitude=None),
    ],
)
def test_a_point_is_whole_and_says_how_exact_it_is(office: OfficeRecord) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write([record(offices=(office,))])


def test_a_licence_that_was_checked_says_by_whom() -> None:
    licence = replace(FULL_RECORD.licences[0], checked_on=date(2026, 9, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        write([record(licences=(licence,))])
    write([record(licences=(replace(licence, checked_by="Operator"),))])


@pytest.mark.parametrize("number", [1, 40, 400])
def test_reading_takes_eight_queries_however_many(
    number: int, django_assert_num_queries: "object"
) -> None:
    write([record(str(one)) for one in range(number)])
    with django_assert_num_queries(8):  # type: ignore[operator]
        assert len(load_listings(Listing.objects.all())) == number
