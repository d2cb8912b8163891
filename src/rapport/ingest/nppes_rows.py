"""A row of the NPI registry becomes a record for a draft.

Layout: CMS, NPPES Data Dissemination, "npidata_pfile", 329 columns until 2019, 330 since.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from rapport.directory.models.listing import Kind
from rapport.directory.records import LicenceRecord, ListingRecord, OfficeRecord, TermRecord
from rapport.ingest.cells import is_npi, plain, telephone, zip_code
from rapport.ingest.offices import read_offices
from rapport.ingest.people import read_credentials
from rapport.ingest.problems import ImportRefused, Problem
from rapport.ingest.tables import Row, Table
from rapport.ingest.typed_cells import read_date
from rapport.matching import Aspect
from rapport.places import jurisdiction_of
from rapport.vocabulary.snapshot import Vocabulary

ORGANIZATIONS_FILE = Path(__file__).resolve().parent / "data" / "nucc_organizations.yaml"
TAXONOMIES = 15
PRACTICE = "Provider Business Practice Location Address"
COLUMNS: Mapping[str, str] = {
    "npi": "NPI",
    "entity": "Entity Type Code",
    "organization": "Provider Organization Name (Legal Business Name)",
    "last": "Provider Last Name (Legal Name)",
    "first": "Provider First Name",
    "middle": "Provider Middle Name",
    "suffix": "Provider Name Suffix Text",
    "credentials": "Provider Credential Text",
    "street": "Provider First Line Business Practice Location Address",
    "street2": "Provider Second Line Business Practice Location Address",
    "city": f"{PRACTICE} City Name",
    "state": f"{PRACTICE} State Name",
    "postcode": f"{PRACTICE} Postal Code",
    "country": f"{PRACTICE} Country Code (If outside U.S.)",
    "phone": f"{PRACTICE} Telephone Number",
    "updated": "Last Update Date",
    "enumerated": "Provider Enumeration Date",
    "deactivated": "NPI Deactivation Date",
    "reactivated": "NPI Reactivation Date",
}
"""The practice address, never the mailing address: that is often a home."""

OF_TAXONOMY: Mapping[str, str] = {
    "code": "Healthcare Provider Taxonomy Code_",
    "number": "Provider License Number_",
    "state": "Provider License Number State Code_",
    "primary": "Healthcare Provider Primary Taxonomy Switch_",
}
INDIVIDUAL, ORGANIZATION = "1", "2"
_MASKED = re.compile(r"<UNAVAIL>|[^A-Za-z0-9]+\d*|[*=$X]{3,}.*")
LONGEST_LICENCE_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Provider:
    """A row after reading: a record, or why there is none.

    A deactivated NPI has no record; neither has a provider of other professions, or elsewhere.
    """

    npi: str = ""
    record: ListingRecord | None = None
    is_deactivated: bool = False
    refused: Problem | None = None


class ProviderReader:
    """Reads rows of one npidata file, by the names of its columns."""

    def __init__(self, table: Table, vocabulary: Vocabulary, states: frozenset[str]) -> None:
        self._places = {name: _place(table, column) for name, column in COLUMNS.items()}
        self._taxonomies = [
            {name: _place(table, f"{start}{n}") for name, start in OF_TAXONOMY.items()}
            for n in range(1, TAXONOMIES + 1)
        ]
        self._terms = behavioral_taxonomies(vocabulary)
        self._vocabulary = vocabulary
        self._states = states

    def read(self, row: Row) -> Provider:
        """Read one row. Most are of other professions, so that is what is looked at first."""
        if self._is_of_others(row):
            return Provider()
        said = {name: plain(row.cells[place]) for name, place in self._places.items()}
        npi = said["npi"].removesuffix(".0")
        if not is_npi(npi):
            reason = "is no NPI: wrong length or check digit"
            return Provider(refused=Problem(row.line, "NPI", npi[:40], reason, reason))
        if _is_deactivated(said):
            return Provider(npi, is_deactivated=True)
        taxonomies = self._behavioral(row)
        state = jurisdiction_of(said["state"]) if said["country"] in {"", "US"} else None
        is_elsewhere = bool(self._states) and state not in self._states
        if not taxonomies or is_elsewhere or said["entity"] not in {INDIVIDUAL, ORGANIZATION}:
            return Provider(npi)
        updated = read_date(said["updated"]) or read_date(said["enumerated"])
        if not _name(said) or updated is None:
            column = COLUMNS["last"] if updated else COLUMNS["updated"]
            problem = Problem(row.line, column, "", "is empty, so there is nothing to keep")
            return Provider(npi, refused=problem)
        return Provider(npi, self._record(npi, said, taxonomies, updated))

    def _is_of_others(self, row: Row) -> bool:
        if row.cells[self._places["deactivated"]] or not row.cells[self._places["entity"]]:
            return False
        return not any(row.cells[places["code"]] in self._terms for places in self._taxonomies)

    def _behavioral(self, row: Row) -> list[dict[str, str]]:
        """Taxonomies of behavioral health, those first whose switch says primary.

        Some rows have several primary ones, some none; then their order decides.
        """
        found = []
        for places in self._taxonomies:
            code = row.cells[places["code"]]
            if code in self._terms:
                found.append({name: plain(row.cells[place]) for name, place in places.items()})
        return sorted(found, key=lambda one: one["primary"] != "Y")

    def _record(
        self, npi: str, said: dict[str, str], taxonomies: list[dict[str, str]], updated: date
    ) -> ListingRecord:
        is_person = said["entity"] == INDIVIDUAL
        terms = [self._terms[one["code"]] for one in taxonomies]
        terms = [one for one in terms if one.startswith("profession:") == is_person]
        if is_person:
            terms += read_credentials(said["credentials"], self._vocabulary)[0]
        licences = self._licences(taxonomies) if is_person else ()
        aspects = {Aspect.IDENTITY, Aspect.CONTACT} | ({Aspect.LICENCE} if licences else set())
        return ListingRecord(
            key=npi,
            kind=Kind.THERAPIST if is_person else Kind.CLINIC,
            name=_name(said)[:200],
            confirmed=dict.fromkeys(
                sorted(aspects if is_person else aspects | {Aspect.PRACTICE}), updated
            ),
            npi=npi,
            phone=telephone(said["phone"]).value,
            offices=_offices(said),
            terms=tuple(TermRecord(term) for term in dict.fromkeys(terms)),
            licences=licences,
        )

    def _licences(self, taxonomies: list[dict[str, str]]) -> tuple[LicenceRecord, ...]:
        """Licence numbers as the provider gave them: nobody checked, and none has an expiry."""
        found: dict[tuple[str, str, str], LicenceRecord] = {}
        for one in taxonomies:
            number, state = one["number"], jurisdiction_of(one["state"])
            profession = self._terms[one["code"]]
            is_masked = not number or _MASKED.fullmatch(number)
            if is_masked or not state or not profession.startswith("profession:"):
                continue
            if len(number) <= LONGEST_LICENCE_NUMBER:
                licence = LicenceRecord(state, profession, number=number)
                found.setdefault((state, profession, number), licence)
        return tuple(found.values())


def behavioral_taxonomies(vocabulary: Vocabulary) -> dict[str, str]:
    """Give the term of each taxonomy code of behavioral health: professions and settings."""
    codes: dict[str, str] = yaml.safe_load(ORGANIZATIONS_FILE.read_text(encoding="utf-8"))
    terms = {code: term for code, term in codes.items() if term in vocabulary.terms}
    for key, term in vocabulary.terms.items():
        said = term.crosswalk.get("nucc") if term.scheme == "profession" else None
        if isinstance(said, list | tuple):
            terms |= dict.fromkeys(map(str, said), key)
    return terms


def _place(table: Table, column: str) -> int:
    places = table.header.places(column)
    if len(places) != 1:
        raise ImportRefused(f"{table.path.name}: is no npidata file: it has no column “{column}”")
    return places[0]


def _is_deactivated(said: Mapping[str, str]) -> bool:
    """A deactivated NPI has nothing but that date; a reactivated one keeps both dates."""
    deactivated, reactivated = read_date(said["deactivated"]), read_date(said["reactivated"])
    if deactivated is None:
        return not said["entity"]
    return reactivated is None or reactivated < deactivated


def _name(said: Mapping[str, str]) -> str:
    if said["entity"] == ORGANIZATION:
        return "" if _MASKED.fullmatch(said["organization"]) else said["organization"]
    if not said["last"]:
        return ""
    parts = (said["first"], said["middle"], said["last"], said["suffix"])
    return " ".join(_cased(part) for part in parts if part and not _MASKED.fullmatch(part))


def _cased(name: str) -> str:
    """The registry writes SMITH-JONES: a draft begins with Smith-Jones."""
    return name.title().replace("'S", "'s") if name.isupper() and len(name) > 1 else name


def _offices(said: Mapping[str, str]) -> tuple[OfficeRecord, ...]:
    if said["country"] not in {"", "US"}:
        return ()
    street = ", ".join(filter(None, (said["street"], said["street2"])))
    fields = {
        "street": street[:200],
        "city": said["city"][:100],
        "jurisdiction": said["state"],
        "postcode": zip_code(said["postcode"]).value,
    }
    return tuple(read_offices(fields, Kind.THERAPIST, frozenset(), lambda *_: None))
