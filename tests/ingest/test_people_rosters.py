"""Rosters of therapists: names in parts, credentials, licences, fees, languages, openings."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from rapport.directory.models import Listing
from rapport.directory.models.listing import Status
from rapport.directory.queries import StoredListing, load_listings
from rapport.directory.records import FeeRecord, LicenceRecord, OpeningRecord, TermRecord
from rapport.ingest.problems import ImportRefused
from rapport.ingest.report import Report
from rapport.ingest.roster import import_roster
from rapport.matching import Aspect

MAPPING = """\
source: {slug: guild, name: Guild of therapists}
date: 2026-10-01
consent_basis: roster-member
kind: therapist
key: member
columns:
  name: [first, last]
  city: city
  jurisdiction: state
  postcode: zip
  latitude: lat
  longitude: lon
  home: home
  practising_since: since
joiners: {name: " "}
dates: {openings: asked, all: updated}
constants: [meeting:video, payer:medicaid]
values:
  - column: kind
    map: {Person: kind:therapist, Practice: kind:group}
  - column: languages
    separator: ";"
    scheme: language
  - column: focus
    map: {Yes: concern:anxiety}
    ignore: [No]
    emphasis: focus
  - column: out
    scheme: payer
    network: out
credentials: {column: letters, ignore: [esq]}
licences:
  - number: license
    jurisdiction: license state
    expires_on: expires
fees:
  - column: fee
    floor: lowest
