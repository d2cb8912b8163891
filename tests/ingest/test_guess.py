"""`rapport import guess`: a draft that loads as it is, publishes nothing, and hides no doubt."""

import csv
import io
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from rapport.cli.main import main
from rapport.directory.models import Listing
from rapport.directory.models.listing import Status
from rapport.ingest.guess import guess_mapping
from rapport.ingest.problems import ImportRefused
from rapport.ingest.roster import import_roster
from tests.ingest.rosters import Roster

PEOPLE = {
    "Member ID": ("7", "8"),
    "First Name": ("Ada", "Bea"),
    "Last Name": ("Harbor", "Pier"),
    "Credentials": ("LCSW", "LMHC, MSSS"),
    "Street Address": ("1 Pier Road", "2 Pier Road"),
    "City": ("Newark", "Newark"),
    "ST": ("NJ", "NJ"),
    "Zip": ("7102", "7102"),
    "E-mail": ("ada@harbor.example", "bea@harbor.example"),
    "Insurance": ("Medicaid; Aetna", "Medicaid; Moonshine Health"),
    "Spoken": ("English; Spanish", "English"),
    "New Clients": ("Yes", "No"),
    "Session Fee": ("$120-150", "$90"),
    "License No": ("44SC1", "44SC2"),
    "Notes": ("likes tea", 'says "#": *&\ntwice'),
}


@pytest.fixture
def people(roster: Roster, vocabulary: None) -> Roster:
    stream = io.StringIO()
    csv.writer(stream).writerows([PEOPLE, *zip(*PEOPLE.values(), strict=True)])
    return roster.write_text(stream.getvalue())


def test_columns_are_guessed_by_name_and_by_content(people: Roster) -> None:
    draft = yaml.safe_load(guess_mapping(people.file))
    assert draft["key"] == ["Member ID"]
    assert draft["kind"] == "therapist"
    assert draft["columns"] == {
        "name": ["First Name", "Last Name"],
        "street": "Street Address",
        "city": "City",
        "jurisdiction": "ST",
        "postcode": "Zip",
        "email": "E-mail",
    }
    assert draft["joiners"] == {"name": " "}
    assert draft["credentials"] == {"column": "Credentials"}
    assert draft["fees"] == [{"column": "Session Fee"}]
    assert draft["openings"] == {"column": "New Clients"}
    assert draft["licences"] == [{"number": "License No", "jurisdiction": "ST"}]
    by_column = {one["column"]: one for one in draft["values"]}
    assert by_column["Insurance"]["separator"] == ";"
    assert by_column["Insurance"]["map"] == {
        "Medicaid": "payer:medicaid",
        "Aetna": "payer:aetna",
    }
    assert by_column["Insurance"]["todo"] == ["Moonshine Health"]
    assert by_column["Spoken"]["map"]["Spanish"] == "language:spanish"


def test_samples_and_columns_of_which_nothing_was_made_are_shown(people: Roster) -> None:
    draft = guess_mapping(people.file)
    assert '"1 Pier Road"' in draft
    assert '#   "Notes": "likes tea"' in draft


def test_the_draft_loads_as_it_is_and_publishes_nothing(people: Roster) -> None:
    people.mapping.write_text(guess_mapping(people.file), encoding="utf-8")
    report = import_roster(people.file, str(people.mapping))
    assert report.new == 2
    assert [one.value for one in report.unmatched] == ["Moonshine Health", "MSSS"]
    assert set(Listing.objects.values_list("status", flat=True)) == {Status.DRAFT}
    assert set(Listing.objects.values_list("name", flat=True)) == {"Ada Harbor", "Bea Pier"}


def test_values_with_a_near_term_get_a_hint(roster: Roster, vocabulary: None) -> None:
    roster.write_text("name,payer\nA,Medicaid\nB,Aetna\nC,Medicade\n")
    assert '- "Medicade"  # once; nearest: payer:medica' in guess_mapping(roster.file)


def test_a_column_of_yeses_is_the_term_of_its_name(roster: Roster, vocabulary: None) -> None:
    roster.write_text("name,city,Medicaid,EMDR\nA,Newark,Y,0\nB,Newark,N,1\n")
    values = yaml.safe_load(guess_mapping(roster.file))["values"]
    assert [(one["column"], one["map"], one["ignore"]) for one in values] == [
        ("Medicaid", {"Y": "payer:medicaid"}, ["N"]),
        ("EMDR", {"1": "approach:emdr"}, ["0"]),
    ]


def test_what_cannot_be_guessed_is_left_to_the_person(roster: Roster, vocabulary: None) -> None:
    roster.write_text("a,b\nx,y\n")
    roster.mapping.write_text(guess_mapping(roster.file), encoding="utf-8")
    with pytest.raises(ImportRefused, match="the file has no column “TODO”"):
        import_roster(roster.file, str(roster.mapping))


@pytest.mark.parametrize(
    "header",
    ['"a\nb",c', "x: y,#c", '\'a\',"b""c"', "- a,? b", "{a},[b]", "null,true", "\u2028,é"],
)
def test_strange_names_of_columns_make_no_strange_yaml(
    header: str, roster: Roster, vocabulary: None
) -> None:
    roster.write_text(f"name,{header}\nHarbor,Medicaid,\u2028 #: \x85 x\n")
    draft = guess_mapping(roster.file)
    assert yaml.safe_load(draft)["columns"]["name"] == "name"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["import", "guess", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_command_prints_or_writes_and_never_overwrites(people: Roster, tmp_path: Path) -> None:
    code, printed = run(str(people.file))
    assert code == 0
    output = tmp_path / "draft.yaml"
    assert run(str(people.file), "--output", str(output))[0] == 0
    assert output.read_text(encoding="utf-8") == printed
    code, message = run(str(people.file), "--output", str(output))
    assert (code, "not overwritten" in message) == (1, True)


def test_a_file_that_is_no_table_is_refused(roster: Roster, vocabulary: None) -> None:
    roster.write_bytes(b"%PDF-1.7")
    code, message = run(str(roster.file))
    assert (code, "a PDF" in message) == (1, True)
