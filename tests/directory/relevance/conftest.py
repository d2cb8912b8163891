"""The invented directory and the judged queries, searched once for all tests here."""

from dataclasses import replace

import pytest

from tests.demo.conftest import shipped_vocabulary
from tests.directory.relevance.invented import InventedDirectory, invented_directory
from tests.directory.relevance.judged import JudgedQuery, read_queries
from tests.directory.relevance.orders import Searched

ALL = 1_000
"""More than any judged query finds."""


@pytest.fixture(scope="session")
def directory() -> InventedDirectory:
    return invented_directory(shipped_vocabulary())


@pytest.fixture(scope="session")
def queries() -> tuple[JudgedQuery, ...]:
    return read_queries()


@pytest.fixture(scope="session")
def searched(
    directory: InventedDirectory, queries: tuple[JudgedQuery, ...]
) -> tuple[Searched, ...]:
    return tuple(
        Searched(
            query, directory.hits(replace(directory.query(query.search), page_size=ALL)), directory
        )
        for query in queries
    )
