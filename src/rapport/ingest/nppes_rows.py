"""A row of the NPI registry becomes a record of the registry.

Layout: CMS, NPPES Data Dissemination, "npidata_pfile", 329 columns until 2019, 330 since.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from rapport.ingest.cells import is_npi, plain, zip_code
from rapport.ingest.problems import ImportRefused, Problem
from rapport.ingest.registry import (
    OtherName,
    PracticeAddress,
    RegistryLicence,
    RegistryRecord,
    Taxonomy,
)
from rapport.ingest.tables import Row, Table
from rapport.ingest.typed_cells import read_date
from rapport.places import jurisdiction_of
from rapport.vocabulary.queries import load_crosswalk

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
    "prefix": "Provider Name Prefix Text",
    "suffix": "Provider Name Suffix Text",
    "credentials": "Provider Credential Text",
    "other_organization": "Provider Other Organization Name",
    "other_organization_type": "Provider Other Organization Name Type Code",
    "other_last": "Provider Other Last Name",
    "other_first": "Provider Other First Name",
    "other_middle": "Provider Other Middle Name",
    "other_last_type": "Provider Other Last Name Type Code",
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
KINDS = {"1": "individual", "2": "organization"}
_MASKED = re.compile(r"<UNAVAIL>|[^A-Za-z0-9]+\d*|[*=$X]{3,}.*")
LONGEST_LICENCE_NUMBER = 40
_US_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Provider:
    """A row after reading: a record, or why there is none.

    A deactivated NPI has no record; neither has a provider of other professions.
    """

    npi: str = ""
    record: RegistryRecord | None = None
    is_deactivated: bool = False
    deactivated_on: date | None = None
    refused: Problem | None = None


class ProviderReader:
    """Reads rows of one npidata file, by the names of its columns."""

    def __init__(self, table: Table, codes: frozenset[str]) -> None:
        self._places = {
            name: place_of(table, column, "npidata") for name, column in COLUMNS.items()
        }
        self._taxonomies = [
            {name: place_of(table, f"{start}{n}", "npidata") for name, start in OF_TAXONOMY.items()}
            for n in range(1, TAXONOMIES + 1)
        ]
        self._codes = codes

    def read(self, row: Row) -> Provider:
        """Read one row. Most are of other professions, so that is what is looked at first."""
        if self._is_of_others(row):
            return Provider(row.cells[self._places["npi"]])
        said = {name: plain(row.cells[place]) for name, place in self._places.items()}
        npi = said["npi"].removesuffix(".0")
        if not is_npi(npi):
            reason = "is no NPI: wrong length or check digit"
            return Provider(refused=Problem(row.line, "NPI", npi[:40], reason, reason))
        if _is_deactivated(said):
            return Provider(npi, None, True, _day(said["deactivated"]))
        taxonomies = self._said_of_taxonomies(row)
        is_behavioral = any(one["code"] in self._codes for one in taxonomies)
        if not is_behavioral or said["entity"] not in KINDS:
            return Provider(npi)
        updated = _day(said["updated"]) or _day(said["enumerated"])
        if updated is None or not _has_name(said):
            name = "organization" if KINDS[said["entity"]] == "organization" else "last"
            column = COLUMNS[name if updated else "updated"]
            problem = Problem(row.line, column, "", "is empty, so there is nothing to keep")
            return Provider(npi, refused=problem)
        return Provider(npi, _record(npi, said, taxonomies, updated))

    def _is_of_others(self, row: Row) -> bool:
        if row.cells[self._places["deactivated"]] or not row.cells[self._places["entity"]]:
            return False
        return not any(row.cells[places["code"]] in self._codes for places in self._taxonomies)

    def _said_of_taxonomies(self, row: Row) -> list[dict[str, str]]:
        """All taxonomies of a row, those first whose switch says primary.

        Some rows have several primary ones, some none; then their order decides.
        """
        found = [
            {name: plain(row.cells[place]) for name, place in places.items()}
            for places in self._taxonomies
            if row.cells[places["code"]]
        ]
        return sorted(found, key=lambda one: one["primary"] != "Y")


def _record(
    npi: str, said: Mapping[str, str], taxonomies: list[dict[str, str]], updated: date
) -> RegistryRecord:
    kind = KINDS[said["entity"]]
    is_person = kind == "individual"
    of_person = said if is_person else dict.fromkeys(said, "")
    address = address_of(said)
    return RegistryRecord(
        npi=npi,
        kind=kind,
        updated_on=updated,
        name_prefix=_named(of_person["prefix"])[:20],
        first_name=_named(of_person["first"])[:100],
        middle_name=_named(of_person["middle"])[:100],
        last_name=_named(of_person["last"])[:100],
        name_suffix=_named(of_person["suffix"])[:20],
        organization_name="" if is_person else said["organization"][:200],
        other_names=_other_names(said),
        credential_text=of_person["credentials"][:60],
        taxonomies=tuple(Taxonomy(one["code"], one["primary"] == "Y") for one in taxonomies),
        licences=_licences(taxonomies),
        practice_address=address,
        phone=address.phone,
        enumerated_on=_day(said["enumerated"]),
        deactivated_on=_day(said["deactivated"]),
        reactivated_on=_day(said["reactivated"]),
    )


def _other_names(said: Mapping[str, str]) -> tuple[OtherName, ...]:
    parts = (said["other_first"], said["other_middle"], said["other_last"])
    of_person = " ".join(filter(None, map(_named, parts))) if said["other_last"] else ""
    found = (
        OtherName(of_person[:200], said["other_last_type"]),
        OtherName(_named(said["other_organization"])[:200], said["other_organization_type"]),
    )
    return tuple(one for one in found if one.name)


def _licences(taxonomies: list[dict[str, str]]) -> tuple[RegistryLicence, ...]:
    found = []
    for one in taxonomies:
        number, jurisdiction = one["number"], jurisdiction_of(one["state"])
        is_readable = number and not _MASKED.fullmatch(number) and jurisdiction
        if is_readable and len(number) <= LONGEST_LICENCE_NUMBER:
            found.append(RegistryLicence(number, jurisdiction or "", one["code"]))
    return tuple(dict.fromkeys(found))


def address_of(said: Mapping[str, str]) -> PracticeAddress:
    """Make an address of `street`, `street2`, `city`, `state`, `postcode`, `country`, `phone`."""
    is_at_home = said["country"] in {"", "US"}
    postcode = zip_code(said["postcode"]).value if is_at_home else said["postcode"]
    return PracticeAddress(
        street=", ".join(filter(None, (said["street"], said["street2"])))[:200],
        city=said["city"][:100],
        jurisdiction=(jurisdiction_of(said["state"]) or "") if is_at_home else "",
        postcode=postcode[:20],
        country=said["country"][:2] or "US",
        phone=_phone(said["phone"], is_at_home),
    )


def behavioral_codes() -> frozenset[str]:
    """Give the taxonomy codes of behavioral health, of people and organizations.

    Raises ImportRefused if the database has no vocabulary yet.
    """
    people = load_crosswalk("profession", "nucc")
    if not people:
        raise ImportRefused("The database holds no professions yet. Run `rapport init` first.")
    organizations: dict[str, str] = yaml.safe_load(ORGANIZATIONS_FILE.read_text(encoding="utf-8"))
    return frozenset(people) | frozenset(organizations)


def place_of(table: Table, column: str, sort: str) -> int:
    """Find a column, or refuse the table as no file of that sort."""
    places = table.header.places(column)
    if len(places) != 1:
        raise ImportRefused(f"{table.path.name}: is no {sort} file: it has no column “{column}”")
    return places[0]


def _is_deactivated(said: Mapping[str, str]) -> bool:
    """A deactivated NPI has nothing but that date; a reactivated one keeps both dates."""
    deactivated, reactivated = _day(said["deactivated"]), _day(said["reactivated"])
    if deactivated is None:
        return not said["entity"]
    return reactivated is None or reactivated < deactivated


def _has_name(said: Mapping[str, str]) -> bool:
    if KINDS[said["entity"]] == "organization":
        return bool(_named(said["organization"]))
    return bool(said["last"])


def _named(text: str) -> str:
    return "" if _MASKED.fullmatch(text) else text


def _phone(text: str, is_at_home: bool) -> str:
    """The registry writes ten digits; a shorter or longer number is not guessed at."""
    digits = re.sub(r"[^0-9]", "", text)
    if not is_at_home:
        return digits[:20]
    digits = digits.removeprefix("1") if len(digits) == _US_DIGITS + 1 else digits
    return f"+1{digits}" if len(digits) == _US_DIGITS else ""


def _day(text: str) -> date | None:
    """Read 05/23/2006, as nearly every file has it, without trying all other forms first."""
    try:
        return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return read_date(text) if text else None
