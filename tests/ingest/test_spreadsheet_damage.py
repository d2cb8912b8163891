"""What spreadsheets do to a roster: each damage is repaired and said, or refused and said."""

import pytest

from rapport.directory.models import Listing
from rapport.directory.queries import load_listings
from rapport.directory.records import ListingRecord, OfficeRecord
from tests.ingest.conftest import Import
from tests.ingest.rosters import HEADER, Roster, row, text_of


def the_record() -> ListingRecord:
    (found,) = load_listings(Listing.objects.all())
    return found.record


def the_office() -> OfficeRecord:
    return the_record().offices[0]


@pytest.mark.parametrize(
    ("cell", "postcode", "is_repaired"),
    [
        ("7102", "07102", True),
        ("7102.0", "07102", True),
        ("07102.0", "07102", True),
        ("07102-3456", "07102", False),
        ("7102-3456", "07102", True),
        ("071023456", "07102", False),
        ("501", "00501", True),
        (" 07102 ", "07102", False),
        ("'07102", "07102", True),
        ("NA", "", False),
        ("n/a", "", False),
        ("Jersey", "", True),
        ("00000", "", True),
    ],
)
def test_zip_codes(
    cell: str, postcode: str, is_repaired: bool, roster: Roster, imported: Import
) -> None:
    roster.write(row(1, zip=cell))
    report = imported()
    assert the_office().postcode == postcode
    assert [one.column for one in report.repaired] == ["zip"] * is_repaired
    assert the_office().latitude is not None  # the town stands in for a ZIP that is gone


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_encodings(encoding: str, roster: Roster, imported: Import) -> None:
    roster.write_text(text_of([row(1, name="Clínica Peña", city="Newark")]), encoding)
    assert imported().new == 1
    assert the_record().name == "Clínica Peña"


def test_curly_quotes_of_windows(roster: Roster, imported: Import) -> None:
    roster.write_text(text_of([row(1, name="Women’s “Harbor” – Newark")]), "cp1252")
    assert imported().new == 1
    assert the_record().name == "Women’s “Harbor” – Newark"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str, roster: Roster, imported: Import) -> None:
    roster.write_text(text_of([row(1, payers="Medicaid, Medicare")], delimiter))
    assert imported().new == 1
    assert len(the_record().coverage) == 2


def test_quotes_commas_and_line_breaks_inside_cells(roster: Roster, imported: Import) -> None:
    roster.write(
        row(1, name='The "Harbor", Newark', street="1 Pier Road\nFloor 2"), row(2, zip="bad")
    )
    report = imported()
    first = load_listings(Listing.objects.filter(records__key="H-1"))[0].record
    assert first.name == 'The "Harbor", Newark'
    assert first.offices[0].street == "1 Pier Road Floor 2"
    assert [one.line for one in report.repaired] == [4]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_line_endings(ending: str, roster: Roster, imported: Import) -> None:
    roster.write_text(text_of([row(1), row(2)]).replace("\n", ending))
    assert imported().new == 2


def test_rows_that_are_too_short_or_too_long_are_refused_with_their_line(
    roster: Roster, imported: Import
) -> None:
    lines = text_of([row(1), row(2), row(3)]).splitlines()
    lines[2] = "H-2,Harbor"
    lines[3] += ",more"
    roster.write_text("\n".join(lines))
    report = imported()
    assert report.new == 1
    assert [(one.line, one.reason) for one in report.refused] == [
        (3, f"has 2 cells, the header has {len(HEADER)}"),
        (4, f"has {len(HEADER) + 1} cells, the header has {len(HEADER)}"),
    ]


def test_empty_cells_after_the_last_column_do_no_harm(roster: Roster, imported: Import) -> None:
    lines = text_of([row(1), row(2)]).splitlines()
    roster.write_text("\n".join([lines[0], lines[1] + ",,", lines[2], ",,,", "", ""]))
    report = imported()
    assert (report.new, report.refused) == (2, [])


