"""The NPI registry: behavioral health comes in as drafts, by the names of its columns."""

import csv
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rapport.cli.main import main
from rapport.directory.actions.attest import attest
from rapport.directory.actions.set_status import publish_listing, remove_on_request
from rapport.directory.models import Change, Listing
from rapport.directory.models.listing import ConsentBasis, Status
from rapport.directory.queries import load_listings
from rapport.directory.records import ListingRecord
from rapport.ingest.nppes import import_nppes
from rapport.ingest.nppes_rows import COLUMNS, OF_TAXONOMY
from rapport.ingest.problems import ImportRefused
from rapport.matching import Aspect
from rapport.vocabulary.sync import sync_vocabulary
from tests.ingest.rosters import few_schemes

SOCIAL_WORKER, PSYCHOLOGIST, SURGEON = "1041C0700X", "103TC0700X", "208600000X"
CENTER = "261QM0801X"
MAILING = "Provider First Line Business Mailing Address"

PERSON = {
    COLUMNS["npi"]: "1234567893",
    COLUMNS["entity"]: "1",
    COLUMNS["last"]: "HARBOR-PIER",
    COLUMNS["first"]: "ADA",
    COLUMNS["credentials"]: "M.Q. / LCSW",
    MAILING: "9 Home Lane",
    COLUMNS["street"]: "1 PIER ROAD",
    COLUMNS["street2"]: "SUITE 2",
    COLUMNS["city"]: "NEWARK",
    COLUMNS["state"]: "NJ",
    COLUMNS["postcode"]: "071021234",
    COLUMNS["country"]: "US",
    COLUMNS["phone"]: "9735550101",
    COLUMNS["enumerated"]: "05/23/2006",
    COLUMNS["updated"]: "07/08/2019",
}


def taxonomy(
    number: int, code: str, licence: str = "", state: str = "", primary: str = "N"
) -> dict[str, str]:
    values = (code, licence, state, primary)
    starts = (OF_TAXONOMY[name] for name in ("code", "number", "state", "primary"))
    return {f"{start}{number}": value for start, value in zip(starts, values, strict=True)}


def person(**said: str) -> dict[str, str]:
    row = PERSON | taxonomy(1, SOCIAL_WORKER, "44SC001", "NJ", "Y")
    return row | {COLUMNS[name]: value for name, value in said.items()}


def header(gender: str = "Provider Sex Code", is_new: bool = True) -> list[str]:
    names = [*COLUMNS.values(), MAILING, gender]
    for start in OF_TAXONOMY.values():
        names += [f"{start}{n}" for n in range(1, 16)]
    return names + ["Certification Date"] * is_new


@pytest.fixture
def file(tmp_path: Path, db: None) -> Path:
    sync_vocabulary(few_schemes())
    return tmp_path / "npidata_pfile_20260101-20260107.csv"


def write(file: Path, *rows: dict[str, str], names: Iterable[str] = ()) -> Path:
    names = list(names) or header()
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(names)
        writer.writerows([[row.get(" ".join(name.split()), "") for name in names] for row in rows])
    return file


def the_record() -> ListingRecord:
    (found,) = load_listings(Listing.objects.all())
    return found.record


def test_a_person_becomes_a_draft_of_the_practice_address(file: Path) -> None:
    assert import_nppes([write(file, person())]).new == 1
    listing = Listing.objects.get()
    assert (listing.status, listing.consent_basis) == (Status.DRAFT, "")
    record = the_record()
    assert (record.kind, record.name, record.npi) == ("therapist", "Ada Harbor-Pier", "1234567893")
    office = record.offices[0]
    assert (office.street, office.postcode) == ("1 PIER ROAD, SUITE 2", "07102")
    assert {one.term for one in record.terms} == {
        "profession:clinical-social-worker",
        "credential:lcsw",
    }
    (licence,) = record.licences
    assert (licence.jurisdiction, licence.number) == ("US-NJ", "44SC001")
    assert (licence.expires_on, licence.checked_on) == (None, None)
    assert record.confirmed[Aspect.IDENTITY] == date(2019, 7, 8)
    assert "Home" not in str(record)


def test_drafts_are_no_news_for_the_search_index(file: Path) -> None:
    import_nppes([write(file, person())])
    assert Change.objects.count() == 0


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
    assert the_record().phone == "+19735550101"


def test_a_second_import_changes_nothing_and_a_weekly_file_updates(file: Path) -> None:
    import_nppes([write(file, person())])
    assert import_nppes([file]).unchanged == 1
    write(file, person(phone="9735550102", updated="08/01/2019"))
    assert import_nppes([file]).changed == 1
    assert the_record().phone == "+19735550102"


