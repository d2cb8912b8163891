"""The answers of ARCHITECTURE.md to "where does this live?" are paths that exist."""

import re

from tests.conftest import ROOT
from tests.docs.pages import Page

ARCHITECTURE = ROOT / "ARCHITECTURE.md"


def answers() -> dict[str, list[str]]:
    """Give the paths of each row whose first cell is a question."""
    return {
        row[0]: re.findall(r"`([^`]+)`", row[1])
        for row in Page(ARCHITECTURE).table_rows
        if row[0].endswith("?") and len(row) > 1
    }


def test_it_answers_where_things_live() -> None:
    questions = {question: paths for question, paths in answers().items() if "/" in "".join(paths)}
    assert len(questions) >= 5


def test_every_path_it_names_exists() -> None:
    lost = {
        question: path
        for question, paths in answers().items()
        for path in paths
        if "/" in path and not found(path)
    }
    assert not lost


def found(path: str) -> bool:
    """Tell whether a path is there, from the repository's root or the package; `*` may be in it."""
    place = path.partition("::")[0].strip("/")
    return any(next(base.glob(place), None) for base in (ROOT, ROOT / "src" / "rapport"))
