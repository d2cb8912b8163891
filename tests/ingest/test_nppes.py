"""The NPI registry: behavioral health comes in for checking, by the names of its columns."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rapport.cli.main import main
from rapport.directory.models import Change, Listing, Suppression
from rapport.ingest.models import RegistryEntry
from rapport.ingest.nppes import import_nppes
from rapport.ingest.nppes_rows import COLUMNS
from rapport.ingest.problems import ImportRefused
from rapport.ingest.queries import registry_entry
from rapport.ingest.reading import SoFar
from rapport.ingest.registry import RegistryRecord, Taxonomy
from rapport.vocabulary.sync import sync_vocabulary
from tests.ingest.npidata import (
    BLANK,
    CENTER,
    NPI,
    PSYCHOLOGIST,
    SOCIAL_WORKER,
    SURGEON,
    header,
    people,
    person,
    taxonomy,
    write,
)
from tests.ingest.rosters import few_schemes


@pytest.fixture
def file(tmp_path: Path, db: None) -> Path:
    sync_vocabulary(few_schemes())
    return tmp_path / "npidata_pfile_20260101-20260107.csv"


def the_entry() -> RegistryRecord:
    found = registry_entry(NPI)
    assert found
    return found


def test_a_person_is_kept_with_the_practice_address_and_no_listing_is_made(file: Path) -> None:
    assert import_nppes([write(file, person())]).new == 1
    entry = the_entry()
    assert (entry.kind, entry.first_name, entry.last_name) == ("individual", "ADA", "HARBOR-PIER")
    assert (entry.credential_text, entry.phone) == ("M.Q. / LCSW", "+19735550101")
    assert (entry.enumerated_on, entry.updated_on) == (date(2006, 5, 23), date(2019, 7, 8))
    address = entry.practice_address
    assert (address.street, address.city) == ("1 PIER ROAD, SUITE 2", "NEWARK")
    assert (address.jurisdiction, address.postcode) == ("US-NJ", "07102")
    (licence,) = entry.licences
    assert (licence.jurisdiction, licence.number) == ("US-NJ", "44SC001")
    assert licence.taxonomy == SOCIAL_WORKER
    assert "Home" not in str(entry)
    assert (Listing.objects.count(), Change.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "names",
    [
        header(),
        header("Provider Gender Code", is_new=False),
        [name.replace(" ", "  ", 1) for name in header()],
        list(reversed(header())),
        ["Something new", *header()],
    ],
)
def test_columns_are_found_by_name_whatever_the_edition(names: list[str], file: Path) -> None:
    assert import_nppes([write(file, person(), names=names)]).new == 1
    assert the_entry().phone == "+19735550101"


def test_a_second_import_changes_nothing_and_a_weekly_file_updates(file: Path) -> None:
    import_nppes([write(file, person())])
    assert import_nppes([file]).unchanged == 1
    write(file, person(phone="9735550102", updated="08/01/2019"))
    assert import_nppes([file]).changed == 1
    assert the_entry().phone == "+19735550102"


def test_an_older_row_changes_nothing(file: Path) -> None:
    import_nppes([write(file, person(phone="9735550102", updated="08/01/2019"))])
    report = import_nppes([write(file, person())])
    assert (report.changed, report.unchanged, report.older) == (0, 1, 1)
    assert the_entry().phone == "+19735550102"


def test_of_two_rows_in_one_file_the_newer_counts(file: Path) -> None:
    newer = person(phone="9735550102", updated="08/01/2019")
    report = import_nppes([write(file, person(), newer, person())])
    assert (report.new, report.changed, report.older) == (1, 1, 1)
    assert the_entry().phone == "+19735550102"


def test_a_dry_run_writes_nothing(file: Path) -> None:
    assert import_nppes([write(file, person())], is_dry_run=True).new == 1
    assert registry_entry(NPI) is None


def test_other_professions_and_states_are_passed_over(file: Path) -> None:
    write(file, person() | taxonomy(1, SURGEON, "", "", "Y"))
    report = import_nppes([file])
    assert (report.new, report.other_taxonomies) == (0, 1)
    write(file, person())
    assert import_nppes([file], states=["PA"]).elsewhere == 1
    assert import_nppes([file], states=["nj", "US-PA"]).new == 1
    with pytest.raises(ImportRefused, match="“XX” is no state"):
        import_nppes([file], states=["XX"])


def test_who_moves_away_is_brought_up_to_date_all_the_same(file: Path) -> None:
    import_nppes([write(file, person())], states=["NJ"])
    write(file, person(state="PA", updated="08/01/2019"))
    assert import_nppes([file], states=["NJ"]).changed == 1
    assert the_entry().practice_address.jurisdiction == "US-PA"


def test_who_leaves_behavioral_health_leaves_the_registry(file: Path) -> None:
    import_nppes([write(file, person())])
    write(file, person() | taxonomy(1, SURGEON, "", "", "Y"))
    assert import_nppes([file]).left == 1
    assert registry_entry(NPI) is None


def test_an_address_abroad_has_no_jurisdiction(file: Path) -> None:
    import_nppes([write(file, person(country="CA", state="ONTARIO", postcode="K1A 0B1"))])
    address = the_entry().practice_address
    assert (address.country, address.jurisdiction, address.postcode) == ("CA", "", "K1A 0B1")


def test_of_several_taxonomies_the_primary_comes_first_and_all_are_kept(file: Path) -> None:
    row = person() | taxonomy(1, SURGEON, "MD1", "NJ")
    row |= taxonomy(2, PSYCHOLOGIST, "PSY1", "NJ") | taxonomy(9, SOCIAL_WORKER, "SW1", "PA", "Y")
    import_nppes([write(file, row)])
    assert the_entry().taxonomies == (
        Taxonomy(SOCIAL_WORKER, True),
        Taxonomy(SURGEON),
        Taxonomy(PSYCHOLOGIST),
    )
    assert [(one.jurisdiction, one.number, one.taxonomy) for one in the_entry().licences] == [
        ("US-PA", "SW1", SOCIAL_WORKER),
        ("US-NJ", "MD1", SURGEON),
        ("US-NJ", "PSY1", PSYCHOLOGIST),
    ]


@pytest.mark.parametrize("masked", ["=========", "$$$$$$$$$", "<UNAVAIL>", "", "x" * 41])
def test_masked_licence_numbers_are_none(masked: str, file: Path) -> None:
    row = person() | taxonomy(1, SOCIAL_WORKER, masked, "NJ", "Y")
    import_nppes([write(file, row)])
    assert the_entry().licences == ()


def test_a_blank_row_deactivates_and_a_reactivated_one_is_active_again(file: Path) -> None:
    import_nppes([write(file, person())])
    report = import_nppes([write(file, BLANK)])
    assert (report.deactivated, report.refused.total) == (1, 0)
    entry = the_entry()
    assert (entry.is_active, entry.deactivated_on) == (False, date(2021, 1, 2))
    assert entry.last_name == "HARBOR-PIER"
    assert import_nppes([file]).deactivated == 0
    assert import_nppes([write(file, person())]).older == 1
    assert not the_entry().is_active
    back = person(deactivated="01/02/2021", reactivated="03/04/2021", updated="03/04/2021")
    assert import_nppes([write(file, back)]).changed == 1
    assert the_entry().is_active
    assert import_nppes([write(file, BLANK)]).deactivated == 0


def test_a_deactivated_npi_that_is_not_known_is_not_kept(file: Path) -> None:
    import_nppes([write(file, BLANK)])
    assert RegistryEntry.objects.count() == 0


def test_who_asked_to_be_removed_stays_away(file: Path) -> None:
    import_nppes([write(file, person())])
    Suppression.objects.create(npi=NPI)
    report = import_nppes([write(file, person(phone="9735550102"))])
    assert (report.suppressed, report.changed) == (1, 0)
    assert registry_entry(NPI) is None


def test_an_organization_is_kept_by_its_names(file: Path) -> None:
    row = person(entity="2", organization="HARBOR CENTER LLC", last="", first="", credentials="")
    row |= taxonomy(1, CENTER, "L1", "NJ", "Y")
    row[COLUMNS["other_organization"]] = "PIER CLINIC"
    import_nppes([write(file, row)])
    entry = the_entry()
    assert (entry.kind, entry.organization_name) == ("organization", "HARBOR CENTER LLC")
    assert [one.name for one in entry.other_names] == ["PIER CLINIC"]


def test_broken_rows_are_refused_with_line_and_column(file: Path) -> None:
    write(file, person(npi="1234567890"), person(last=""), person(updated="", enumerated=""))
    report = import_nppes([file])
    assert [(one.line, one.column) for one in report.refused] == [
        (2, "NPI"),
        (3, COLUMNS["last"]),
        (4, COLUMNS["updated"]),
    ]


def test_bytes_that_are_not_utf8_cost_nothing(file: Path) -> None:
    write(file, person(first="JOSÉ"))
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))
    import_nppes([file])
    assert the_entry().first_name == "JOSÉ"


def test_straight_from_the_archive(file: Path) -> None:
    write(file, person())
    archive = file.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.write(file, file.name)
        parts.writestr(file.stem + "_fileheader.csv", '"NPI"\n')
    assert import_nppes([archive]).new == 1
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("readme.txt", "nothing")
    with pytest.raises(ImportRefused, match="holds no npidata file"):
        import_nppes([archive])


def test_another_file_is_refused_by_the_column_it_lacks(file: Path) -> None:
    file.write_text("NPI,Endpoint Type\n1234567893,X\n")
    result = CliRunner().invoke(main, ["import", "nppes", str(file)])
    assert result.exit_code == 1
    assert "no column “Entity Type Code”" in result.output


def test_without_a_vocabulary_the_import_says_what_to_do(tmp_path: Path, db: None) -> None:
    with pytest.raises(ImportRefused, match="Run `rapport init`"):
        import_nppes([write(tmp_path / "npidata.csv", person())])


def test_progress_reaches_the_end_by_bytes(file: Path) -> None:
    said: list[SoFar] = []
    write(file, *people(2_500))
    import_nppes([file], progress=said.append)
    assert [one.rows for one in said] == [1_000, 2_000, 2_500]
    assert 0 < said[0].done < said[1].done <= said[-1].done
    assert said[-1].done == said[-1].total == file.stat().st_size


def test_the_command_reports_and_publishes_nothing(file: Path) -> None:
    result = CliRunner().invoke(main, ["import", "nppes", str(write(file, person()))])
    assert result.exit_code == 0, result.output
    assert "1 new, 0 changed" in result.output
    assert "Nothing was published" in result.output


def test_real_rows_of_every_edition_load_twice_alike(real_data: Path, db: None) -> None:
    sync_vocabulary()
    files = sorted(real_data.glob("nppes_*/*npidata*.csv")) + sorted(
        real_data.glob("nppes_rows_ct_ma_ri_2018/*.csv")
    )
    report = import_nppes(files)
    assert report.rows == 240 + 167 + 98 + 2_000 + 40
    assert list(report.refused) == []
    assert report.new > 300
    assert Listing.objects.count() == 0
    count = RegistryEntry.objects.count()
    again = import_nppes(files)
    assert (again.new, again.left) == (0, 0)
    assert RegistryEntry.objects.count() == count == report.new - report.left
