"""Fixtures for imports: a small vocabulary in the database, a roster, a way to import it."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.ingest.rosters import Roster, few_schemes

if TYPE_CHECKING:
    from rapport.ingest.report import Report


class Import(Protocol):
    """Imports the roster: `imported(is_dry_run=True)`."""

    def __call__(self, *, is_dry_run: bool = False, withdraw_missing: bool = False) -> "Report":
        """Give the report."""
        ...


@pytest.fixture
def vocabulary(db: None) -> None:
    """Bring the terms that the rosters of these tests need into the database."""
    from rapport.vocabulary.sync import sync_vocabulary  # noqa: PLC0415  # needs Django's apps

    sync_vocabulary(few_schemes())


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    """Give a roster that is not written yet, with its mapping."""
    return Roster(tmp_path)


@pytest.fixture
def imported(roster: Roster, vocabulary: None) -> Import:
    """Give the function that imports the roster as it is then."""
    from rapport.ingest.roster import import_roster  # noqa: PLC0415  # as above

    def imported(*, is_dry_run: bool = False, withdraw_missing: bool = False) -> "Report":
        return import_roster(
            roster.file,
            str(roster.mapping),
            is_dry_run=is_dry_run,
            withdraw_missing=withdraw_missing,
        )

    return imported
