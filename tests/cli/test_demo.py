"""`rapport demo` invents a directory, the same one every time, and knows when it is there."""

import json
import shutil

import pytest

from tests.installation import Installation, installation_in

DEMO = ["demo", "--no-serve", "--listings", "60"]


@pytest.fixture(scope="module")
def demo(ready: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give an installation after its first demo; it needs no host names."""
    directory = tmp_path_factory.mktemp("demo")
    shutil.copytree(ready.directory, directory, dirs_exist_ok=True)  # init takes seconds
    installation = installation_in(directory)
    installation.variables["RAPPORT_ALLOWED_HOSTS"] = ""
    result = installation.run(*DEMO)
    assert result.returncode == 0, result.stderr
    assert "Invented 60 listings" in result.stdout
    assert "Ready after" in result.stdout
    return installation


def total(demo: Installation, *arguments: str) -> int:
    found = json.loads(demo.run("search", *arguments, "--json", RAPPORT_DEMO="1").stdout)
    return int(found["total"])


def test_the_invented_listings_are_found(demo: Installation) -> None:
    assert 0 < total(demo) <= 60


def test_the_second_time_nothing_is_written(demo: Installation) -> None:
    before = total(demo)
    again = demo.run(*DEMO)
    assert again.returncode == 0
    assert "Invented" not in again.stdout
    assert total(demo) == before


@pytest.mark.parametrize("arguments", [["--listings", "0"], ["--port", "99999"]])
def test_numbers_that_cannot_be_are_a_wrong_use(demo: Installation, arguments: list[str]) -> None:
    result = demo.run("demo", "--no-serve", *arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
