"""The one door to listings in the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count

from rapport.directory.facts import Facts, latest_facts
from rapport.directory.models import (
    Attestation,
    Coverage,
    Fee,
    Licence,
    Listing,
    ListingTerm,
    Office,
    Opening,
    Source,
)
from rapport.directory.models.listing import ListingQuerySet
from rapport.directory.models.listing_term import EmphasisChoice
from rapport.directory.records import (
    FIELDS_OF_ASPECT,
    CoverageRecord,
    FeeRecord,
    LicenceRecord,
    ListingRecord,
    OfficeRecord,
    OpeningRecord,
    TermRecord,
)


@dataclass(frozen=True, slots=True)
class StoredListing:
    """A listing as the database has it, with the fact that counts for each aspect.

    `office_ids` are the rows of `record.offices`, in the same order.
    """

    pk: int
    status: str
    asked_on: date | None
    is_claimed: bool
    record: ListingRecord
    office_ids: tuple[int, ...]
    facts: Facts


def visible_listings(
    listing_ids: Iterable[int], viewer: object, on: date
) -> dict[int, StoredListing]:
    """Give those of the listings that `viewer` may see, by id; eight queries."""
    visible = Listing.objects.visible_to(viewer, on).filter(pk__in=list(listing_ids))
    return {listing.pk: listing for listing in load_listings(visible)}


def visible_listing(public_id: str, viewer: object, on: date) -> StoredListing | None:
    """Give one listing by its public id if `viewer` may see it; eight queries."""
    found = Listing.objects.visible_to(viewer, on).filter(public_id=public_id)
    return next(iter(load_listings(found)), None)


def listed_addresses(on: date) -> list[tuple[ListingRecord, date]]:
    """Give what the address of each visible listing is made of, and the day of its last change."""
    rows = Listing.objects.visible_to_public(on).order_by("pk")
    return [
        (ListingRecord(key="", kind=kind, name=name, confirmed={}, public_id=public_id), at.date())
        for public_id, kind, name, at in rows.values_list("public_id", "kind", "name", "updated_at")
    ]


def listing_counts(on: date) -> dict[str, int]:
    """Numbers of published and visible listings by kind."""
    rows = Listing.objects.visible_to_public(on).values("kind").annotate(n=Count("pk"))
    return {row["kind"]: row["n"] for row in rows.order_by("-n")}


def count_focusing(term_ids: Iterable[int], on: date) -> int:
    """Count visible listings that name any of the terms as a focus of their work. One query."""
    listings = Listing.objects.visible_to_public(on)
    focusing = ListingTerm.objects.filter(term_id__in=list(term_ids), emphasis=EmphasisChoice.FOCUS)
    return listings.filter(pk__in=focusing.values("listing_id")).count()


def source_counts(on: date) -> list[tuple[Source, int, date | None]]:
    """Sources with the number of visible listings each confirmed, and their latest date."""
    visible = Listing.objects.visible_to_public(on)
    rows = (
        Attestation.objects.filter(listing__in=visible, source__isnull=False)
        .values("source")
        .annotate(n=Count("listing", distinct=True), latest=models.Max("confirmed_on"))
    )
    sources = Source.objects.in_bulk([row["source"] for row in rows])
    return sorted(
        ((sources[row["source"]], row["n"], row["latest"]) for row in rows), key=lambda one: -one[1]
    )


def load_listings(listings: ListingQuerySet | models.QuerySet[Listing]) -> list[StoredListing]:
    """Read listings with all their rows: eight queries, however many they are."""
    rows = list(listings)
    ids = [row.pk for row in rows]
    parts = _Parts.of(ids)
    return [_stored(row, parts) for row in rows]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Rows of all parts of a batch of listings, grouped by listing."""

    offices: Mapping[int, list[tuple[Any, ...]]]
    terms: Mapping[int, list[tuple[Any, ...]]]
    coverage: Mapping[int, list[tuple[Any, ...]]]
    fees: Mapping[int, list[tuple[Any, ...]]]
    openings: Mapping[int, list[tuple[Any, ...]]]
    licences: Mapping[int, list[tuple[Any, ...]]]
    facts: Mapping[int, Facts]

    @classmethod
    def of(cls, ids: list[int]) -> "_Parts":
        return cls(
            offices=_grouped(Office, ids, "pk", *OfficeRecord.__slots__),
            terms=_grouped(
                ListingTerm,
                ids,
                *("term__scheme", "term__slug", "emphasis", "training"),
                *("proficiency", "is_member"),
            ),
            coverage=_grouped(Coverage, ids, "payer__slug", "network", "plan"),
            fees=_grouped(
                Fee,
                ids,
                *("low_cents", "high_cents", "floor_cents", "low_fee_seats", "minutes"),
                "format__slug",
            ),
            openings=_grouped(Opening, ids, "state", "weeks", "office__ref", "payer__slug"),
            licences=_grouped(
                Licence,
                ids,
                *("profession__slug" if one == "profession" else one for one in _LICENCE),
            ),
            facts=latest_facts(ids),
        )


_LICENCE = LicenceRecord.__slots__


def _grouped(
    model: type[models.Model], ids: list[int], *columns: str
) -> Mapping[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = model._default_manager.filter(listing_id__in=ids).order_by("pk")
    for listing_id, *values in rows.values_list("listing_id", *columns):
        found[listing_id].append(tuple(values))
    return found


def _stored(row: Listing, parts: _Parts) -> StoredListing:
    facts = parts.facts.get(row.pk, {})
    offices = parts.offices.get(row.pk, [])
    columns = [name for names in FIELDS_OF_ASPECT.values() for name in names]
    record = ListingRecord(
        key="",
        confirmed={aspect: one.confirmed_on for aspect, one in facts.items()},
        public_id=row.public_id,
        offices=tuple(OfficeRecord(*values) for _pk, *values in offices),
        terms=tuple(
            TermRecord(f"{scheme}:{slug}", *values)
            for scheme, slug, *values in parts.terms.get(row.pk, [])
        ),
        coverage=tuple(
            CoverageRecord(f"payer:{slug}", *values)
            for slug, *values in parts.coverage.get(row.pk, [])
        ),
        fees=tuple(
            FeeRecord(low, high, floor, seats, minutes, f"format:{slug}" if slug else "")
            for low, high, floor, seats, minutes, slug in parts.fees.get(row.pk, [])
        ),
        openings=tuple(
            OpeningRecord(state, weeks, office or "", f"payer:{payer}" if payer else "")
            for state, weeks, office, payer in parts.openings.get(row.pk, [])
        ),
        licences=tuple(_licence(values) for values in parts.licences.get(row.pk, [])),
        **{name: getattr(row, name) for name in columns},
    )
    return StoredListing(
        pk=row.pk,
        status=row.status,
        asked_on=row.asked_on,
        is_claimed=row.claimed_by_id is not None,
        record=record,
        office_ids=tuple(values[0] for values in offices),
        facts=facts,
    )


def _licence(values: tuple[Any, ...]) -> LicenceRecord:
    said = dict(zip(_LICENCE, values, strict=True))
    return LicenceRecord(**said | {"profession": f"profession:{said['profession']}"})
