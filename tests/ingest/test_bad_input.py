"""Files and mappings that cannot be used: a clear message on the command line, no traceback."""

import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rapport.cli.main import main
from rapport.directory.models import Listing
from rapport.ingest.models import ImportRun
from tests.ingest.rosters import MAPPING, Roster, row, text_of


def run(roster: Roster, *more: str) -> Result:
    return CliRunner().invoke(
        main, ["import", "roster", str(roster.file), "--mapping", str(roster.mapping), *more]
    )


def refusal(roster: Roster) -> str:
    """The message of an import that is refused, with nothing changed."""
    result = run(roster)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert Listing.objects.count() == ImportRun.objects.count() == 0
    return result.output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n\x00\x01", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "old Excel"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"", "empty"),
        (b"\n \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (text_of([row()]).encode() + b"\x00", "NUL"),
        (b"\x01\x00\x00\x00" * 100, "NUL"),
        (b"just one line of words\n", "no column “id”"),
        (b"PK\x03\x04 broken archive", "archive"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "a web page"),
        (b'{"rows": []}', "no column “id”"),
    ],
)
def test_what_is_no_roster(content: bytes, words: str, roster: Roster, vocabulary: None) -> None:
    message = refusal(roster.write_bytes(content))
    assert roster.file.name in message or roster.mapping.name in message
    assert words in message


def test_an_archive_named_csv(roster: Roster, vocabulary: None) -> None:
    with zipfile.ZipFile(roster.file, "w") as archive:
        archive.writestr("roster.csv", text_of([row()]))
    assert "archive" in refusal(roster)


def test_a_file_or_mapping_that_is_not_there(roster: Roster, vocabulary: None) -> None:
    assert "roster.csv" in refusal(roster)
    roster.write(row())
    roster.mapping.unlink()
    assert "there is no such mapping" in refusal(roster)


def test_a_directory(roster: Roster, vocabulary: None) -> None:
    roster.file.mkdir()
    assert "roster.csv" in refusal(roster)


def test_a_file_that_may_not_be_read(roster: Roster, vocabulary: None) -> None:
    roster.write(row())
    roster.file.chmod(0)
    if os.access(roster.file, os.R_OK):  # root reads everything
        roster.file.unlink()
    assert "roster.csv" in refusal(roster)


def line_of(text: str) -> int:
    return 1 + MAPPING.splitlines().index(next(s for s in MAPPING.splitlines() if text in s))


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("name: name", "name: nam", "columns.name", "no column “nam”. Did you mean “name”?"),
        ("key: id", "key: [id, nope]", "key.1", "no column “nope”"),
        ("- column: payers", "- column: payer", "values.0.column", "no column “payer”"),
        ("payer:medicare", "payer:medicat", "values.0.map.Medicare", "no term “payer:medicat”"),
        ("  email: email", "  e-mail: email", "columns.e-mail", "not permitted"),
        ("date: 2026-10-01", "date: soon", "date", "date"),
        ("kind: clinic", "kind: clinc", "kind", "clinic"),
        ("roster-member", "whatever", "consent_basis", "own-request"),
        ("  slug: harbor", "  slug: Harbor Association", "source.slug", "pattern"),
    ],
)
def test_a_mapping_with_a_mistake_names_line_and_field(
    old: str, new: str, field: str, words: str, roster: Roster, vocabulary: None
) -> None:
    roster.write(row()).change_mapping(old, new)
    message = refusal(roster)
    assert f"mapping.yaml, line {line_of(old)}, {field}: " in message
    assert words in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("source: [", "YAML"),
        ("", "mapping"),
        ("just words", "mapping"),
        ("- a\n- b", "mapping"),
        ("a: &a [*a]", "mapping.yaml"),
        ("source: !!python/object/apply:os.system [ls]", "line 1, source"),
        ("a: 1\na: 2", "mapping.yaml"),
    ],
)
def test_a_mapping_that_is_none(text: str, words: str, roster: Roster, vocabulary: None) -> None:
    roster.write(row()).mapping.write_text(text)
    assert words in refusal(roster)


def test_a_mapping_that_is_binary_or_a_bomb(roster: Roster, vocabulary: None) -> None:
    roster.write(row())
    roster.mapping.write_bytes(b"\x00\xff\xfe")
    assert "YAML" in refusal(roster)
    laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(8)
    )
    roster.mapping.write_text(laughs)
    assert "mapping.yaml" in refusal(roster)


def test_a_mapping_of_a_megabyte(roster: Roster, vocabulary: None) -> None:
    roster.write(row()).mapping.write_text("#" * 1_000_001)
    assert "1 MB" in refusal(roster)


def test_doubled_columns_are_refused_when_the_mapping_names_them(
    roster: Roster, vocabulary: None
) -> None:
    header, line = text_of([row()]).splitlines()
    roster.write_text(f"{header},zip\n{line},08101\n")
    assert "the column “zip” is there twice" in refusal(roster)
    roster.write_text(f"{header},note,note\n{line},a,b\n")
    assert run(roster).exit_code == 0


def test_a_row_without_name_or_key_is_refused_with_line_and_column(
    roster: Roster, vocabulary: None
) -> None:
    roster.write(row(1, name=" "), row(2, id="NA"), row(3))
    output = run(roster).output
    assert "line 2, name: is empty" in output
    assert "line 3, id: is empty" in output
    assert "1 new" in output


def test_the_report_as_json(roster: Roster, vocabulary: None) -> None:
    import json  # noqa: PLC0415

    roster.write(row(1, zip="7102"), row(2, name=""))
    report = json.loads(run(roster, "--dry-run", "--json").output)
    assert report["new"] == 1
    assert report["is_dry_run"] is True
    assert report["refused"] == [
        {"line": 3, "column": "name", "value": "", "reason": report["refused"][0]["reason"]}
    ]
    assert report["repaired"][0]["value"] == "7102"
    assert Listing.objects.count() == 0


def test_a_path_of_the_shipped_mappings_is_no_way_out(roster: Roster, vocabulary: None) -> None:
    roster.write(row())
    roster.mapping = Path("../models")
    assert "there is no such mapping" in refusal(roster)
