"""Seeding writes the demo once a day and hides what must not show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.demo.seed import OWNER, ROSTER, THERAPISTS, seed_demo
from rapport.directory.models import Attestation, Change, Listing, Source, SourceRecord
from rapport.directory.models.listing import Status
from rapport.operator.models import OperatorSettings
from tests.demo.conftest import TODAY

pytestmark = pytest.mark.django_db

COUNT = 60


def test_a_second_call_on_the_same_day_changes_nothing() -> None:
    first = seed_demo(COUNT, TODAY)
    ids = set(Listing.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = seed_demo(COUNT, TODAY)
    assert first.written == COUNT
    assert second.is_empty
    assert set(Listing.objects.values_list("pk", flat=True)) == ids
    assert len(queries) <= 2


def test_the_next_day_makes_all_dates_young_again() -> None:
    tomorrow = TODAY + timedelta(days=1)
    seed_demo(COUNT, TODAY)
    ids = dict(Listing.objects.values_list("public_id", "name"))
    assert seed_demo(COUNT, tomorrow).written == COUNT
    assert dict(Listing.objects.values_list("public_id", "name")) == ids
    assert Attestation.objects.latest("confirmed_on").confirmed_on > TODAY - timedelta(days=5)
    assert SourceRecord.objects.count() == COUNT


def test_another_size_replaces_the_demo_and_leaves_other_listings() -> None:
    other = Listing.objects.create(kind="therapist", name="Somebody Real")
    seed_demo(COUNT, TODAY)
    seed_demo(COUNT // 2, TODAY)
    assert Listing.objects.count() == COUNT // 2 + 1
    assert Listing.objects.filter(pk=other.pk).exists()


def test_some_listings_are_hidden() -> None:
    report = seed_demo(COUNT, TODAY)
    visible = Listing.objects.visible_to_public(TODAY)
    assert visible.count() == COUNT - report.hidden
    for status in (Status.PAUSED, Status.WITHDRAWN, Status.DRAFT):
        assert Listing.objects.filter(status=status).exists()
    assert report.hidden == 4


def test_some_claimed_listings_left_a_question_open() -> None:
    seed_demo(COUNT, TODAY)
    asked = Listing.objects.filter(asked_on__isnull=False)
    assert {listing.claimed_by and listing.claimed_by.email for listing in asked} == {OWNER}
    ages = {(TODAY - listing.asked_on).days for listing in asked if listing.asked_on}
    assert ages == {30, 120}
    visible = Listing.objects.visible_to_public(TODAY)
    assert {listing in visible for listing in asked} == {True, False}


def test_nobody_can_sign_in_as_the_invented_owner() -> None:
    seed_demo(COUNT, TODAY)
    owner = Listing.objects.exclude(claimed_by=None)[0].claimed_by
    assert owner is not None
    assert not owner.is_active
    assert not owner.has_usable_password()


def test_sources_say_who_speaks() -> None:
    seed_demo(COUNT, TODAY)
    kinds = dict(Source.objects.values_list("slug", "kind"))
    assert kinds == {THERAPISTS: "therapist", ROSTER: "roster"}
    roster = Attestation.objects.filter(source__slug=ROSTER)
    assert set(roster.values_list("method", flat=True)) == {"import"}
    assert set(roster.values_list("listing__consent_basis", flat=True)) == {"roster-member"}


def test_the_operator_says_that_everyone_is_invented() -> None:
    seed_demo(COUNT, TODAY)
    settings = OperatorSettings.current()
    assert settings.name == "Rapport"
    assert "invented" in settings.operator_name
    assert settings.policy.startswith("Everyone here is invented.")


def test_every_index_is_told_to_rebuild() -> None:
    seed_demo(COUNT, TODAY)
    assert Change.objects.latest("seq").listing_id is None
