"""Write the invented directory into the database, once a day at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db import models, transaction

from rapport.accounts.models import User
from rapport.demo.identity import index_of, is_of_roster
from rapport.demo.lapses import asked_days_ago, hidden_status
from rapport.demo.records import records
from rapport.demo.tables import Settings, table
from rapport.directory.actions.record_change import record_rebuild
from rapport.directory.actions.write_listings import (
    FingerprintedRecord,
    Publication,
    write_listings,
)
from rapport.directory.models import Listing, Source, SourceRecord
from rapport.directory.models.attestation import Method
from rapport.directory.models.listing import ConsentBasis
from rapport.directory.records import ListingRecord
from rapport.matching import SourceKind
from rapport.operator.models import OperatorSettings
from rapport.operator.queries import operators_today
from rapport.vocabulary.models import Term
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.sync import sync_vocabulary

THERAPISTS = "demo-therapists"
ROSTER = "demo-roster"
OWNER = "demo-owner@example.org"
DELETED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What a seeding did: listings written, how many of them the public cannot see, and the day."""

    written: int
    hidden: int
    today: date

    @property
    def is_empty(self) -> bool:
        """Tell whether everything was there already."""
        return self.written == 0


def seed_demo(count: int = 3000, today: date | None = None) -> SeedReport:
    """Make the database hold the demo of that size and day; give what was written.

    Does nothing if it does already. Another size or day replaces the demo's own listings, so that
    all dates are young; listings of other sources stay.
    """
    today = today or operators_today()
    if _is_there(count, today):
        return SeedReport(0, 0, today)
    with transaction.atomic():
        return _seed(count, today)


def _seed(count: int, today: date) -> SeedReport:
    _delete_demo()
    if not Term.objects.exists():
        sync_vocabulary()
    _set_operator()
    made = list(records(count, today, load_vocabulary()))
    mark = _mark(count, today)
    _write(_therapists(), [one for one in made if not is_of_roster(one.key)], mark)
    _write(_roster(), [one for one in made if is_of_roster(one.key)], mark)
    _let_some_lapse(today)
    record_rebuild()
    shown = _demo_listings().filter(pk__in=Listing.objects.visible_to_public(today)).count()
    return SeedReport(written=count, hidden=count - shown, today=today)


def _mark(count: int, today: date) -> str:
    """Give the fingerprint that every record of this seeding carries."""
    return f"demo of {count} on {today.isoformat()}"


def _is_there(count: int, today: date) -> bool:
    of_demo = SourceRecord.objects.filter(source__slug__in=(THERAPISTS, ROSTER))
    marked = of_demo.filter(fingerprint=_mark(count, today))
    return of_demo.count() == count == marked.count()


def _demo_listings() -> models.QuerySet[Listing]:
    return Listing.objects.filter(records__source__slug__in=(THERAPISTS, ROSTER))


def _delete_demo() -> None:
    ids = iter(list(_demo_listings().values_list("pk", flat=True)))
    while some := list(islice(ids, DELETED_AT_ONCE)):
        Listing.objects.filter(pk__in=some).delete()


def _set_operator() -> None:
    settings = OperatorSettings.current()
    said = table(Settings, "settings.yaml")
    settings.name = said.name
    settings.operator_name = said.operator_name
    settings.contact_email = said.contact_email
    settings.policy = said.policy.strip()
    settings.save()


def _therapists() -> Source:
    return Source.objects.update_or_create(
        slug=THERAPISTS,
        defaults={"name": "Invented therapists", "kind": SourceKind.THERAPIST.value},
    )[0]


def _roster() -> Source:
    return Source.objects.update_or_create(
        slug=ROSTER, defaults={"name": "Invented roster", "kind": SourceKind.ROSTER.value}
    )[0]


def _write(source: Source, made: Iterable[ListingRecord], mark: str) -> None:
    is_roster = source.slug == ROSTER
    publication = Publication(
        basis=ConsentBasis.ROSTER_MEMBER if is_roster else ConsentBasis.OWN_REQUEST,
        method=Method.IMPORT if is_roster else Method.FORM,
    )
    write_listings(source, (FingerprintedRecord(one, mark) for one in made), publication)


def _let_some_lapse(today: date) -> None:
    """Pause, withdraw or leave in draft a few; let a few claimed ones be asked without answer."""
    of_demo = SourceRecord.objects.filter(source__slug=THERAPISTS)
    by_index = {index_of(key): pk for key, pk in of_demo.values_list("key", "listing_id")}
    by_status: dict[str, list[int]] = {}
    by_age: dict[int, list[int]] = {}
    for index, pk in by_index.items():
        if status := hidden_status(index):
            by_status.setdefault(status, []).append(pk)
        if days := asked_days_ago(index):
            by_age.setdefault(days, []).append(pk)
    for status, ids in by_status.items():
        Listing.objects.filter(pk__in=ids).update(status=status)
    for days, ids in by_age.items():
        asked_on = today - timedelta(days=days)
        Listing.objects.filter(pk__in=ids).update(asked_on=asked_on, claimed_by=_owner())


def _owner() -> User:
    """Give the invented account that has claimed some listings; nobody can sign in with it."""
    return User.objects.filter(email=OWNER).first() or User.objects.create_user(
        OWNER, name="Invented therapist", is_active=False
    )
