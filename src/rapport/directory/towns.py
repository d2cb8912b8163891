"""Which topics have listings in which towns: the pages that may exist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from rapport.directory.models import Listing, ListingTerm, Office
from rapport.directory.models.office import Mode
from rapport.places import place_of_town


@dataclass(frozen=True, slots=True)
class TopicTown:
    """A topic (`scheme:slug`) with the number of listings that have an office in a town."""

    topic: str
    city: str
    jurisdiction: str
    listings: int


def towns_of(term_ids: Sequence[int], on: date, most: int = 60) -> list[tuple[str, str, int]]:
    """Give the towns with most visible listings for any of the terms: city, code, number."""
    rows = (
        Office.objects.filter(
            listing__in=Listing.objects.visible_to_public(on),
            listing__terms__term_id__in=term_ids,
            mode=Mode.IN_PERSON,
        )
        .exclude(city="")
        .exclude(jurisdiction="")
        .values_list("city", "jurisdiction")
        .annotate(n=Count("listing", distinct=True))
        .order_by("-n", "city")[:most]
    )
    return [row for row in rows if _is_known(row[0], row[1])]


def topic_towns(schemes: Iterable[str], on: date) -> list[TopicTown]:
    """Give every pair of a topic and a town that has a visible listing, in a stable order."""
    rows = (
        ListingTerm.objects.filter(
            listing__in=Listing.objects.visible_to_public(on),
            term__scheme__in=list(schemes),
            term__is_retired=False,
            listing__offices__mode=Mode.IN_PERSON,
        )
        .exclude(listing__offices__city="")
        .exclude(listing__offices__jurisdiction="")
        .values_list(
            *("term__scheme", "term__slug"),
            *("listing__offices__city", "listing__offices__jurisdiction"),
        )
        .annotate(n=Count("listing", distinct=True))
        .order_by(
            *("term__scheme", "term__slug"),
            *("listing__offices__jurisdiction", "listing__offices__city"),
        )
    )
    return [
        TopicTown(f"{scheme}:{slug}", city, jurisdiction, n)
        for scheme, slug, city, jurisdiction, n in rows
        if _is_known(city, jurisdiction)
    ]


def _is_known(city: str, jurisdiction: str) -> bool:
    """Tell whether a search can be made around the town: rosters spell some in their own way."""
    place = place_of_town(city, jurisdiction)
    return place is not None and place.point is not None
