"""The invented directory and the judged queries, once for all tests here."""

import pytest

from tests.demo.conftest import shipped_vocabulary
from tests.directory.relevance.invented import InventedDirectory, invented_directory
from tests.directory.relevance.judged import JudgedQuery, read_queries


@pytest.fixture(scope="session")
def directory() -> InventedDirectory:
    return invented_directory(shipped_vocabulary())


@pytest.fixture(scope="session")
def queries() -> tuple[JudgedQuery, ...]:
    return read_queries()
