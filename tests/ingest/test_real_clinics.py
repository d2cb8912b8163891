"""The 100 real clinics of New Jersey: the search counts what a plain script counts."""

import json
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from rapport.cli.main import main
from rapport.directory.answers import answer_json
from rapport.directory.models import Listing, Office
from rapport.directory.search import search_fields
from rapport.ingest.mapping_files import MAPPINGS_DIR
from rapport.ingest.roster import import_roster
from rapport.places import Found, find_place, place_of_zip
from rapport.vocabulary.files import SCHEMES_DIR
from rapport.vocabulary.sync import sync_vocabulary
from tests.ingest.plain_counts import (
    KM_PER_MILE,
    Clinic,
    Point,
    broader_of,
    facet_counts,
    matching,
    read_clinics,
)

MAPPING = MAPPINGS_DIR / "samhsa-2024.yaml"
TOWNS = ("Newark, NJ", "Trenton, NJ", "Camden, NJ")
MILES = (10, 25, 50)
FACETS = ("payer", "approach", "age", "language", "setting", "care", "programme", "format", "fee")
CHOICES: tuple[dict[str, list[str]], ...] = (
    {},
    {"payer": ["medicaid"]},
    {"payer": ["medicare", "tricare"]},
    {"approach": ["cbt"]},
    {"approach": ["dbt", "emdr"]},
    {"age": ["teens"]},
    {"language": ["spanish"]},
    {"language": ["sign-language"]},
    {"payer": ["medicaid"], "language": ["spanish"]},
    {"payer": ["medicaid"], "approach": ["dbt"], "age": ["adults"]},
    {
        "payer": ["private-insurance"],
        "approach": ["cbt"],
        "age": ["teens"],
        "language": ["spanish"],
    },
)


def roster_of(real_data: Path) -> Path:
    return real_data / "samhsa_facilities" / "nj_facilities_2024_part.csv"


@pytest.fixture
def clinics(real_data: Path, db: None) -> list[Clinic]:
    """Import the clinics, and give them as the plain script reads them."""
    sync_vocabulary()
    report = import_roster(roster_of(real_data), "samhsa-2024")
    assert (report.new, report.refused, report.unmatched) == (100, [], [])
    return read_clinics(roster_of(real_data), MAPPING, ZipPoints(), broader_of(SCHEMES_DIR))


class ZipPoints(dict[str, Point]):
    """Points of ZIP codes: the only thing taken from Rapport, which has its own tests for them."""

    def __missing__(self, code: str) -> Point:
        place = place_of_zip(code)
        assert place
        assert place.point
        return (place.point.latitude, place.point.longitude)


def centre_of(town: str) -> Point:
    found = find_place(town)
    assert isinstance(found, Found)
    assert found.place.point
    return (found.place.point.latitude, found.place.point.longitude)


def test_totals_and_facets_are_those_of_the_plain_script(clinics: list[Clinic]) -> None:
    not_empty = 0
    for town, miles, choice in product(TOWNS, MILES, CHOICES):
        fields = choice | {"near": [town], "within": [f"{miles}mi"], "meeting": ["in-person"]}
        answer = answer_json(search_fields(fields))
        centre, radius_km = centre_of(town), miles * KM_PER_MILE
        chosen = {scheme: {f"{scheme}:{s}" for s in slugs} for scheme, slugs in choice.items()}
        expected = matching(clinics, centre, radius_km, chosen)
        assert answer["total"] == len(expected), fields
        facets = answer["facets"]
        assert isinstance(facets, dict)
        for scheme in FACETS:
            counted = facet_counts(clinics, centre, radius_km, chosen, scheme)
            shown = {slug: n for slug, n in facets.get(scheme, {}).items() if n}
            assert shown == counted, (fields, scheme)
        not_empty += len(expected) > 0
    assert not_empty > 60


def test_the_command_line_says_the_same(clinics: list[Clinic]) -> None:
    words = ["search", "--near", "Newark, NJ", "--within", "25mi", "--payer", "medicaid"]
    result = CliRunner().invoke(main, [*words, "--language", "spanish", "--json"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.output)
    chosen = {"payer": {"payer:medicaid"}, "language": {"language:spanish"}}
    expected = matching(clinics, centre_of("Newark, NJ"), 25 * KM_PER_MILE, chosen)
    assert answer["total"] == len(expected) > 0
    page = {one["name"] for one in answer["results"]}
    assert page <= {clinic.name for clinic in expected}
    assert len(answer["results"]) == min(20, len(expected))


def test_a_second_import_changes_nothing(clinics: list[Clinic], real_data: Path) -> None:
    report = import_roster(roster_of(real_data), "samhsa-2024")
    assert (report.new, report.changed, report.unchanged, report.missing) == (0, 0, 100, 0)


def test_the_large_list_of_facilities_comes_in_whole(real_data: Path, db: None) -> None:
    sync_vocabulary()
    file = real_data / "samhsa_facilities" / "mentalhealth_clean.csv"
    report = import_roster(file, "samhsa-2020")
    assert (report.rows, report.new, report.merged) == (11_375, 11_033, 342)
    assert report.refused.total == 0
    repaired = {(one.column, one.reason): one.count for one in report.repaired.groups()}
    assert repaired["zip", "leading zeros of a ZIP code put back"] == 1_124
    assert repaired["website", "an address without a host was dropped"] == 1_122
    assert not Listing.objects.filter(website="http://").exists()
    assert Listing.objects.filter(phone__contains=";ext=").count() > 1_000
    offices = Office.objects.all()
    assert not offices.exclude(postcode__regex=r"^\d{5}$").exists()
    assert not offices.filter(latitude=None).exists()
    assert import_roster(file, "samhsa-2020").unchanged == 11_033
