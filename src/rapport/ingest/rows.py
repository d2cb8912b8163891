"""A row of a roster becomes a record, with what was repaired and what nobody knows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from rapport.directory.models import Listing, Office
from rapport.directory.models.coverage import Network
from rapport.directory.models.listing import Kind
from rapport.directory.records import (
    CoverageRecord,
    LicenceRecord,
    ListingRecord,
    OpeningRecord,
    TermRecord,
    aspect_of_scheme,
)
from rapport.ingest import cells
from rapport.ingest.header import Header
from rapport.ingest.mapping import RosterMapping, ValueSpec
from rapport.ingest.offices import read_offices
from rapport.ingest.people import (
    professions_of,
    read_credentials,
    read_fee,
    read_licence,
    read_opening,
)
from rapport.ingest.problems import Problem
from rapport.ingest.tables import Row
from rapport.ingest.typed_cells import read_date, read_number
from rapport.matching import Aspect
from rapport.vocabulary.snapshot import Vocabulary

LONGEST_KEY = 400
LONGEST_OWN_WORDS = 5_000
LONGEST_UNMATCHED = 200

JOINERS = {"name": ", ", "street": ", "}
"""Fields whose columns are joined, unless the mapping says otherwise, by this."""


def _as_written(cell: str) -> cells.Repaired:
    return cells.Repaired(cells.plain(cell))


READERS: dict[str, Callable[[str], cells.Repaired]] = {
    "npi": cells.npi,
    "postcode": cells.zip_code,
    "phone": cells.telephone,
    "email": cells.email,
    "website": cells.website,
}

OF_CONTACT = frozenset(
    {"street", "city", "jurisdiction", "postcode", "latitude", "phone", "email", "website"}
)
OF_PRACTICE = frozenset({"headline", "own_words", "practising_since"})
OF_OFFICES = frozenset({"meeting"})
"""Schemes whose terms say how an office works."""

NOT_TERMS = frozenset({"payer", "meeting", "kind"})
"""Schemes whose terms become something else than a term of the listing."""

_LONGEST = {
    name: getattr(model._meta.get_field(name), "max_length", None)
    for model, names in (
        (Listing, ("name", "pronouns", "headline", "phone", "email", "website")),
        (Office, ("street", "city", "postcode")),
    )
    for name in names
} | {"own_words": LONGEST_OWN_WORDS}


@dataclass(slots=True)
class ReadRow:
    """A row after reading: its key if it has one, its record, or the reason it has none."""

    key: str = ""
    record: ListingRecord | None = None
    refused: Problem | None = None
    repaired: list[Problem] = field(default_factory=list)
    unmatched: list[Problem] = field(default_factory=list)


class RowReader:
    """Reads rows of one table by one mapping."""

    def __init__(
        self, mapping: RosterMapping, header: Header, vocabulary: Vocabulary, today: date
    ) -> None:
        self.mapping = mapping
        self.vocabulary = vocabulary
        self.today = today
        self.aspects = _aspects(mapping)
        self._places = {
            column: header.place(column) for column, _loc in mapping.named_columns() if column
        }
        self.names = {column: header.names[place] for column, place in self._places.items()}

    def read(self, row: Row) -> ReadRow:
        """Read one row."""
        return _Reading(self, row).read()

    def drifted(self, header: Header) -> Iterator[Problem]:
        """Say which columns were found under another name than the mapping's."""
        for column in self._places:
            name = header.drifted(column)
            if name:
                reason = f"taken for the column “{column}”"
                yield Problem(header.line, name, "", reason)

    def cell(self, row: Row, column: str) -> str:
        """Give a row's cell by the mapping's name of the column."""
        return row.cells[self._places[column]]


def _aspects(mapping: RosterMapping) -> frozenset[Aspect]:
    """What a roster speaks of. Of what it has no column for it says nothing, not "none"."""
    named = {name for name, _columns in mapping.columns.given()}
    schemes = {term.partition(":")[0] for term, loc in mapping.named_terms() if loc[0] == "values"}
    schemes |= {term.partition(":")[0] for term in mapping.constants}
    schemes |= {spec.scheme for spec in mapping.values if spec.scheme}
    aspects = {aspect_of_scheme(scheme) for scheme in schemes - OF_OFFICES - {"kind"}}
    said = {
        Aspect.CONTACT: bool(named & OF_CONTACT or schemes & OF_OFFICES),
        Aspect.PRACTICE: bool(named & OF_PRACTICE),
        Aspect.LICENCE: bool(mapping.licences),
        Aspect.FEES: bool(mapping.fees),
        Aspect.OPENINGS: mapping.openings is not None,
        Aspect.IDENTITY: True,
    }
    return frozenset(aspects | {aspect for aspect, is_said in said.items() if is_said})


