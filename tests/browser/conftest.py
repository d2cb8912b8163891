"""The cast behind a live server."""

import pytest

from tests.cast import Cast, write_cast


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Give the cast, written for one test, because the server has connections of its own."""
    return write_cast()
