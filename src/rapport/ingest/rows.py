"""A row of a roster becomes a record, with what was repaired and what nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapport.directory.models.listing import Kind
from rapport.directory.models.office import Mode
from rapport.directory.records import (
    CoverageRecord,
    ListingRecord,
    OfficeRecord,
    TermRecord,
    aspect_of_scheme,
)
from rapport.ingest import cells
from rapport.ingest.mapping import RosterMapping
from rapport.ingest.problems import Problem
from rapport.ingest.tables import Row
from rapport.matching import Aspect
from rapport.places import Place, Precision, jurisdiction_of, place_of_town, place_of_zip

LONGEST_NAME = 200
LONGEST_KEY = 400

JOINED = frozenset({"name", "street"})
"""Fields whose columns are joined; of the others the first that is filled in counts."""

READERS = {
    "npi": cells.npi,
    "postcode": cells.zip_code,
    "phone": cells.telephone,
    "email": cells.email,
    "website": cells.website,
}

REMOTE = {"meeting:video": Mode.VIDEO, "meeting:phone": Mode.PHONE}
IN_PERSON = "meeting:in-person"


@dataclass(slots=True)
class ReadRow:
    """A row after reading: its record, or the reason it has none."""

    record: ListingRecord | None = None
    refused: Problem | None = None
    repaired: list[Problem] = field(default_factory=list)
    unmatched: list[Problem] = field(default_factory=list)


def read_row(row: Row, mapping: RosterMapping) -> ReadRow:
    """Read one row as its mapping says."""
    read = ReadRow()
    fields = dict(_fields(row, mapping, read))
    key = " | ".join(cells.plain(row.cells[column]) for column in mapping.key)
    name = fields.get("name", "")
    if not name or not key.replace("|", "").strip():
        columns = ", ".join(mapping.columns.name if not name else mapping.key)
        read.refused = Problem(row.line, columns, "", "is empty, so there is nothing to list")
    elif len(name) > LONGEST_NAME or len(key) > LONGEST_KEY:
        read.refused = Problem(row.line, ", ".join(mapping.columns.name), name, "is too long")
    else:
        terms = _terms(row, mapping, read)
        read.record = _record(key, fields, terms, mapping)
    return read


def _fields(row: Row, mapping: RosterMapping, read: ReadRow) -> Iterator[tuple[str, str]]:
    for name, columns in mapping.columns.given():
        reader = READERS.get(name)
        values = []
        for column in columns:
            got = (
                reader(row.cells[column])
                if reader
                else cells.Repaired(cells.plain(row.cells[column]))
            )
            if got.note:
                read.repaired.append(Problem(row.line, column, row.cells[column], got.note))
            if got.value:
                values.append(got.value)
        yield name, ", ".join(values) if name in JOINED else next(iter(values), "")


def _terms(row: Row, mapping: RosterMapping, read: ReadRow) -> list[str]:
    found: dict[str, None] = {}
    for spec in mapping.values:
        for value in cells.split_cell(row.cells[spec.column], spec.separator, spec.labels):
            if value in spec.map:
                found.update(dict.fromkeys(spec.map[value]))
            elif value not in spec.ignore:
                read.unmatched.append(
                    Problem(row.line, spec.column, value, "the mapping does not know this value")
                )
    return list(found)


def _record(
    key: str, fields: dict[str, str], terms: list[str], mapping: RosterMapping
) -> ListingRecord:
    schemes = {term.partition(":")[0] for term in terms} - {"payer", "meeting", "kind"}
    kinds = [term.partition(":")[2] for term in terms if term.startswith("kind:")]
    mapped = {
        target for spec in mapping.values for several in spec.map.values() for target in several
    }
    aspects = {aspect_of_scheme(term.partition(":")[0]) for term in mapped}
    return ListingRecord(
        key=key,
        kind=kinds[0] if kinds else mapping.kind,
        name=fields["name"],
        confirmed=dict.fromkeys(
            sorted(aspects | {Aspect.IDENTITY, Aspect.CONTACT, Aspect.PRACTICE}), mapping.date
        ),
        npi=fields.get("npi", ""),
        pronouns=fields.get("pronouns", ""),
        headline=fields.get("headline", ""),
        own_words=fields.get("own_words", ""),
        phone=fields.get("phone", ""),
        email=fields.get("email", ""),
        website=fields.get("website", ""),
        offices=tuple(_offices(fields, terms, mapping)),
        terms=tuple(TermRecord(term) for term in terms if term.partition(":")[0] in schemes),
        coverage=tuple(CoverageRecord(term) for term in terms if term.startswith("payer:")),
    )


def _offices(
    fields: dict[str, str], terms: list[str], mapping: RosterMapping
) -> Iterator[OfficeRecord]:
    jurisdiction = jurisdiction_of(fields.get("jurisdiction", "")) or ""
    postcode, city = fields.get("postcode", ""), fields.get("city", "")
    place = place_of_zip(postcode) if postcode else None
    if place is None or place.point is None:
        place = place_of_town(city, jurisdiction) if city and jurisdiction else place
    jurisdiction = jurisdiction or (place.jurisdiction if place else "")
    if mapping.kind != Kind.HELPLINE or IN_PERSON in terms:
        yield OfficeRecord(
            mode=Mode.IN_PERSON,
            street=fields.get("street", ""),
            city=city or (place.city if place else ""),
            postcode=postcode,
            jurisdiction=jurisdiction,
            latitude=place.point.latitude if place and place.point else None,
            longitude=place.point.longitude if place and place.point else None,
            precision=_precision(place),
        )
    for term, mode in REMOTE.items():
        if term in terms:
            yield OfficeRecord(mode=mode, ref=str(mode), jurisdiction=jurisdiction)


def _precision(place: Place | None) -> str:
    if place is None or place.point is None:
        return ""
    return "zip" if place.precision is Precision.ZIP else "town"
