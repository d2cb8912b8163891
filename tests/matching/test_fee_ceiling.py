"""A ceiling for the fee of a session."""

import pytest

from rapport.matching import Aspect, SourceKind
from tests.matching.builders import ids, listing, said


@pytest.mark.parametrize(("fee_cents", "is_found"), [(0, True), (10_000, True), (10_001, False)])
def test_the_lowest_fee_may_reach_the_ceiling(fee_cents: int, is_found: bool) -> None:
    one = listing(fee_cents=fee_cents)
    assert bool(ids(one, max_fee_cents=10_000)) is is_found


def test_a_fee_that_is_not_known_is_not_within_any_ceiling() -> None:
    assert ids(listing(), max_fee_cents=1_000_000) == []


def test_without_a_ceiling_any_fee_and_none_will_do() -> None:
    assert sorted(ids((listing(1), listing(2, fee_cents=100_000)))) == [1, 2]


def test_a_fee_older_than_a_year_no_longer_counts() -> None:
    young = listing(1, fee_cents=5_000, facts={Aspect.FEES: said(365)})
    old = listing(2, fee_cents=5_000, facts={Aspect.FEES: said(366)})
    of_a_roster = listing(3, fee_cents=5_000, facts={Aspect.FEES: said(366, SourceKind.ROSTER)})
    assert sorted(ids((young, old, of_a_roster), max_fee_cents=10_000)) == [1, 3]


def test_a_ceiling_of_nothing_finds_who_sees_people_for_free() -> None:
    everybody = (listing(1, fee_cents=0), listing(2, fee_cents=1), listing(3))
    assert ids(everybody, max_fee_cents=0) == [1]
