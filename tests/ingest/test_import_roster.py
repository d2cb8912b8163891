"""What an import of a roster changes, and what it reports."""

from datetime import date

import pytest

from rapport.directory.actions.attest import attest
from rapport.directory.actions.set_status import remove_on_request
from rapport.directory.models import Attestation, Change, Listing, SourceRecord
from rapport.directory.models.listing import ConsentBasis, Status
from rapport.directory.queries import StoredListing, load_listings
from rapport.ingest.models import ImportRun, StagedRecord
from rapport.ingest.problems import ImportRefused
from rapport.ingest.report import Report
from rapport.matching import Aspect
from tests.ingest.conftest import Import
from tests.ingest.rosters import Roster, row


def counts(report: Report) -> dict[str, int]:
    """The numbers of a report that are not zero."""
    names = ("new", "changed", "unchanged", "missing", "merged", "suppressed")
    found = {name: getattr(report, name) for name in names} | {"refused": len(report.refused)}
    return {name: number for name, number in found.items() if number}


def rows_of_the_directory() -> tuple[int, ...]:
    models = (Listing, Attestation, SourceRecord, Change, StagedRecord)
    return tuple(model._default_manager.count() for model in models)


def the_listing(key: str = "H-1") -> StoredListing:
    (found,) = load_listings(Listing.objects.filter(records__key=key))
    return found


def test_a_row_becomes_a_published_listing_with_dated_facts(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1, npi="1234567893", payers="Medicaid, Medicare", therapies="Video,Group"))
    assert counts(imported()) == {"new": 1}
    listing = the_listing()
    assert listing.status == Status.PUBLISHED
    assert Listing.objects.get().consent_basis == ConsentBasis.ROSTER_MEMBER
    assert listing.record.name == "Harbor Counseling 1"
    assert listing.record.npi == "1234567893"
    assert listing.record.phone == "+19735550101"
    assert [one.payer for one in listing.record.coverage] == ["payer:medicaid", "payer:medicare"]
    assert [one.term for one in listing.record.terms] == ["format:group"]
    assert [(one.mode, one.jurisdiction) for one in listing.record.offices] == [
        ("in-person", "US-NJ"),
        ("video", "US-NJ"),
    ]
    assert listing.record.offices[0].precision == "zip"
    assert {fact.confirmed_on for fact in listing.facts.values()} == {date(2026, 10, 1)}
    assert {fact.source_name for fact in listing.facts.values()} == {"Harbor Association"}


def test_new_changed_unchanged_and_missing_rows_are_told_apart(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1), row(2), row(3))
    imported()
    roster.write(row(1), row(2, phone="973-555-0102"), row(4))
    assert counts(imported()) == {"new": 1, "changed": 1, "unchanged": 1, "missing": 1}
    assert the_listing("H-2").record.phone == "+19735550102"
    assert the_listing("H-3").status == Status.PUBLISHED


def test_the_same_file_twice_changes_nothing(roster: Roster, imported: Import) -> None:
    roster.write(row(1), row(2))
    imported()
    before = rows_of_the_directory()
    assert counts(imported()) == {"unchanged": 2}
    assert rows_of_the_directory() == before


def test_a_dry_run_changes_nothing_and_reports_the_same(roster: Roster, imported: Import) -> None:
    roster.write(row(1), row(2))
    imported()
    roster.write(row(1), row(2, name="Harbor West"), row(3), row(3))
    before = (*rows_of_the_directory(), ImportRun.objects.count())
    dry = imported(is_dry_run=True)
    assert (*rows_of_the_directory(), ImportRun.objects.count()) == before
    assert (
        counts(dry) == counts(imported()) == {"new": 1, "changed": 1, "unchanged": 1, "merged": 1}
    )


def test_identical_rows_merge_and_different_ones_with_one_key_are_both_refused(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1), row(1), row(2), row(2, phone="973-555-0102"), row(2), row(3))
    report = imported()
    assert counts(report) == {"new": 2, "merged": 1, "refused": 3}
    assert [(one.line, one.column, one.value) for one in report.refused] == [
        (4, "id", "H-2"),
        (5, "id", "H-2"),
        (6, "id", "H-2"),
    ]
    assert "same key" in report.refused[0].reason


def test_a_listing_whose_rows_contradict_each_other_is_not_missing(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1))
    imported()
    roster.write(row(1), row(1, phone="973-555-0102"))
    assert counts(imported()) == {"refused": 2}


def test_rows_with_one_npi_and_different_keys_are_two_listings(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1, npi="1234567893"), row(2, npi="1234567893"))
    assert counts(imported()) == {"new": 2}


