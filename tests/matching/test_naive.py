"""The engine finds whom a naive reading of the plan finds."""

import pytest
from hypothesis import given, settings

from rapport.matching import Query
from tests.matching.naive import naive_ids
from tests.matching.random_listings import ANCESTORS
from tests.matching.strategies import ENGINES, Build, Directory, directories, queries

engines = pytest.mark.parametrize("build", ENGINES.values(), ids=ENGINES)


@engines
@settings(max_examples=400, deadline=None)
@given(directory=directories(), query=queries())
def test_a_naive_reading_of_the_plan_finds_the_same_listings(
    build: Build, directory: Directory, query: Query
) -> None:
    results = directory.built(build).search(query)
    assert {hit.id for hit in results.hits} == naive_ids(directory.documents, query, ANCESTORS)
    assert results.total == len(results.hits)
