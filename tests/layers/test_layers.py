"""The layers of the architecture hold, and the check that says so can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def check_layers(directory: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the copy of the project in a directory."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=directory,
        env=os.environ | {"PYTHONPATH": str(directory / "src"), "PYTHONUTF8": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the project's Python files, which a test may spoil."""
    no_need = shutil.ignore_patterns("static", "templates", "locale", "data", "__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=no_need)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_point_down_only(copy: Path) -> None:
    result = check_layers(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("matching/query.py", "import django", "rapport.matching.query -> django"),
        ("matching/query.py", "import rapport.directory", "rapport.matching"),
        ("vocabulary/models.py", "import rapport.operator", "rapport.vocabulary"),
        ("directory/search.py", "import rapport.web", "rapport.directory"),
    ],
    ids=["django in a pure package", "pure package up", "sibling", "model layer up"],
)
def test_the_check_finds_a_forbidden_import(
    copy: Path, module: str, line: str, broken: str
) -> None:
    spoiled = copy / "src" / "rapport" / module
    spoiled.write_text(spoiled.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    result = check_layers(copy)

    assert result.returncode != 0
    assert broken in result.stdout
