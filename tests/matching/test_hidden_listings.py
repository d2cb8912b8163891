"""A listing that left its questions unanswered is hidden from a day on."""

from datetime import timedelta

import pytest

from tests.matching.builders import TODAY, ids, listing, search

SILENT = listing(1, "language:es", fee_cents=0, hidden_from=TODAY)


@pytest.mark.parametrize(("days", "is_found"), [(-1, True), (0, False), (1, False)])
def test_a_listing_is_hidden_from_its_day_on(days: int, is_found: bool) -> None:
    assert bool(ids(SILENT, day=TODAY + timedelta(days=days))) is is_found


def test_a_hidden_listing_is_in_no_count_either() -> None:
    results = search((SILENT, listing(2)), max_fee_cents=0)
    assert results.total == 0
    assert results.facets["language"].counts == {}
    assert results.facets["fee-ceiling"].counts["5000"] == 0
    assert [one.total for one in results.relaxations] == [1]


def test_a_listing_that_nobody_asked_is_never_hidden() -> None:
    assert ids(listing(1), day=TODAY + timedelta(days=10_000)) == [1]
