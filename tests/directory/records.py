"""Invented records, in small changes of which the tests consist."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from rapport.directory.actions.write_listings import (
    FingerprintedRecord,
    Publication,
    write_listings,
)
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
from rapport.matching import Aspect

DAY = date(2026, 10, 1)

PIER = OfficeRecord(
    mode="in-person",
    street="1 Pier Road",
    city="Newark",
    postcode="07102",
    jurisdiction="US-NJ",
    latitude=40.735,
    longitude=-74.173,
    precision="zip",
)
VIDEO = OfficeRecord(mode="video", ref="video", jurisdiction="US-NJ")

FULL_RECORD = ListingRecord(
    key="A",
    kind="therapist",
    name="Ada Harbor",
    confirmed=dict.fromkeys(Aspect, DAY),
    phone="+19735550101",
    headline="By the sea",
    offices=(PIER, VIDEO),
    terms=(
        TermRecord("approach:cbt", emphasis="focus", training="Harbor Institute"),
        TermRecord("language:spanish", proficiency="native"),
        TermRecord("gender:woman"),
    ),
    coverage=(CoverageRecord("payer:aetna"), CoverageRecord("payer:medicaid", network="out")),
    fees=(FeeRecord(12_000, 15_000, format="format:group"),),
    openings=(OpeningRecord("open"), OpeningRecord("waitlist", 4, "main", "payer:aetna")),
    licences=(
        LicenceRecord(
            "US-NJ",
            "profession:psychologist",
            number="35SI001",
            expires_on=date(2028, 1, 1),
        ),
    ),
)


def record(key: str = "A", **said: Any) -> ListingRecord:
    """The full record under another key and with other words."""
    return replace(FULL_RECORD, key=key, **said)


def source_of(kind: str, slug: str = "") -> Source:
    """A source of a kind."""
    found, _ = Source.objects.get_or_create(
        slug=slug or kind, defaults={"name": kind.title(), "kind": kind}
    )
    return found


def write(
    records: Sequence[ListingRecord], kind: str = "roster", **publication: str
) -> list[Listing]:
    """Write records as a source of this kind does; give their listings."""
    ids = write_listings(
        source_of(kind),
        [FingerprintedRecord(one) for one in records],
        Publication(**{"basis": ConsentBasis.ROSTER_MEMBER} | publication),
    )
    rows = Listing.objects.in_bulk(ids)
    return [rows[id_] for id_ in ids]
