"""The locked packages are those that pyproject.toml asks for, with hashes and no addresses."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

RUNTIME, DEVELOPMENT, UV = "requirements.txt", "requirements-dev.txt", "requirements-uv.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def lock_text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def plain(requirement: str) -> str:
    """Give a package's normalised name: `psycopg[binary]>=3.2` is psycopg."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def locked(name: str) -> dict[str, str]:
    """Give the versions of a lock by package name."""
    pins = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", lock_text(name), re.MULTILINE)
    return {plain(package): version for package, version in pins}


def test_every_dependency_is_locked() -> None:
    runtime = {plain(wanted) for wanted in PROJECT["dependencies"]}
    development = {plain(wanted) for wanted in PROJECT["optional-dependencies"]["dev"]}
    build_backend = {"hatchling", "editables"}
    assert runtime <= locked(RUNTIME).keys(), "run `make lock`"
    assert runtime | development | build_backend <= locked(DEVELOPMENT).keys(), "run `make lock`"


def test_we_develop_with_the_versions_that_we_run() -> None:
    development = locked(DEVELOPMENT)
    differing = {name: v for name, v in locked(RUNTIME).items() if development.get(name) != v}
    assert not differing, "run `make lock`"


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT, UV])
def test_a_lock_has_hashes_and_no_addresses(name: str) -> None:
    text = lock_text(name)
    entries = re.split(r"\n(?=[a-z])", text.lower())[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index" not in text
