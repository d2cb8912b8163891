"""Where a row's offices are: its own point, that of its ZIP, or that of its town."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from rapport.directory.models.listing import Kind
from rapport.directory.models.office import Mode
from rapport.directory.records import OfficeRecord
from rapport.ingest.typed_cells import read_number, read_yes
from rapport.places import (
    KM_PER_MILE,
    Place,
    Point,
    Precision,
    distance_km,
    jurisdiction_of,
    place_of_town,
    place_of_zip,
)

REMOTE = {"meeting:video": Mode.VIDEO, "meeting:phone": Mode.PHONE}
IN_PERSON = "meeting:in-person"
FARTHEST_KM = 100 * KM_PER_MILE
"""A point farther than this from its own ZIP's is a mistake: no ZIP area but some in Alaska is so
large (Census ZCTA, 2020)."""

PRECISIONS = {Precision.ADDRESS: "address", Precision.ZIP: "zip", Precision.TOWN: "town"}

Note = Callable[[str, str, str], None]
"""Called with a field, a note, and the note's kind."""

_zip = lru_cache(maxsize=50_000)(place_of_zip)
_town = lru_cache(maxsize=50_000)(place_of_town)


@dataclass(frozen=True, slots=True)
class _Where:
    point: Point | None
    precision: str
    place: Place | None


def read_offices(
    fields: Mapping[str, str], kind: str, meetings: Set[str], note: Note
) -> Iterator[OfficeRecord]:
    """Give the offices of a row: a place unless it is a helpline's, and video and phone if said."""
    said = fields.get("jurisdiction", "")
    jurisdiction = jurisdiction_of(said) or ""
    if said and not jurisdiction:
        note(
            "jurisdiction", f"“{said[:80]}” is no state we know, left out", "not a state, left out"
        )
    where = _where(fields, jurisdiction, note)
    jurisdiction = jurisdiction or (where.place.jurisdiction if where.place else "")
    is_home = bool(read_yes(fields.get("home", "")))
    if (kind != Kind.HELPLINE or IN_PERSON in meetings) and _has_place(fields):
        city = fields.get("city", "")
        yield OfficeRecord(
            mode=Mode.IN_PERSON,
            street=fields.get("street", ""),
            city=city or (where.place.city if where.place else ""),
            postcode=fields.get("postcode", ""),
            jurisdiction=jurisdiction,
            latitude=where.point.latitude if where.point else None,
            longitude=where.point.longitude if where.point else None,
            precision=where.precision,
            is_home=is_home,
        )
    for term, mode in REMOTE.items():
        if term in meetings:
            yield OfficeRecord(mode=mode, ref=str(mode), jurisdiction=jurisdiction)


def _has_place(fields: Mapping[str, str]) -> bool:
    names = ("street", "city", "postcode", "jurisdiction", "latitude")
    return any(fields.get(name) for name in names)


def _where(fields: Mapping[str, str], jurisdiction: str, note: Note) -> _Where:
    postcode, city = fields.get("postcode", ""), fields.get("city", "")
    of_zip = _zip(postcode) if postcode else None
    if postcode and of_zip is None:
        text = f"the ZIP {postcode} is not known; its town stands in"
        note("postcode", text, "unknown ZIP code, its town stands in")
    of_town = _town(city, jurisdiction) if city and jurisdiction else None
    if read_yes(fields.get("home", "")):
        town = of_town or (_town(of_zip.city, of_zip.jurisdiction) if of_zip else None)
        point = town.point if town else None
        return _Where(point, "town" if point else "", of_zip or town)
    known = of_zip if of_zip and of_zip.point else of_town
    own = _own_point(fields, known.point if known else None, note)
    if own:
        return _Where(own, "address", known)
    if known is None or known.point is None:
        return _Where(None, "", of_zip)
    return _Where(known.point, PRECISIONS[known.precision], known)


def _own_point(fields: Mapping[str, str], known: Point | None, note: Note) -> Point | None:
    said = fields.get("latitude", ""), fields.get("longitude", "")
    if not any(said):
        return None
    latitude, longitude = read_number(said[0], -90, 90), read_number(said[1], -180, 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        text = f"“{said[0][:20]}, {said[1][:20]}” is no point; its ZIP or town stands in"
        note("latitude", text, "not a point, its ZIP or town stands in")
        return None
    point = Point(latitude, longitude)
    away = distance_km(point, known) if known else 0.0
    if known and away > FARTHEST_KM:
        text = f"the point is {away:.0f} km from its ZIP or town, which stands in"
        note("latitude", text, "a point far from its ZIP or town, which stands in")
        return None
    return point
