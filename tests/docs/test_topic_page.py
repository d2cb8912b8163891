"""The page about the topic page names files and tests that exist."""

import re

import pytest

from tests.conftest import ROOT

ROWS = [
    [cell.strip() for cell in line.strip("| \n").split(" | ")]
    for line in (ROOT / "docs" / "topic-page.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "`" in line
]
USUAL = "tests/web/test_articles.py"


def test_every_element_has_a_place_and_a_test() -> None:
    assert len(ROWS) >= 14
    assert all(len(row) == 3 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:40] for row in ROWS])
def test_places_and_tests_exist(row: list[str]) -> None:
    assert (ROOT / row[1].strip("`")).is_file()
    for name in re.findall(r"`([^`]+)`", row[2]):
        file, _, test = name.rpartition("::") if "::" in name else (USUAL, "", name)
        if name.endswith(".py"):
            assert (ROOT / name).is_file()
        else:
            assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")
