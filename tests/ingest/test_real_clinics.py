"""The 100 real clinics of New Jersey: the search counts what a plain script counts."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.db import transaction

from rapport.cli.main import main
from rapport.directory.answers import answer_json
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

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

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


@pytest.fixture(scope="module")
def imported(
    real_data: Path, django_db_setup: None, django_db_blocker: "DjangoDbBlocker"
) -> Iterator[list[Clinic]]:
    """Import the clinics once, and give them as the plain script reads them."""
    with django_db_blocker.unblock(), transaction.atomic():
        sync_vocabulary()
        report = import_roster(roster_of(real_data), "samhsa-2024")
        assert (report.new, report.refused, report.unmatched) == (100, [], [])
        yield read_clinics(roster_of(real_data), MAPPING, ZipPoints(), broader_of(SCHEMES_DIR))
        transaction.set_rollback(True)


@pytest.fixture
def clinics(imported: list[Clinic], db: None) -> list[Clinic]:
    """Give the imported clinics to a test that asks the database."""
    return imported


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
