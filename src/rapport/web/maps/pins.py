"""The places of a page's listings, and where their numbers stand so that none covers another."""

import cmath
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapport.directory.models.office import Mode, PointPrecision
from rapport.directory.queries import StoredListing
from rapport.directory.records import OfficeRecord
from rapport.directory.search import Found
from rapport.matching import Hit, Meeting
from rapport.places import Point

RINGS_PER_GAP = 2
SPOTS_PER_RING = 6


@dataclass(frozen=True, slots=True)
class Pin:
    """A listing's place. `is_rough`: its point is that of a ZIP area or of a town."""

    number: int
    name: str
    point: Point
    is_rough: bool


def pins_of(found: Found, first: int) -> list[Pin]:
    """Give the pins of a page whose list begins with the number `first`, in the list's order.

    A pin stands for the office that the card speaks of. Who is found by video or phone alone, or
    has no known place, has none.
    """
    pins = []
    for number, (hit, listing) in enumerate(found.listings, first):
        office = _office(hit, listing)
        point = _point(office) if office else None
        if office and point:
            is_rough = office.precision != PointPrecision.ADDRESS
            name = _name(number, listing.record.name, office)
            pins.append(Pin(number, name, point, is_rough))
    return pins


def _office(hit: Hit, listing: StoredListing) -> OfficeRecord | None:
    if Meeting.IN_PERSON not in hit.meets or hit.office not in listing.office_ids:
        return None
    office = listing.record.offices[listing.office_ids.index(hit.office)]
    return office if office.mode == Mode.IN_PERSON else None


def _point(office: OfficeRecord) -> Point | None:
    if office.latitude is None or office.longitude is None:
        return None
    return Point(office.latitude, office.longitude)


def _name(number: int, name: str, office: OfficeRecord) -> str:
    """Name listing and town, never a street: a rough point must not look like an address."""
    words = {"n": number, "name": name, "town": office.city, "zip": office.postcode}
    if office.precision == PointPrecision.ZIP and office.postcode:
        return _("%(n)s: %(name)s, about here, in the area of ZIP code %(zip)s") % words
    if office.precision != PointPrecision.ADDRESS:
        if office.city:
            return _("%(n)s: %(name)s, about here, shown at the middle of %(town)s") % words
        return _("%(n)s: %(name)s, about here") % words
    return _("%(n)s: %(name)s, %(town)s") % words if office.city else f"{number}: {name}"


def fanned_out(places: Sequence[complex], gap: float, width: float, height: float) -> list[complex]:
    """Give each place a spot near it, so that spots are `gap` apart and inside the frame.

    Places that are alone keep their own. In a crowd the first does, and the others stand around
    it: each takes the nearest free spot, looking from the top and then clockwise. The same
    places always give the same spots.
    """
    inside = [
        complex(_within(one.real, gap, width), _within(one.imag, gap, height)) for one in places
    ]
    spots: dict[int, complex] = {}
    for number, place in enumerate(inside):
        others = inside[:number] + inside[number + 1 :]
        if all(abs(place - other) >= gap for other in others):
            spots[number] = place
    for number, place in enumerate(inside):
        if number not in spots:
            taken = list(spots.values())
            spots[number] = _nearest_free(place, taken, gap, complex(width, height))
    return [spots[number] for number in range(len(places))]


def _nearest_free(place: complex, taken: Sequence[complex], gap: float, frame: complex) -> complex:
    for spot in _around(place, gap, abs(frame)):
        is_inside = (
            gap / 2 <= spot.real <= frame.real - gap / 2
            and gap / 2 <= spot.imag <= frame.imag - gap / 2
        )
        if is_inside and all(abs(spot - other) >= gap for other in taken):
            return spot
    return place


def _around(place: complex, gap: float, farthest: float) -> Iterator[complex]:
    yield place
    for ring in range(1, math.ceil(RINGS_PER_GAP * farthest / gap)):
        # A hair more than the gap, so that rounding never brings two closer.
        radius = (ring / RINGS_PER_GAP + 0.001) * gap
        spots = SPOTS_PER_RING * ring
        for number in range(spots):
            yield place + cmath.rect(radius, 2 * math.pi * number / spots - math.pi / 2)


def _within(value: float, gap: float, length: float) -> float:
    return min(max(value, gap / 2), length - gap / 2)
