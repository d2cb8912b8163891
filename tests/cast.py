"""A small invented directory whose listings the tests of the pages know by name.

Everybody is invented: telephone numbers end in 555-01xx, which are kept for fiction, and mail goes
to example.org. Dates are relative to the operator's today, so that nothing here grows old.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from rapport.demo.staff import seed_staff
from rapport.directory.actions.set_status import pause_listing
from rapport.directory.actions.write_listings import (
    FingerprintedRecord,
    Publication,
    write_listings,
)
from rapport.directory.indexing import LiveIndex, _Current, forget_index, live_index
from rapport.directory.models import Listing, Source
from rapport.directory.models.listing import ConsentBasis
from rapport.directory.records import (
    CoverageRecord,
    FeeRecord,
    LicenceRecord,
    ListingRecord,
    OfficeRecord,
    OpeningRecord,
    TermRecord,
)
from rapport.encyclopedia.actions.load_library import load_library
from rapport.matching import Aspect, SourceKind
from rapport.operator.queries import operators_today
from rapport.places import place_of_town, place_of_zip
from rapport.vocabulary.sync import sync_vocabulary
from tests.encyclopedia.small_library import copy_small_library
from tests.kept_index import Kept
from tests.stored_rows import AfterMigrations, StoredTable, put_back, tables_now

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

SECRET_STREET = "7 Quiet Hollow Lane"
"""Where Ruth Halloran lives: no page may ever say it."""

ROSTER_NAME = "Garden State Roster, 2024"
CHORUS_SIZE = 26
"""Therapists who differ in name and language only, so that Newark has more than one page."""

_GIVEN = (
    "Ada",
    "Ben",
    "Cleo",
    "Dov",
    "Ema",
    "Finn",
    "Gia",
    "Hugo",
    "Iris",
    "Jon",
    "Kai",
    "Lena",
    "Milo",
)
_FAMILY = ("Ashby", "Brandt")
_LANGUAGES = (
    *("french", "german", "italian", "polish", "korean"),
    *("arabic", "russian", "vietnamese", "hindi"),
)
"""More than a filter shows at once."""


@dataclass(frozen=True)
class Cast:
    """The listings of the cast by name, with the day they were written for."""

    today: date
    listings: dict[str, Listing]

    def __getitem__(self, name: str) -> Listing:
        """Give a listing by its name."""
        return self.listings[name]

    def days_ago(self, days: int) -> date:
        """Give a date before the cast's today."""
        return self.today - timedelta(days=days)


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[Cast]:
    """Give the cast, put into the database once for a file of tests.

    Each test that also uses `db` changes it inside a savepoint of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        there = cast_put_back()
        Kept.live = live_index()
        yield there
        Kept.live = None
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()  # their numbers went with the rows


@dataclass(frozen=True)
class _Written:
    """All rows after the cast was written, and the index of them."""

    today: date
    tables: tuple[StoredTable, ...]
    live: LiveIndex


class _Last:
    written: ClassVar[_Written | None] = None


def cast_put_back() -> Cast:
    """Give the cast, with vocabulary and index: written once for this process, then put back."""
    today = operators_today()
    last = _Last.written
    if last is None or last.today != today:
        put_back(AfterMigrations.tables)
        write_cast()
        forget_index()
        last = _Last.written = _Written(today, tables_now(), live_index())
    else:
        put_back(last.tables)
        _Current.live = last.live
    return _cast_of(today)


def write_cast() -> Cast:
    """Write vocabulary, cast, a few articles and the staff into the database."""
    sync_vocabulary()
    today = operators_today()
    therapists = Source.objects.create(
        slug="therapists", name="Therapists themselves", kind=SourceKind.THERAPIST
    )
    roster = Source.objects.create(
        slug="garden-state-roster",
        name=ROSTER_NAME,
        kind=SourceKind.ROSTER,
        url="https://example.org/roster",
    )
    publication = Publication(basis=ConsentBasis.OWN_REQUEST)
    write_listings(therapists, _fingerprinted(therapist_records(today)), publication)
    agency = Publication(basis=ConsentBasis.PUBLIC_AGENCY)
    write_listings(roster, _fingerprinted(place_records(today)), agency)
    pause_listing(Listing.objects.get(name="Bao Tran"))
    with tempfile.TemporaryDirectory() as folder:
        load_library(copy_small_library(Path(folder)))
    seed_staff()
    return _cast_of(today)


def _cast_of(today: date) -> Cast:
    return Cast(today, {listing.name: listing for listing in Listing.objects.all()})


def _fingerprinted(records: Iterator[ListingRecord]) -> Iterator[FingerprintedRecord]:
    return (FingerprintedRecord(record) for record in records)


def therapist_records(today: date) -> Iterator[ListingRecord]:
    """Give the therapists, each with something that the others do not have."""
    usual = _usual_therapist(today)
    yield _amara(usual, today)
    yield replace(
        usual,
        key="mateo",
        name="Mateo García",
        offices=(office("07102", "31 Ferry Street"),),
        terms=(*usual.terms, TermRecord("language:spanish", proficiency="native")),
        coverage=(CoverageRecord("payer:aetna"),),
        fees=(FeeRecord(9_000, minutes=50),),
    )
    yield replace(
        usual,
        key="lucia",
        name="Lucia Garcia",
        offices=(office("07201", "4 Elm Court", "Elizabeth"),),
    )
    yield _ruth(usual)
    yield replace(
        usual,
        key="priya",
        name="Priya Nair",
        offices=(OfficeRecord(mode="video", ref="video"),),
        terms=_expertise("concern:grief", "approach:act"),
    )
    yield _of_texas(usual, "tomasz", "Tomasz Zieliński", expires_in=200)
    yield _of_texas(usual, "june", "June Castellano", expires_in=-30)
    yield replace(usual, key="bao", name="Bao Tran")
    yield replace(usual, key="helen", name="Helen Marsh", openings=(OpeningRecord("full"),))
    yield _said(usual, "ines", "Inês Duarte", today, openings=75)
    yield _said(usual, "omar", "Omar Haddad", today, openings=120)
    yield from _chorus(usual)


def _chorus(usual: ListingRecord) -> Iterator[ListingRecord]:
    names = [f"{given} {family}" for family in _FAMILY for given in _GIVEN]
    for name, language in zip(names, cycle(_LANGUAGES), strict=False):
        speaks = TermRecord(f"language:{language}", proficiency="fluent")
        yield replace(usual, key=name.lower(), name=name, terms=(*usual.terms, speaks))


def _usual_therapist(today: date) -> ListingRecord:
    """Somebody in Newark who says what most therapists say, two weeks ago."""
    return ListingRecord(
        key="",
        kind="therapist",
        name="",
        confirmed={aspect: today - timedelta(days=14) for aspect in Aspect},
        headline="I listen first, and we go at your pace.",
        phone="+19735550150",
        email="hello@example.org",
        offices=(office("07102", "100 Broad Street"),),
        terms=_expertise("concern:depression", "approach:cbt"),
        coverage=(CoverageRecord("payer:horizon-bcbsnj"),),
        fees=(FeeRecord(14_000, minutes=50),),
        openings=(OpeningRecord("open", weeks=3),),
        licences=(licence("US-NJ", today + timedelta(days=400)),),
    )


def _amara(usual: ListingRecord, today: date) -> ListingRecord:
    """The fullest listing: near, fresh, checked, with everything that a page can show."""
    return replace(
        _said(usual, "amara", "Amara Okafor", today, openings=3),
        pronouns="she/her",
        headline="Anxiety is loud. Together we make it smaller.",
        own_words="I work with people who worry too much.\n\nThe first talk is free.",
        practising_since=today.year - 12,
        phone="+19735550101;ext=12",
        email="amara@example.org",
        website="https://example.org/amara",
        offices=(
            office("07102", "12 Market Street"),
            OfficeRecord(mode="video", ref="video"),
        ),
        terms=(
            *_expertise("concern:anxiety", "approach:cbt", training="Beck Institute, 2019"),
            TermRecord("concern:grief", emphasis="also"),
            TermRecord("language:english", proficiency="native"),
            TermRecord("community:black", is_member=True),
            TermRecord("credential:lcsw"),
            TermRecord("access:wheelchair"),
            TermRecord("session-time:evening"),
            TermRecord("age:adults"),
        ),
        coverage=(
            CoverageRecord("payer:medicaid"),
            CoverageRecord("payer:aetna", network="out"),
        ),
        fees=(
            FeeRecord(12_000, high_cents=15_000, floor_cents=6_000, low_fee_seats=2, minutes=50),
        ),
        openings=(OpeningRecord("open", weeks=1),),
        licences=(
            replace(
                licence("US-NJ", today + timedelta(days=400)),
                number="44SC05550101",
                register_url="https://example.org/register/44SC05550101",
                checked_on=today - timedelta(days=20),
                checked_by="Dana Reyes",
            ),
        ),
    )


def _ruth(usual: ListingRecord) -> ListingRecord:
    """Works at home: her point is the centre of her town, her street stays with the operator."""
    town = place_of_town("Montclair", "US-NJ")
    assert town is not None
    assert town.point is not None
    home = OfficeRecord(
        mode="in-person",
        ref="home",
        street=SECRET_STREET,
        city="Montclair",
        postcode="07042",
        jurisdiction="US-NJ",
        latitude=town.point.latitude,
        longitude=town.point.longitude,
        precision="town",
        is_home=True,
    )
    return replace(usual, key="ruth", name="Ruth Halloran", offices=(home,))


def _of_texas(usual: ListingRecord, key: str, name: str, expires_in: int) -> ListingRecord:
    expires_on = usual.confirmed[Aspect.LICENCE] + timedelta(days=14 + expires_in)
    return replace(
        usual,
        key=key,
        name=name,
        offices=(office("78704", "500 Congress Avenue", "Austin"),),
        licences=(licence("US-TX", expires_on),),
    )


def _said(
    usual: ListingRecord, key: str, name: str, today: date, *, openings: int
) -> ListingRecord:
    """Give a listing whose openings were confirmed so many days ago."""
    confirmed = {**usual.confirmed, Aspect.OPENINGS: today - timedelta(days=openings)}
    return replace(usual, key=key, name=name, confirmed=confirmed)


def place_records(today: date) -> Iterator[ListingRecord]:
    """Give a clinic, a group and a helpline, as a public agency's roster has them."""
    year = date(today.year - 1, 1, 1)
    usual = ListingRecord(
        key="",
        kind="clinic",
        name="",
        confirmed={aspect: year for aspect in Aspect if aspect is not Aspect.OPENINGS},
    )
    yield replace(
        usual,
        key="riverbank",
        name="Riverbank Clinic",
        phone="+19735550110",
        website="https://example.org/riverbank",
        offices=(office("07104", "200 Summer Avenue"),),
        terms=(
            TermRecord("setting:outpatient"),
            TermRecord("care:mental-health"),
            TermRecord("approach:cbt"),
            TermRecord("age:children"),
            TermRecord("language:spanish"),
            TermRecord("fee:sliding-scale"),
        ),
        coverage=(CoverageRecord("payer:medicaid"), CoverageRecord("payer:private-insurance")),
    )
    yield replace(
        usual,
        key="ironbound",
        kind="group",
        name="Ironbound Grief Circle",
        offices=(office("07105", "9 Wilson Avenue"),),
        terms=(TermRecord("concern:grief"), TermRecord("format:group")),
    )
    yield replace(
        usual,
        key="harbor",
        kind="helpline",
        name="Harbor Listening Line",
        phone="+18005550100",
        offices=(OfficeRecord(mode="phone", ref="phone"),),
        terms=(TermRecord("fee:free"), TermRecord("concern:loneliness")),
    )


def office(postcode: str, street: str, city: str = "Newark") -> OfficeRecord:
    """Give an office at the point of its ZIP code, said to be that of its address."""
    place = place_of_zip(postcode)
    assert place is not None
    assert place.point is not None
    return OfficeRecord(
        mode="in-person",
        street=street,
        city=city,
        postcode=postcode,
        jurisdiction=place.jurisdiction,
        latitude=place.point.latitude,
        longitude=place.point.longitude,
        precision="address",
    )


def licence(jurisdiction: str, expires_on: date) -> LicenceRecord:
    """Give a social worker's licence that nobody has checked."""
    return LicenceRecord(
        jurisdiction=jurisdiction,
        profession="profession:clinical-social-worker",
        expires_on=expires_on,
    )


def _expertise(concern: str, approach: str, training: str = "") -> tuple[TermRecord, ...]:
    return (
        TermRecord("profession:clinical-social-worker"),
        TermRecord(concern, emphasis="focus"),
        TermRecord(approach, emphasis="focus", training=training),
    )