def test_who_asked_to_be_removed_never_comes_back(roster: Roster, imported: Import) -> None:
    roster.write(row(1, npi="1234567893"), row(2))
    imported()
    remove_on_request(Listing.objects.get(records__key="H-1"))
    roster.write(
        row(1, npi="1234567893", name="Renamed"), row(2), row(9, npi="1234567893"), row(10)
    )
    assert counts(imported()) == {"new": 1, "unchanged": 1, "suppressed": 2}
    assert the_listing("H-1").status == Status.WITHDRAWN
    assert the_listing("H-1").record.name == "Harbor Counseling 1"


def test_an_import_does_not_publish_what_an_operator_withdrew(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1))
    imported()
    Listing.objects.update(status=Status.WITHDRAWN)
    roster.write(row(1, name="Renamed"))
    imported()
    assert the_listing().status == Status.WITHDRAWN


def test_a_therapists_newer_word_survives_aspect_by_aspect(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1))
    imported()
    listing = Listing.objects.get()
    Listing.objects.update(phone="+19735550199", headline="Mine")
    attest(listing, Aspect.CONTACT, date(2026, 10, 5))
    roster.write(row(1, phone="973-555-0102", motto="Theirs", payers="Medicare"))
    roster.change_mapping("date: 2026-10-01", "date: 2026-10-03")
    assert counts(imported()) == {"changed": 1}
    after = the_listing()
    assert after.record.phone == "+19735550199"
    assert after.facts[Aspect.CONTACT].confirmed_on == date(2026, 10, 5)
    assert after.record.headline == "Theirs"
    assert [one.payer for one in after.record.coverage] == ["payer:medicare"]
    assert after.facts[Aspect.COVERAGE].confirmed_on == date(2026, 10, 3)


def test_on_a_tie_the_therapist_wins_and_a_newer_roster_wins_again(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1))
    imported()
    Listing.objects.update(phone="+19735550199")
    attest(Listing.objects.get(), Aspect.CONTACT, date(2026, 10, 1))
    roster.write(row(1, phone="973-555-0102"))
    imported()
    assert the_listing().record.phone == "+19735550199"
    roster.change_mapping("date: 2026-10-01", "date: 2026-10-02")
    imported()
    assert the_listing().record.phone == "+19735550102"


def test_a_roster_says_nothing_of_aspects_it_has_no_columns_for(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1))
    roster.change_mapping("  headline: motto\n", "")
    mapping = roster.mapping.read_text(encoding="utf-8")
    roster.mapping.write_text(mapping.partition("values:")[0], encoding="utf-8")
    imported()
    assert set(the_listing().facts) == {Aspect.IDENTITY, Aspect.CONTACT}


@pytest.mark.parametrize(
    ("cell", "terms"),
    [
        ("Cognitive, behavioral therapy", {"approach:cbt"}),
        ("Group, Cognitive, behavioral therapy", {"format:group", "approach:cbt"}),
        ("cognitive, BEHAVIORAL therapy,Group", {"format:group", "approach:cbt"}),
        ("Cognitive", {"concern:anxiety"}),
        ("Cognitive, Group", {"concern:anxiety", "format:group"}),
        ("Other, not listed, Group", {"format:group"}),
        ("Group,,  ,", {"format:group"}),
        ("NA", set()),
    ],
)
def test_a_label_that_contains_the_separator_stays_whole(
    cell: str, terms: set[str], roster: Roster, imported: Import
) -> None:
    roster.write(row(1, therapies=cell))
    report = imported()
    assert {one.term for one in the_listing().record.terms} == terms
    assert report.unmatched == []


def test_values_that_the_mapping_does_not_know_are_counted(
    roster: Roster, imported: Import
) -> None:
    roster.write(row(1, payers="Moonshine, Medicaid"), row(2, payers="Moonshine"), row(3))
    (unknown,) = imported().unmatched
    assert (unknown.column, unknown.value, unknown.count, unknown.first_line) == (
        "payers",
        "Moonshine",
        2,
        2,
    )


def test_a_run_leaves_its_report_and_nothing_staged(roster: Roster, imported: Import) -> None:
    roster.write(row(1), row(2, name=""))
    imported()
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.APPLIED
    assert run.report["new"] == 1
    assert StagedRecord.objects.count() == 0


def test_a_refused_file_leaves_no_run(roster: Roster, imported: Import) -> None:
    roster.write_text("a,b\n1,2\n")
    with pytest.raises(ImportRefused):
        imported()
    assert ImportRun.objects.count() == 0
