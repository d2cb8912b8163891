"""The cast in the database, and a visitor's browser."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.cast import cast as cast


@pytest.fixture
def visitor(cast: Cast, db: None) -> Client:
    """Give a browser without script that sends forms as browsers send those of our own pages."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"})
