"""`rapport vocabulary` checks the scheme files and brings them into the database."""

from pathlib import Path

import pytest

from rapport.vocabulary.models import Term
from tests.cli.conftest import Rapport

GOOD = """
scheme: mood
label: {en: Mood}
terms:
  - {slug: calm, label: {en: Calm}}
  - {slug: very-calm, label: {en: Very calm}, broader: [calm]}
"""


def test_the_shipped_files_are_good(rapport: Rapport) -> None:
    result = rapport("vocabulary", "check")
    assert result.exit_code == 0
    assert "schemes" in result.stdout
    assert "all good" in result.stdout


def test_other_files_can_be_checked(rapport: Rapport, tmp_path: Path) -> None:
    (tmp_path / "mood.yaml").write_text(GOOD, encoding="utf-8")
    result = rapport("vocabulary", "check", str(tmp_path))
    assert result.stdout == "1 schemes, 2 terms: all good\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("[calm]", "[nowhere]"), "broader names nowhere, which is not there"),
        (GOOD.replace("very-calm", "calm"), "used twice"),
        (GOOD.replace("slug: calm", "slug: Calm!"), "slug"),
        (GOOD.replace("label: {en: Mood}", ""), "label"),
        (GOOD.replace("terms:", "terms: [}"), "mood.yaml"),
        ("", "mood.yaml"),
        ("- a list", "mood.yaml"),
        ("\x00", "mood.yaml"),
    ],
    ids=["link", "twice", "slug", "no label", "no YAML", "empty", "list", "NUL"],
)
def test_a_bad_file_is_named_with_its_problem(
    rapport: Rapport, tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "mood.yaml").write_text(text, encoding="utf-8")
    result = rapport("vocabulary", "check", str(tmp_path))
    assert result.exit_code == 1
    assert says in result.stderr


def test_a_file_that_is_no_text_is_named(rapport: Rapport, tmp_path: Path) -> None:
    (tmp_path / "mood.yaml").write_bytes(b"\xff\xfe\x00")
    result = rapport("vocabulary", "check", str(tmp_path))
    assert result.exit_code == 1
    assert "mood.yaml" in result.stderr


@pytest.mark.parametrize("directory", ["missing", "file.txt"])
def test_a_directory_that_is_not_there_is_a_wrong_use(
    rapport: Rapport, tmp_path: Path, directory: str
) -> None:
    (tmp_path / "file.txt").touch()
    result = rapport("vocabulary", "check", str(tmp_path / directory))
    assert result.exit_code == 2


def test_a_sync_changes_nothing_the_second_time(rapport: Rapport) -> None:
    count = Term.objects.count()
    result = rapport("vocabulary", "sync")
    assert result.stdout == f"0 added, 0 changed, {count} unchanged, 0 retired\n"


def test_a_sync_mends_what_is_missing(rapport: Rapport) -> None:
    Term.objects.filter(scheme="style", slug="slow-pace").delete()
    assert rapport("vocabulary", "sync").stdout.startswith("1 added, ")
    assert Term.objects.filter(scheme="style", slug="slow-pace").exists()
