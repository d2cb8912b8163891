"""The terms that these tests need, in the database."""

import pytest


@pytest.fixture
def vocabulary(db: None) -> None:
    """Bring a small vocabulary into the database."""
    from rapport.vocabulary.sync import sync_vocabulary  # noqa: PLC0415  # needs Django's apps
    from tests.ingest.rosters import few_schemes  # noqa: PLC0415  # as above

    sync_vocabulary(few_schemes())
