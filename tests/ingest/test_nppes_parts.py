"""What completes the NPI registry: further names and locations, and the deactivation list."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from rapport.cli.main import main
from rapport.ingest.models import RegistryEntry
from rapport.ingest.nppes import SideFiles, import_nppes
from rapport.ingest.nppes_parts import OTHERNAME_COLUMNS, PL_COLUMNS
from rapport.ingest.problems import ImportRefused
from rapport.ingest.queries import registry_entry
from rapport.vocabulary.sync import sync_vocabulary
from tests.ingest.npidata import CENTER, NPI, person, taxonomy, write
from tests.ingest.rosters import few_schemes

LOCATIONS = [
    [NPI, "5 DOCK LANE", "", "TRENTON", "NJ", "086081234", "US", "6095550103"],
    ["1003142399", "501 N MAIN ST", "", "WASILLA", "AK", "996547052", "US", ""],
    [NPI, "2 QUAY STREET", "FL 3", "CHESTER", "PA", "19013", "US", ""],
    [NPI, "5 DOCK LANE", "", "TRENTON", "NJ", "086081234", "US", "6095550103"],
    ["1234567890", "NO NPI", "", "", "", "", "", ""],
]


@pytest.fixture
def npidata(tmp_path: Path, db: None) -> Path:
    sync_vocabulary(few_schemes())
    return write(tmp_path / "npidata_pfile_20260101-20260107.csv", person())


def table(file: Path, names: list[str], rows: list[list[str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    return file


@pytest.fixture
def pl(tmp_path: Path) -> Path:
    return table(tmp_path / "pl_pfile_20260101-20260107.csv", [*PL_COLUMNS.values()], LOCATIONS)


def cities() -> set[str]:
    entry = registry_entry(NPI)
    assert entry
    return {one.city for one in entry.further_addresses}


def test_further_locations_are_kept_and_stay_when_no_file_names_them(
    npidata: Path, pl: Path
) -> None:
    report = import_nppes([npidata], SideFiles(pl=pl))
    assert (report.new, report.unread_parts) == (1, 1)
    assert cities() == {"TRENTON", "CHESTER"}
    assert import_nppes([npidata]).unchanged == 1
    assert import_nppes([npidata], SideFiles(pl=pl)).unchanged == 1
    table(pl, [*PL_COLUMNS.values()], LOCATIONS[2:3])
    assert import_nppes([npidata], SideFiles(pl=pl)).changed == 1
    assert cities() == {"CHESTER"}


def test_who_practises_in_the_state_at_a_further_location_is_kept(npidata: Path, pl: Path) -> None:
    assert import_nppes([npidata], states=["PA"]).elsewhere == 1
    assert import_nppes([npidata], SideFiles(pl=pl), states=["PA"]).new == 1


def test_further_names_of_organizations(npidata: Path, tmp_path: Path) -> None:
    row = person(entity="2", organization="HARBOR CENTER LLC", last="", first="")
    write(npidata, row | taxonomy(1, CENTER, "", "", "Y"))
    othername = tmp_path / "othername_pfile.csv"
    table(othername, [*OTHERNAME_COLUMNS.values()], [[NPI, "PIER CLINIC", "3"]])
    import_nppes([npidata], SideFiles(othername=othername))
    assert import_nppes([npidata]).unchanged == 1
    entry = registry_entry(NPI)
    assert entry
    assert [(one.name, one.type) for one in entry.other_names] == [("PIER CLINIC", "3")]


def test_the_archives_own_files_are_read_too(npidata: Path, pl: Path) -> None:
    archive = npidata.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.write(npidata, npidata.name)
        parts.write(pl, pl.name)
    import_nppes([archive])
    assert cities() == {"TRENTON", "CHESTER"}


def test_a_wrong_side_file_is_refused_before_anything_is_written(npidata: Path, pl: Path) -> None:
    with pytest.raises(ImportRefused, match="is no othername file: it has no column"):
        import_nppes([npidata], SideFiles(othername=pl))
    assert RegistryEntry.objects.count() == 0


def test_the_deactivation_list_marks_entries_by_workbook_and_by_csv(
    npidata: Path, tmp_path: Path
) -> None:
    import_nppes([npidata])
    book = openpyxl.Workbook()
    assert book.active
    for row in (
        ["NPPES Deactivated NPI Report as of Jan 12 2026", None],
        ["NPI", "NPPES Deactivation Date"],
        [NPI, "01/02/2026"],
        ["1003142399", "01/03/2026"],
    ):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    result = CliRunner().invoke(
        main, ["import", "nppes", "--deactivated", str(tmp_path / "list.xlsx")]
    )
    assert result.exit_code == 0, result.output
    assert "1 deactivated" in result.output
    entry = registry_entry(NPI)
    assert entry
    assert (entry.is_active, entry.deactivated_on) == (False, date(2026, 1, 2))
    RegistryEntry.objects.update(is_active=True, reactivated_on=date(2026, 2, 1))
    listed = table(tmp_path / "list.csv", ["NPI", "NPPES Deactivation Date"], [[NPI, "01/02/2026"]])
    assert import_nppes([], SideFiles(deactivated=listed)).deactivated == 0
    with pytest.raises(ImportRefused, match="is no deactivation list"):
        import_nppes([], SideFiles(deactivated=table(listed, ["Name"], [["Ada"]] * 9)))


def test_without_any_file_the_command_says_what_it_needs() -> None:
    result = CliRunner().invoke(main, ["import", "nppes"])
    assert result.exit_code == 2
    assert "Name at least one FILE" in result.output


def test_real_side_files_are_read_whole(real_data: Path, db: None) -> None:
    sync_vocabulary()
    folder = real_data / "nppes_archive_from_api"
    side = SideFiles(folder / "othername_pfile_from_api.csv", folder / "pl_pfile_from_api.csv")
    report = import_nppes([folder / "npidata_pfile_from_api.csv"], side)
    assert report.unread_parts == 0
    assert list(report.refused) == []
