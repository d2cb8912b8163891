"""In CI a skipped test fails, unless it is marked as reading real data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SKIPPING = """
import pytest

def test_skipped():
    pytest.skip("no browser")

@pytest.mark.real_data
def test_without_data():
    pytest.skip("no data")

@pytest.mark.xfail
def test_known_fault():
    assert False
"""
SKIPPED_FILE = """
import pytest

pytest.importorskip("nothing_of_that_name")
"""


def outcome(directory: Path, ci: str) -> str:
    """Run pytest on these two files with our conftest; give its last line."""
    (directory / "test_some.py").write_text(SKIPPING, encoding="utf-8")
    (directory / "test_none.py").write_text(SKIPPED_FILE, encoding="utf-8")
    (directory / "pytest.ini").write_text("[pytest]\nmarkers = real_data\n", encoding="utf-8")
    command = "-m pytest -q --continue-on-collection-errors -p no:cacheprovider -p tests.conftest"
    result = subprocess.run(
        [sys.executable, *command.split()],
        cwd=directory,
        env=os.environ | {"CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("ci", "expected"),
    [("true", "1 failed, 1 skipped, 1 xfailed, 1 error "), ("", "3 skipped, 1 xfailed ")],
    ids=["in CI", "on a laptop"],
)
def test_skips_fail_in_ci_only(tmp_path: Path, ci: str, expected: str) -> None:
    assert outcome(tmp_path, ci).startswith(expected)
