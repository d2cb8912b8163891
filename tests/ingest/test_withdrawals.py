"""Rows that vanish and come back: reported always, withdrawn only when asked, back when theirs."""

import pytest

from rapport.directory.actions.set_status import pause_listing, publish_listing, withdraw_listing
from rapport.directory.models import Listing
from rapport.directory.models.listing import ConsentBasis, Status
from rapport.ingest.models import Withdrawal
from rapport.ingest.problems import ImportRefused
from tests.ingest.conftest import Import
from tests.ingest.rosters import Roster, row, text_of


def statuses() -> dict[str, str]:
    return dict(Listing.objects.order_by("records__key").values_list("records__key", "status"))


@pytest.fixture
def two(roster: Roster, imported: Import) -> Roster:
    """Import two clinics, and leave a roster without the second."""
    roster.write(row(1), row(2))
    imported()
    return roster.write(row(1))


def test_a_vanished_row_is_reported_and_its_listing_stays(two: Roster, imported: Import) -> None:
    for _time in range(2):
        report = imported()
        assert (report.missing, report.withdrawn) == (1, 0)
        assert statuses() == {"H-1": Status.PUBLISHED, "H-2": Status.PUBLISHED}


def test_it_is_withdrawn_when_asked_once(two: Roster, imported: Import) -> None:
    report = imported(withdraw_missing=True)
    assert (report.missing, report.withdrawn) == (1, 1)
    assert statuses() == {"H-1": Status.PUBLISHED, "H-2": Status.WITHDRAWN}
    again = imported(withdraw_missing=True)
    assert (again.missing, again.withdrawn, again.unchanged) == (0, 0, 1)


def test_a_dry_run_withdraws_nothing(two: Roster, imported: Import) -> None:
    report = imported(is_dry_run=True, withdraw_missing=True)
    assert (report.missing, report.withdrawn) == (1, 0)
    assert statuses()["H-2"] == Status.PUBLISHED


def test_what_an_import_withdrew_is_published_again_when_its_row_returns(
    two: Roster, imported: Import
) -> None:
    imported(withdraw_missing=True)
    two.write(row(1), row(2, name="Back again"))
    report = imported()
    assert (report.returned, report.changed) == (1, 1)
    assert statuses()["H-2"] == Status.PUBLISHED
    assert Listing.objects.get(records__key="H-2").name == "Back again"
    assert Withdrawal.objects.count() == 0
    assert imported().returned == 0


def test_what_a_person_withdrew_stays_so(two: Roster, imported: Import) -> None:
    withdraw_listing(Listing.objects.get(records__key="H-2"))
    assert imported(withdraw_missing=True).missing == 0
    two.write(row(1), row(2))
    assert imported().returned == 0
    assert statuses()["H-2"] == Status.WITHDRAWN


def test_what_a_person_touched_after_an_import_withdrew_it_is_theirs(
    two: Roster, imported: Import
) -> None:
    imported(withdraw_missing=True)
    listing = Listing.objects.get(records__key="H-2")
    publish_listing(listing)
    withdraw_listing(listing)
    two.write(row(1), row(2))
    assert imported().returned == 0
    assert statuses()["H-2"] == Status.WITHDRAWN


def test_a_paused_listing_that_vanished_is_withdrawn_too(two: Roster, imported: Import) -> None:
    pause_listing(Listing.objects.get(records__key="H-2"))
    assert imported(withdraw_missing=True).withdrawn == 1


def test_who_asked_for_the_listing_keeps_it_whatever_a_roster_says(
    two: Roster, imported: Import
) -> None:
    publish_listing(Listing.objects.get(records__key="H-2"), ConsentBasis.OWN_REQUEST)
    report = imported(withdraw_missing=True)
    assert (report.missing, report.withdrawn) == (1, 0)
    assert statuses()["H-2"] == Status.PUBLISHED


def test_nothing_is_withdrawn_while_rows_cannot_be_read(two: Roster, imported: Import) -> None:
    two.write_text(text_of([row(1)]) + "H-2,broken\n")
    report = imported(withdraw_missing=True)
    assert (report.missing, report.withdrawn) == (1, 0)
    assert "Nothing was withdrawn" in report.notes[0]
    assert statuses()["H-2"] == Status.PUBLISHED


def test_a_row_that_is_refused_but_has_its_key_is_not_missing(
    two: Roster, imported: Import
) -> None:
    two.write(row(1), row(2, name=""))
    report = imported(withdraw_missing=True)
    assert (report.missing, report.refused.total) == (0, 1)
    assert statuses()["H-2"] == Status.PUBLISHED


def test_a_file_with_a_header_alone_withdraws_nothing(two: Roster, imported: Import) -> None:
    two.write()
    with pytest.raises(ImportRefused, match="no usable row"):
        imported(withdraw_missing=True)
    assert statuses() == {"H-1": Status.PUBLISHED, "H-2": Status.PUBLISHED}


def test_an_import_that_another_swept_changes_nothing(
    two: Roster, imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two imports of one source at once: the later start wins, the earlier says so."""
    from rapport.ingest import roster as module  # noqa: PLC0415
    from rapport.ingest.models import ImportRun  # noqa: PLC0415
    from rapport.ingest.staging import stage  # noqa: PLC0415

    def swept(run: ImportRun, *rest: object) -> None:
        stage(run, *rest)  # type: ignore[arg-type]
        ImportRun.objects.filter(pk=run.pk).delete()

    monkeypatch.setattr(module, "stage", swept)
    with pytest.raises(ImportRefused, match="another import"):
        imported(withdraw_missing=True)
    assert statuses() == {"H-1": Status.PUBLISHED, "H-2": Status.PUBLISHED}
