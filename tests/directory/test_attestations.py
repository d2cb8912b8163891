"""Who confirmed what: append-only, the latest counts, and an answer ends a question."""

from datetime import date, timedelta

import pytest

from rapport.directory.actions.attest import attest
from rapport.directory.facts import latest_facts
from rapport.directory.models import Attestation, Listing
from rapport.directory.models.listing import UNANSWERED_DAYS
from rapport.directory.queries import listing_counts, visible_listing
from rapport.matching import Aspect, SourceKind
from tests.directory.records import DAY, FULL_RECORD, record, write

pytestmark = pytest.mark.usefixtures("vocabulary")


def test_one_that_was_written_is_never_changed() -> None:
    (listing,) = write([FULL_RECORD])
    row = attest(listing, Aspect.FEES, DAY)
    row.confirmed_on = DAY + timedelta(days=1)
    with pytest.raises(TypeError, match="never changed"):
        row.save()
    assert Attestation.objects.get(pk=row.pk).confirmed_on == DAY


def test_the_newest_counts_whenever_it_was_written() -> None:
    (listing,) = write([FULL_RECORD])
    attest(listing, Aspect.FEES, DAY + timedelta(days=5))
    attest(listing, Aspect.FEES, DAY + timedelta(days=2), SourceKind.OPERATOR)
    fact = latest_facts([listing.pk])[listing.pk][Aspect.FEES].fact
    assert (fact.confirmed_on, fact.source) == (DAY + timedelta(days=5), SourceKind.THERAPIST)


def test_one_of_a_single_payer_does_not_speak_for_all() -> None:
    (listing,) = write([FULL_RECORD])
    Attestation.objects.create(
        listing=listing,
        aspect=Aspect.COVERAGE,
        subject="payer:aetna",
        source_kind=SourceKind.THERAPIST,
        method="form",
        confirmed_on=DAY + timedelta(days=9),
    )
    assert latest_facts([listing.pk])[listing.pk][Aspect.COVERAGE].confirmed_on == DAY


@pytest.mark.parametrize(
    ("days", "is_visible"), [(0, True), (UNANSWERED_DAYS - 1, True), (UNANSWERED_DAYS, False)]
)
def test_a_listing_is_hidden_after_ninety_unanswered_days_and_one_tap_brings_it_back(
    days: int, is_visible: bool
) -> None:
    today = date(2026, 11, 22)
    (listing, _other) = write([FULL_RECORD, record("B")])
    Listing.objects.filter(pk=listing.pk).update(asked_on=today - timedelta(days=days))
    assert (visible_listing(listing.public_id, None, today) is not None) is is_visible
    assert listing_counts(today) == {"therapist": 1 + is_visible}
    attest(listing, Aspect.OPENINGS, today)
    assert visible_listing(listing.public_id, None, today) is not None


def test_a_listing_that_nobody_asked_is_never_hidden_by_age() -> None:
    (listing,) = write([FULL_RECORD])
    assert visible_listing(listing.public_id, None, DAY + timedelta(days=3_000)) is not None