openings: {column: accepting, map: {Ask: waitlist}}
"""
ROW = {
    "member": "G-1",
    "first": "Ada",
    "last": "Harbor",
    "city": "Newark",
    "state": "NJ",
    "zip": "07102",
    "lat": "40.7351",
    "lon": "-74.1731",
    "home": "no",
    "since": "1999",
    "kind": "Person",
    "languages": "English; Español",
    "focus": "Yes",
    "out": "Aetna",
    "letters": "LCSW",
    "license": "44SC001",
    "license state": "NJ",
    "expires": "5/31/28",
    "fee": "$120-150",
    "lowest": "",
    "accepting": "Yes",
    "asked": "10/5/26",
    "updated": "",
}


@pytest.fixture
def import_row(tmp_path: Path, vocabulary: None) -> "Import":
    return Import(tmp_path)


class Import:
    """Imports one row with other cells; keeps the report."""

    def __init__(self, directory: Path) -> None:
        self.file = directory / "guild.csv"
        self.mapping = directory / "guild.yaml"
        self.mapping.write_text(MAPPING)
        self.report: Report

    def __call__(self, **cells: str) -> StoredListing:
        stream = io.StringIO()
        writer = csv.DictWriter(stream, ROW)
        writer.writeheader()
        writer.writerow(ROW | {name.replace("_", " "): cell for name, cell in cells.items()})
        self.file.write_text(stream.getvalue(), encoding="utf-8")
        self.report = import_roster(self.file, str(self.mapping))
        return load_listings(Listing.objects.all())[0]

    def repairs(self) -> list[tuple[str, str]]:
        return [(one.column, one.value) for one in self.report.repaired]


def test_a_whole_row(import_row: Import) -> None:
    listing = import_row()
    record = listing.record
    assert (record.kind, record.name, record.practising_since) == ("therapist", "Ada Harbor", 1999)
    assert {one.term for one in record.terms} == {
        "language:english",
        "language:spanish",
        "concern:anxiety",
        "credential:lcsw",
        "profession:clinical-social-worker",
    }
    assert TermRecord("concern:anxiety", emphasis="focus") in record.terms
    assert {(one.payer, one.network) for one in record.coverage} == {
        ("payer:medicaid", "in"),
        ("payer:aetna", "out"),
    }
    assert record.fees == (FeeRecord(12_000, 15_000),)
    assert record.openings == (OpeningRecord("open"),)
    assert [office.mode for office in record.offices] == ["in-person", "video"]
    assert record.offices[0].precision == "address"
    assert list(import_row.report.repaired) == []
    assert import_row.report.unmatched == []


def test_dates_come_from_their_columns_and_else_from_the_roster(import_row: Import) -> None:
    facts = import_row(updated="2026-09-01").facts
    assert facts[Aspect.OPENINGS].confirmed_on == date(2026, 10, 5)
    assert facts[Aspect.FEES].confirmed_on == date(2026, 9, 1)
    assert set(facts) == set(Aspect)


@pytest.mark.parametrize("cell", ["soon", "23/5/2026", "2099-01-01"])
def test_a_date_that_is_none_or_to_come_is_said(cell: str, import_row: Import) -> None:
    facts = import_row(asked=cell).facts
    assert facts[Aspect.OPENINGS].confirmed_on == date(2026, 10, 1)
    assert import_row.repairs() == [("asked", cell)]


def test_a_licence_without_a_jurisdiction_is_left_out_and_said(import_row: Import) -> None:
    assert import_row(license_state="").record.licences == ()
    (repair,) = import_row.report.repaired
    assert "no known jurisdiction" in repair.reason


def test_a_licence_takes_its_profession_from_a_credential(import_row: Import) -> None:
    assert import_row().record.licences == (
        LicenceRecord(
            "US-NJ",
            "profession:clinical-social-worker",
            number="44SC001",
            expires_on=date(2028, 5, 31),
        ),
    )


@pytest.mark.parametrize(
    ("cell", "known", "unknown"),
    [
        ("L.C.S.W.", {"lcsw"}, []),
        ("MSSS / LCSW", {"lcsw"}, ["MSSS"]),
        ("M.Q.; LMHC", {"lmhc"}, ["M.Q."]),
        ("LCSW 1-21-52688", {"lcsw"}, ["1-21-52688"]),
        ("lcsw, LMHC & Esq", {"lcsw", "lmhc"}, []),
        ("Licensed Clinical Social Worker", {"lcsw"}, []),
        ("???", set(), ["???"]),
        ("", set(), []),
    ],
)
def test_credentials_as_people_write_them(
    cell: str, known: set[str], unknown: list[str], import_row: Import
) -> None:
    record = import_row(letters=cell).record
    found = {one.term for one in record.terms if one.term.startswith("credential:")}
    assert found == {f"credential:{slug}" for slug in known}
    assert [one.value for one in import_row.report.unmatched] == unknown


@pytest.mark.parametrize(
    ("cell", "fee"),
    [
        ("$120", FeeRecord(12_000)),
        ("120.50", FeeRecord(12_050)),
        ("$1,200", FeeRecord(120_000)),
        ("$120 – $150", FeeRecord(12_000, 15_000)),
        ("120 to 150 per 50 min", FeeRecord(12_000, 15_000, minutes=50)),
        ("$90/45min", FeeRecord(9_000, minutes=45)),
        ("free", FeeRecord(0)),
        ("150-120", None),
        ("€90", None),
        ("ask me", None),
        ("$99999", None),
    ],
)
def test_fees(cell: str, fee: FeeRecord | None, import_row: Import) -> None:
    assert import_row(fee=cell).record.fees == ((fee,) if fee else ())
    assert import_row.repairs() == ([] if fee else [("fee", cell)])


def test_the_lowest_of_a_sliding_scale(import_row: Import) -> None:
    assert import_row(lowest="$40").record.fees == (FeeRecord(12_000, 15_000, 4_000),)


@pytest.mark.parametrize(
    ("cell", "state"),
    [("yes", "open"), ("N", "full"), ("0", "full"), ("ask", "waitlist"), ("Waitlist", "waitlist")],
)
def test_openings(cell: str, state: str, import_row: Import) -> None:
    assert import_row(accepting=cell).record.openings == (OpeningRecord(state),)


def test_an_opening_that_is_unclear_says_nothing(import_row: Import) -> None:
    assert import_row(accepting="maybe").record.openings == ()
    assert import_row.repairs() == [("accepting", "maybe")]
    assert import_row(accepting="").record.openings == ()


def test_a_languages_unknown_name_is_reported(import_row: Import) -> None:
    import_row(languages="english;Klingonish")
    assert [one.value for one in import_row.report.unmatched] == ["Klingonish"]


def test_the_kind_comes_from_a_column(import_row: Import) -> None:
    record = import_row(kind="practice").record
    assert record.kind == "group"
    assert "profession:clinical-social-worker" not in {one.term for one in record.terms}


@pytest.mark.parametrize(
    ("cells", "precision", "is_repaired"),
    [
        ({}, "address", False),
        ({"lat": "", "lon": ""}, "zip", False),
        ({"lat": "", "lon": "", "zip": ""}, "town", False),
        ({"lat": "0", "lon": "0"}, "zip", True),
        ({"lat": "north"}, "zip", True),
        ({"lat": "-74.1731", "lon": "40.7351"}, "zip", True),
        ({"lat": "34.05", "lon": "-118.24"}, "zip", True),
        ({"lat": "", "lon": "", "zip": "", "city": "Nowhere"}, "", False),
        ({"home": "yes"}, "town", False),
    ],
)
def test_where_an_office_is(
    cells: dict[str, str], precision: str, is_repaired: bool, import_row: Import
) -> None:
    office = import_row(**cells).record.offices[0]
    assert office.precision == precision
    assert (office.latitude is None) is (precision == "")
    assert bool(import_row.report.repaired) is is_repaired
    assert office.is_home is ("home" in cells)


@pytest.mark.parametrize("since", ["1850", "2099", "long ago", "1999.5"])
def test_a_year_that_is_none_is_left_out(since: str, import_row: Import) -> None:
    assert import_row(since=since).record.practising_since is None
    assert import_row.repairs() == [("since", since)]


def test_a_nightly_file_is_dated_on_the_command_line(import_row: Import) -> None:
    import_row()
    report = import_roster(import_row.file, str(import_row.mapping), on=date(2026, 10, 2))
    assert report.changed == 1
    facts = load_listings(Listing.objects.all())[0].facts
    assert facts[Aspect.FEES].confirmed_on == date(2026, 10, 2)
    with pytest.raises(ImportRefused, match="still to come"):
        import_roster(import_row.file, str(import_row.mapping), on=date(2099, 1, 1))


def test_a_draft_roster_publishes_nothing_and_needs_no_right(import_row: Import) -> None:
    text = MAPPING.replace("consent_basis: roster-member", "status: draft")
    import_row.mapping.write_text(text)
    assert import_row().status == Status.DRAFT
    import_row.mapping.write_text(MAPPING.replace("consent_basis: roster-member\n", ""))
    with pytest.raises(ImportRefused, match="consent_basis: say on what right"):
        import_row()


def test_a_registry_is_never_published(import_row: Import) -> None:
    import_row.mapping.write_text(MAPPING.replace("slug: guild,", "slug: guild, kind: registry,"))
    with pytest.raises(ImportRefused, match="status: a registry is for checking"):
        import_row()
