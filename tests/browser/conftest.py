"""The cast behind a live server."""

import pytest

from tests.cast import Cast, cast_put_back


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Give the cast, put back for one test, because the server has connections of its own."""
    return cast_put_back()
