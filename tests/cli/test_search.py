"""`rapport search` answers as the results page does."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.cli.conftest import Rapport


def answer(rapport: Rapport, *arguments: str) -> dict[str, Any]:
    result = rapport("search", *arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def names(found: dict[str, Any]) -> list[str]:
    return [one["name"] for one in found["results"]]


def test_the_example_of_the_readme_works(rapport: Rapport, cast: Cast) -> None:
    found = answer(
        rapport,
        *("anxiety", "--near", "Newark, NJ", "--within", "25mi"),
        *("--payer", "medicaid", "--language", "english"),
    )
    assert found["total"] == 1
    [result] = found["results"]
    assert result["id"] == cast["Amara Okafor"].public_id
    assert (result["kind"], result["name"]) == ("therapist", "Amara Okafor")
    assert 0 < result["distance_km"] < 2
    assert found["place"] == "Newark, NJ"


def test_the_answer_has_a_fixed_shape(rapport: Rapport) -> None:
    found = answer(rapport, "--near", "07102", "--concern", "anxiety", "--concern", "grief")
    assert {"total", "results", "facets", "relaxations"} <= found.keys()
    for result in found["results"]:
        assert {"id", "kind", "name", "distance_km", "reasons"} <= result.keys()
        for reason in result["reasons"]:
            assert reason["code"]
            assert reason["text"]
    for counts in found["facets"].values():
        assert all(isinstance(slug, str) and isinstance(n, int) for slug, n in counts.items())
    for relaxation in found["relaxations"]:
        assert {"kind", "criterion", "radius_km", "total"} == relaxation.keys()


def test_reasons_add_up_to_the_score(rapport: Rapport) -> None:
    for result in answer(rapport, "--near", "07102", "--concern", "anxiety")["results"]:
        points = sum(reason["points"] for reason in result["reasons"])
        assert points == pytest.approx(result["score"], abs=0.01)


def test_facets_are_counts_by_slug(rapport: Rapport) -> None:
    facets = answer(rapport, "--near", "07102")["facets"]
    assert facets["concern"]["anxiety"] == 1
    assert facets["payer"]["medicaid"] == 2
    assert facets["kind"]["clinic"] == 1


def test_relaxations_give_what_they_say(rapport: Rapport) -> None:
    found = answer(rapport, "--near", "07102", "--concern", "anxiety", "--payer", "aetna")
    assert found["total"] == 0
    without = {one["criterion"]: one["total"] for one in found["relaxations"]}
    assert without["payer"] == answer(rapport, "--near", "07102", "--concern", "anxiety")["total"]
    assert without["concern"] == answer(rapport, "--near", "07102", "--payer", "aetna")["total"]


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (["--near", "07102"], "near=07102"),
        (["--near", "NJ", "--meeting", "video"], "near=NJ&meeting=video"),
        (["garcia", "--sort", "fee"], "q=garcia&sort=fee"),
        (
            ["--near", "07102", "--max-fee", "100", "--openings", "14"],
            "near=07102&max-fee=100&openings=14",
        ),
        (
            ["--not", "concern:depression", "--wish", "style:warm"],
            "not=concern:depression&wish=style:warm",
        ),
        (["--near", "07102", "--page", "2"], "near=07102&page=2"),
        (["--near", "07102", "--within", "2km"], "near=07102&within=2km"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_finds_what_the_page_finds(rapport: Rapport, arguments: list[str], query: str) -> None:
    html = Client().get(f"/find?{query}").content.decode()
    found = answer(rapport, *arguments)
    positions = [html.index(f">{name}</a></h3>") for name in names(found)]
    assert positions
    assert positions == sorted(positions)


def test_without_json_it_speaks_in_lines(rapport: Rapport) -> None:
    result = rapport("search", "anxiety", "--near", "07102")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 listings near 07102, Newark, NJ\n")
    assert "Amara Okafor" in result.stdout


def test_a_distance_is_in_kilometres_or_nothing(rapport: Rapport) -> None:
    found = answer(rapport, "--near", "NJ", "--meeting", "video")
    assert {one["distance_km"] for one in found["results"]} == {None}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--near", "99999"], "--near: We do not know ZIP code 99999."),
        (["--near", "newark"], "which newark do you mean? Newark, NJ; Newark, DE"),
        (["--near", "07102", "--within", "25"], "--within: Say which unit you mean"),
        (["--near", "07102", "--within", "abc"], "--within: Give a distance"),
        (["--concern", "gremlins"], "--concern: We do not know “gremlins” here."),
        (["--page", "0"], "--page: Enter a whole number from 1 to 5000."),
        (["--max-fee", "-1"], "--max-fee: Enter a whole number"),
        (["--sort", "cheap"], "--sort: Choose one of"),
        (["--meeting", "telepathy"], "--meeting: Choose one of"),
        (["a" * 10_000], "--q: Use at most 200 characters."),
        (["--within", "abc", "--concern", "gremlins"], "--concern: "),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_problem_is_a_sentence_and_exit_code_1(
    rapport: Rapport, arguments: list[str], says: str
) -> None:
    result = rapport("search", *arguments)
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [["--colour", "red"], ["two", "words"], ["--near"]])
def test_a_wrong_use_is_exit_code_2(rapport: Rapport, arguments: list[str]) -> None:
    result = rapport("search", *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
