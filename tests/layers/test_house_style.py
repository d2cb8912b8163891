"""Rules of the house that ruff does not know: how long a file may be, and what it may be called."""

import ast

from tests.conftest import ROOT

MOST_LINES = 400
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "services", "misc", "common", "tools"}
OURS = ("src", "tests", "scripts", "benchmarks")

PYTHON_FILES = sorted(
    path
    for directory in OURS
    for path in (ROOT / directory).rglob("*.py")
    if "migrations" not in path.parts
)
names = [str(path.relative_to(ROOT)) for path in PYTHON_FILES]


def test_there_are_files_to_look_at() -> None:
    assert len(PYTHON_FILES) > 50


def test_no_file_is_longer_than_two_screens_can_explain() -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in zip(names, PYTHON_FILES, strict=True)
    }
    too_long = {name: length for name, length in lengths.items() if length > MOST_LINES}
    assert not too_long, f"Split these along what they are about: {too_long}"


def test_every_name_says_what_is_inside() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for directory in OURS
        for path in (ROOT / directory).rglob("*")
        if path.stem in SAYS_NOTHING and (path.is_dir() or path.suffix == ".py")
    ]
    assert not vague, f"Name these after what they do: {vague}"


def test_imports_are_absolute() -> None:
    relative = [
        f"{name}:{node.lineno}"
        for name, path in zip(names, PYTHON_FILES, strict=True)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative, f"Relative imports: {relative}"
