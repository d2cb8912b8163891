"""Publish, pause, withdraw, remove: only with a right to, and who asked to go stays away."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from rapport.directory.actions.set_status import (
    NoConsentBasis,
    pause_listing,
    publish_listing,
    remove_on_request,
    withdraw_listing,
)
from rapport.directory.models import Listing, Suppression
from rapport.directory.models.listing import ConsentBasis, Status
from rapport.directory.queries import visible_listing, visible_listings
from tests.directory.records import DAY, record, write

pytestmark = pytest.mark.usefixtures("vocabulary")


def draft() -> Listing:
    (listing,) = write([record("B", npi="1234567893")], "registry", basis="", status=Status.DRAFT)
    return listing


def test_publishing_needs_a_consent_basis() -> None:
    listing = draft()
    with pytest.raises(NoConsentBasis):
        publish_listing(listing)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(status=Status.PUBLISHED)
    publish_listing(listing, ConsentBasis.OWN_REQUEST)
    listing.refresh_from_db()
    assert (listing.status, listing.consent_basis) == (Status.PUBLISHED, ConsentBasis.OWN_REQUEST)


def test_only_a_published_listing_is_seen() -> None:
    (listing,) = write([record()])
    steps = [(pause_listing, False), (publish_listing, True), (withdraw_listing, False)]
    for step, is_seen in steps:
        step(listing)
        assert (visible_listing(listing.public_id, None, DAY) is not None) is is_seen


def test_staff_see_everything_a_therapist_their_own_a_stranger_nothing() -> None:
    listing = draft()
    make = get_user_model()._default_manager.create
    staff = make(email="staff@harbor.example", is_staff=True)
    owner = make(email="owner@harbor.example")
    stranger = make(email="stranger@harbor.example")
    Listing.objects.update(claimed_by=owner)
    seen = [
        bool(visible_listings([listing.pk], viewer, DAY))
        for viewer in (staff, owner, stranger, None)
    ]
    assert seen == [True, True, False, False]


def test_removal_on_request_suppresses_every_record_and_the_npi() -> None:
    listing = draft()
    publish_listing(listing, ConsentBasis.OWN_REQUEST)
    remove_on_request(listing, "asked by mail")
    remove_on_request(listing, "asked again")
    listing.refresh_from_db()
    assert listing.status == Status.WITHDRAWN
    rows = list(Suppression.objects.order_by("pk").values_list("source__slug", "key", "npi"))
    assert rows == [("registry", "B", ""), (None, "", "1234567893")]
    assert set(Suppression.objects.values_list("reason", flat=True)) == {"asked by mail"}


def test_a_suppression_names_a_key_or_an_npi() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Suppression.objects.create(reason="nobody")
