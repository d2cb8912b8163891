"""A page at a time."""

import pytest

from rapport.matching import Query
from rapport.matching.query import LARGEST_PAGE
from tests.matching.builders import TODAY, ids, listing, search

EVERYBODY = [listing(n) for n in range(1, 46)]


def test_a_page_holds_twenty_unless_asked_for_another_size() -> None:
    assert [len(ids(EVERYBODY, page=page)) for page in (1, 2, 3)] == [20, 20, 5]
    assert len(ids(EVERYBODY, page_size=7)) == 7


def test_pages_follow_on_each_other_without_repeating_anybody() -> None:
    pages = [id_ for page in (1, 2, 3) for id_ in ids(EVERYBODY, page=page)]
    assert pages == ids(EVERYBODY, page_size=LARGEST_PAGE)


def test_the_total_is_of_all_pages() -> None:
    assert search(EVERYBODY, page=2).total == 45


def test_facets_and_relaxations_are_of_all_pages() -> None:
    first, last = (search(EVERYBODY, page=page) for page in (1, 3))
    assert first.facets == last.facets
    assert first.relaxations == last.relaxations


def test_a_page_after_the_last_is_empty_and_still_says_the_total() -> None:
    results = search(EVERYBODY, page=4)
    assert (results.page, results.hits, results.total) == (4, (), 45)


@pytest.mark.parametrize("wrong", [{"page": 0}, {"page_size": 0}, {"page_size": LARGEST_PAGE + 1}])
def test_a_page_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="page"):
        Query(day=TODAY, **wrong)  # type: ignore[arg-type]