def test_other_professions_states_and_countries_are_passed_over(file: Path) -> None:
    surgeon = person() | taxonomy(1, SURGEON, "", "", "Y")
    abroad = person(country="CA", state="ONTARIO")
    write(file, surgeon)
    assert import_nppes([file]).new == 0
    write(file, person())
    assert import_nppes([file], states=["PA"]).new == 0
    assert import_nppes([file], states=["nj", "US-PA"], is_dry_run=True).new == 1
    write(file, abroad)
    assert import_nppes([file], states=["NJ"]).new == 0
    import_nppes([file])
    assert the_record().offices == ()
    with pytest.raises(ImportRefused, match="“XX” is no state"):
        import_nppes([file], states=["XX"])


def test_of_several_taxonomies_the_primary_comes_first_and_all_count(file: Path) -> None:
    row = person() | taxonomy(1, SURGEON, "MD1", "NJ", "Y")
    row |= taxonomy(2, PSYCHOLOGIST, "PSY1", "NJ") | taxonomy(9, SOCIAL_WORKER, "SW1", "PA", "Y")
    import_nppes([write(file, row)])
    professions = [one.term for one in the_record().terms if one.term.startswith("profession:")]
    assert professions == ["profession:clinical-social-worker", "profession:psychologist"]
    assert {(one.jurisdiction, one.number) for one in the_record().licences} == {
        ("US-NJ", "PSY1"),
        ("US-PA", "SW1"),
    }


@pytest.mark.parametrize("masked", ["=========", "$$$$$$$$$", "<UNAVAIL>", "", "x" * 41])
def test_masked_licence_numbers_are_none(masked: str, file: Path) -> None:
    row = person() | taxonomy(1, SOCIAL_WORKER, masked, "NJ", "Y")
    import_nppes([write(file, row)])
    assert the_record().licences == ()


def test_a_deactivated_npi_withdraws_its_draft_and_a_reactivated_one_stays(file: Path) -> None:
    import_nppes([write(file, person())])
    write(file, person(deactivated="01/02/2020", reactivated="03/04/2020", updated="03/04/2020"))
    assert import_nppes([file]).changed == 1
    blank = {COLUMNS["npi"]: "1234567893", COLUMNS["deactivated"]: "01/02/2021"}
    report = import_nppes([write(file, blank)])
    assert (report.withdrawn, report.refused.total) == (1, 0)
    assert Listing.objects.get().status == Status.WITHDRAWN
    assert import_nppes([file]).withdrawn == 0


def test_a_deactivated_npi_leaves_a_published_listing_to_people(file: Path) -> None:
    import_nppes([write(file, person())])
    publish_listing(Listing.objects.get(), ConsentBasis.OWN_REQUEST)
    blank = {COLUMNS["npi"]: "1234567893", COLUMNS["deactivated"]: "01/02/2021"}
    import_nppes([write(file, blank)])
    assert Listing.objects.get().status == Status.PUBLISHED


def test_a_therapists_word_is_newer_than_the_registrys(file: Path) -> None:
    import_nppes([write(file, person())])
    Listing.objects.update(phone="+19735550199")
    attest(Listing.objects.get(), Aspect.CONTACT, date(2026, 1, 1))
    import_nppes([write(file, person(phone="9735550102", updated="08/01/2019"))])
    assert the_record().phone == "+19735550199"


def test_who_asked_to_be_removed_stays_away(file: Path) -> None:
    import_nppes([write(file, person())])
    remove_on_request(Listing.objects.get())
    report = import_nppes([write(file, person(phone="9735550102"))])
    assert (report.suppressed, report.changed) == (1, 0)


def test_an_organization_becomes_a_clinic(file: Path) -> None:
    row = person(entity="2", organization="HARBOR CENTER LLC", last="", first="", credentials="")
    row |= taxonomy(1, CENTER, "L1", "NJ", "Y")
    sync_vocabulary()
    import_nppes([write(file, row)])
    record = the_record()
    assert (record.kind, record.name) == ("clinic", "HARBOR CENTER LLC")
    assert [one.term for one in record.terms] == ["setting:community-mental-health-center"]
    assert record.licences == ()


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
    assert the_record().name == "José Harbor-Pier"


def test_straight_from_the_archive(file: Path) -> None:
    write(file, person())
    archive = file.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.write(file, file.name)
        parts.writestr(file.stem + "_fileheader.csv", '"NPI"\n')
        parts.writestr("othername_pfile_20260101-20260107.csv", '"NPI"\n')
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


def test_real_rows_of_every_edition_load_twice_alike(real_data: Path, db: None) -> None:
    sync_vocabulary()
    files = sorted(real_data.glob("nppes_*/*npidata*.csv")) + sorted(
        real_data.glob("nppes_rows_ct_ma_ri_2018/*.csv")
    )
    report = import_nppes(files)
    assert report.rows == 240 + 167 + 98 + 2_000 + 40
    assert list(report.refused) == []
    assert report.new > 300
    assert set(Listing.objects.values_list("status", "consent_basis")) == {(Status.DRAFT, "")}
    count = Listing.objects.count()
    again = import_nppes(files)
    assert (again.new, again.changed) == (0, 0)
    assert Listing.objects.count() == count == report.new