class _Reading:
    """One row while it is read."""

    def __init__(self, reader: RowReader, row: Row) -> None:
        self.reader = reader
        self.mapping = reader.mapping
        self.row = row
        self.result = ReadRow()
        self.payers: dict[str, str] = {}

    def read(self) -> ReadRow:
        key_cells = [cells.plain(self.cell(column)) for column in self.mapping.key]
        key = " | ".join(key_cells) if any(key_cells) else ""
        fields = dict(self._fields())
        self.result.key = key[:LONGEST_KEY]
        self.result.refused = self._refusal(key, fields["name"])
        if self.row.is_foreign:
            self._repair("", "", "not UTF-8, read as Windows text", "not UTF-8, read as cp1252")
        if self.result.refused is None:
            self.result.record = self._record(key, fields)
        return self.result

    def cell(self, column: str) -> str:
        return self.reader.cell(self.row, column)

    def note(self, column: str, text: str, kind: str) -> None:
        self._repair(column, self.cell(column) if column else "", text, kind)

    def note_field(self, name: str, text: str, kind: str) -> None:
        """Note something about a field of the listing under its first column."""
        columns: tuple[str, ...] = getattr(self.mapping.columns, name)
        self.note(columns[0] if columns else "", text, kind)

    def _repair(self, column: str, value: str, text: str, kind: str) -> None:
        name = self.reader.names.get(column, column)
        self.result.repaired.append(Problem(self.row.line, name, value[:200], text, kind))

    def _refusal(self, key: str, name: str) -> Problem | None:
        columns = ", ".join(self.mapping.key)
        if not name:
            names = ", ".join(self.mapping.columns.name)
            return Problem(self.row.line, names, "", "is empty, so there is nothing to list")
        if not key:
            return Problem(self.row.line, columns, "", "is empty, so there is nothing to list")
        if len(key) > LONGEST_KEY:
            return Problem(self.row.line, columns, key[:80], "is too long for a key")
        if len(name) > (_LONGEST["name"] or 0):
            names = ", ".join(self.mapping.columns.name)
            return Problem(self.row.line, names, name[:80], "is too long for a name")
        return None

    def _fields(self) -> Iterator[tuple[str, str]]:
        for name, columns in self.mapping.columns.given():
            if name in JOINERS:
                said = [cells.plain(self.cell(column)) for column in columns]
                joiner = self.mapping.joiners.get(name, JOINERS[name])  # type: ignore[call-overload]
                yield name, self._fitting(name, columns[0], joiner.join(filter(None, said)))
            else:
                yield name, self._first(name, columns)

    def _first(self, name: str, columns: tuple[str, ...]) -> str:
        """Give the first column that is filled in with something that can be read."""
        reader = READERS.get(name, _as_written)
        for column in columns:
            cell = self.cell(column)
            got = reader(cell)
            if got.note:
                self.note(column, got.note, got.kind)
            if got.value:
                return self._fitting(name, column, got.value)
        return ""

    def _fitting(self, name: str, column: str, value: str) -> str:
        longest = _LONGEST.get(name)
        if name == "name" or longest is None or len(value) <= longest:
            return value
        self.note(column, f"is longer than {longest:,} characters, left out", "too long, left out")
        return ""

    def _record(self, key: str, fields: dict[str, str]) -> ListingRecord:
        terms = dict(self._terms())
        kinds = [term.partition(":")[2] for term in terms if term.startswith("kind:")]
        kind = kinds[0] if kinds else str(self.mapping.kind)
        meetings = {term for term in terms if term.startswith("meeting:")}
        credentials = [term for term in terms if term.startswith("credential:")]
        professions = [term for term in terms if term.startswith("profession:")]
        professions = professions or professions_of(credentials, self.reader.vocabulary)
        kept = {term: use for term, use in terms.items() if term.partition(":")[0] not in NOT_TERMS}
        if kind == Kind.THERAPIST:
            kept |= {term: TermRecord(term) for term in professions if term not in kept}
        return ListingRecord(
            key=key,
            kind=kind,
            name=fields["name"],
            confirmed=dict(self._dates()),
            npi=fields.get("npi", ""),
            pronouns=fields.get("pronouns", ""),
            headline=fields.get("headline", ""),
            own_words=fields.get("own_words", ""),
            practising_since=self._year(fields.get("practising_since", "")),
            phone=fields.get("phone", ""),
            email=fields.get("email", ""),
            website=fields.get("website", ""),
            offices=tuple(read_offices(fields, kind, meetings, self.note_field)),
            terms=tuple(kept.values()),
            coverage=tuple(CoverageRecord(term, network) for term, network in self.payers.items()),
            fees=tuple(
                filter(None, (read_fee(f, self.cell, self.note) for f in self.mapping.fees))
            ),
            openings=tuple(self._openings()),
            licences=tuple(self._licences(professions).values()),
        )

    def _terms(self) -> Iterator[tuple[str, TermRecord]]:
        """Give each term once, with what the first column says of it; payers are set apart."""
        found: dict[str, TermRecord] = {term: TermRecord(term) for term in self.mapping.constants}
        for spec in self.mapping.values:
            for term in self._targets(spec):
                if term.startswith("payer:"):
                    self.payers.setdefault(term, spec.network)
                found.setdefault(
                    term, TermRecord(term, spec.emphasis or "", is_member=spec.is_member)
                )
        for term in self.mapping.constants:
            if term.startswith("payer:"):
                self.payers.setdefault(term, Network.IN)
        if self.mapping.credentials:
            for term in self._credentials():
                found.setdefault(term, TermRecord(term))
        yield from found.items()

    def _targets(self, spec: ValueSpec) -> Iterator[str]:
        for value in cells.split_cell(self.cell(spec.column), spec.separator, spec.labels):
            terms = spec.targets.get(value.casefold())
            if terms is None and spec.scheme:
                term = self.reader.vocabulary.find(spec.scheme, value)
                terms = (term.key,) if term else None
            if terms is None:
                self._unmatched(spec.column, value, "the mapping does not know this value")
            else:
                yield from terms

    def _credentials(self) -> list[str]:
        spec = self.mapping.credentials
        if spec is None:
            return []
        known, unknown = read_credentials(self.cell(spec.column), self.reader.vocabulary)
        ignored = {one.casefold() for one in spec.ignore}
        for value in unknown:
            if value.casefold() not in ignored:
                self._unmatched(spec.column, value, "the vocabulary does not know this credential")
        return known

    def _unmatched(self, column: str, value: str, reason: str) -> None:
        name = self.reader.names[column]
        short = value[:LONGEST_UNMATCHED]
        self.result.unmatched.append(Problem(self.row.line, name, short, reason))

    def _licences(self, professions: list[str]) -> dict[tuple[str, ...], LicenceRecord]:
        found: dict[tuple[str, ...], LicenceRecord] = {}
        for spec in self.mapping.licences:
            one = read_licence(spec, self.cell, professions, self.note)
            if one:
                found.setdefault((one.jurisdiction, one.profession, one.number), one)
        return found

    def _openings(self) -> Iterator[OpeningRecord]:
        if self.mapping.openings:
            yield from read_opening(self.mapping.openings, self.cell, self.note)

    def _year(self, said: str) -> int | None:
        year = read_number(said, 1900, self.reader.today.year) if said else None
        if said and (year is None or not year.is_integer()):
            self.note_field(
                "practising_since", f"“{said[:40]}” is no year, left out", "not a year, left out"
            )
            return None
        return int(year) if year else None

    def _dates(self) -> Iterator[tuple[Aspect, date]]:
        """The day of each aspect: from its own column, the column of all, or the mapping's date."""
        read = {column: self._day(column) for column in set(self.mapping.dates.values())}
        for aspect in sorted(self.reader.aspects):
            column = self.mapping.dates.get(aspect) or self.mapping.dates.get("all")
            yield aspect, (read[column] if column else None) or self.mapping.date

    def _day(self, column: str) -> date | None:
        said = cells.plain(self.cell(column))
        day = read_date(said) if said else None
        if said and day is None:
            self.note(column, f"“{said[:40]}” is no date; the roster's own is taken", "not a date")
        elif day and day > self.reader.today:
            self.note(column, f"{day} is still to come; the roster's own is taken", "a future date")
            return None
        return day
