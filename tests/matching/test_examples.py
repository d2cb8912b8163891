"""The examples run as they stand, and need no Django."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

SAYS = {
    "index_a_csv": "8 listings from listings.csv",
    "radius_search": "listing 1: 0.0 miles",
    "facets": "payer: payer:aetna 2, payer:medicaid 2",
    "explanation": "24.00 focuses-on concern:anxiety",
}


def test_every_example_is_tested() -> None:
    assert {path.stem for path in (ROOT / "examples").glob("*.py")} == set(SAYS)


@pytest.mark.parametrize("name", SAYS)
def test_an_example_says_what_it_should(name: str) -> None:
    without_django = f"""
import runpy, sys
sys.modules["django"] = None
sys.path.insert(0, "examples")
runpy.run_path("examples/{name}.py", run_name="__main__")
"""
    run = subprocess.run(
        [sys.executable, "-c", without_django],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}/src"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert SAYS[name] in run.stdout