def test_the_names_of_columns_may_differ_in_case_and_space(
    roster: Roster, imported: Import
) -> None:
    text = text_of([row(1)])
    header = text.partition("\n")[0]
    drifted = header.replace("name", " Name ").replace("phone 2", "Phone_2").replace("zip", "ZIP")
    roster.write_text(text.replace(header, drifted, 1))
    report = imported()
    assert report.new == 1
    assert {one.column for one in report.repaired} == {"Name", "Phone_2", "ZIP"}


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("973-555-0101", "+19735550101"),
        ("(973) 555.0101 x12", "+19735550101;ext=12"),
        ("9735550101.0", "+19735550101"),
        ("+44 20 7946 0958", "+442079460958"),
        ("call us", ""),
        ("555-0101", ""),
        ("NA", ""),
    ],
)
def test_telephone_numbers(cell: str, phone: str, roster: Roster, imported: Import) -> None:
    roster.write(row(1, phone=cell))
    imported()
    assert the_record().phone == phone


def test_the_second_telephone_counts_when_the_first_is_none(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1, phone="none", phone_2="973-555-0102"))
    imported()
    assert the_record().phone == "+19735550102"


@pytest.mark.parametrize(
    ("cell", "website", "is_repaired"),
    [
        ("http://", "", True),
        ("https://", "", True),
        ("harbor.example", "https://harbor.example", True),
        ("http://harbor.example/a?b=c", "http://harbor.example/a?b=c", False),
        ("see our page", "", True),
        ("javascript:alert(1)", "", True),
        ("ftp://harbor.example", "", True),
        ("", "", False),
    ],
)
def test_web_addresses(
    cell: str, website: str, is_repaired: bool, roster: Roster, imported: Import
) -> None:
    roster.write(row(1, website=cell))
    report = imported()
    assert the_record().website == website
    assert [one.column for one in report.repaired] == ["website"] * is_repaired


def test_an_npi_with_a_wrong_check_digit_is_left_out(roster: Roster, imported: Import) -> None:
    roster.write(row(1, npi="1234567890"), row(2, npi="1234567893.0"))
    (repair,) = imported().repaired
    assert (repair.line, repair.column, repair.value) == (2, "npi", "1234567890")
    npis = Listing.objects.order_by("records__key").values_list("npi", flat=True)
    assert list(npis) == ["", "1234567893"]


def test_three_hundred_columns_do_no_harm(roster: Roster, imported: Import) -> None:
    header, line = text_of([row(1)]).splitlines()
    more = ",".join(f"extra {number}" for number in range(300))
    roster.write_text(f"{header},{more}\n{line},{more}\n")
    assert imported().new == 1


def test_a_row_of_a_megabyte_is_refused_alone(roster: Roster, imported: Import) -> None:
    roster.write(row(1), row(2, motto="x" * 1_000_000), row(3))
    report = imported()
    assert report.new == 2
    assert [(one.line, one.column) for one in report.refused] == [(3, "motto")]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only(
    roster: Roster, imported: Import
) -> None:
    lines = text_of([row(1), row(2), row(3)]).splitlines()
    lines[2] = lines[2].replace("1 Pier Road", '"1 Pier Road')
    roster.write_text("\n".join(lines) + "\n")
    report = imported()
    assert report.new == 2
    (refused,) = report.refused
    assert (refused.line, refused.column) == (3, "street")
    assert "quotation mark" in refused.reason


def test_a_value_too_long_for_its_field_is_left_out_and_a_name_refuses_its_row(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1, motto="x" * 201), row(2, name="x" * 201), row(3, city="x" * 101))
    report = imported()
    assert [(one.line, one.column) for one in report.refused] == [(3, "name")]
    assert [(one.line, one.column) for one in report.repaired] == [(2, "motto"), (4, "city")]
    assert report.new == 2
