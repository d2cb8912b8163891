"""The four orders that a person can choose; what is not known comes last."""

import pytest

from rapport.matching import Aspect, OpeningState, Sort, TermUse
from rapport.matching.document import Emphasis
from tests.matching.builders import any_of, ids, listing, office, opening, said, within


def test_best_first_puts_the_highest_score_first() -> None:
    focus, also, plain = (
        listing(n, TermUse("concern:mood", emphasis)) for n, emphasis in enumerate(Emphasis, 1)
    )
    assert ids((also, plain, focus), must=(any_of("concern:mood"),)) == [1, 3, 2]


def test_nearest_first() -> None:
    everybody = [listing(n, offices=(office(km),)) for n, km in enumerate((3, 1, 2), 1)]
    assert ids(everybody, place=within(10), sort=Sort.DISTANCE) == [2, 3, 1]


def test_without_a_point_to_measure_from_nearest_first_falls_back_on_the_score() -> None:
    said_little, said_more = listing(1), listing(2, fee_cents=9_000)
    assert ids((said_little, said_more), sort=Sort.DISTANCE) == [2, 1]


def test_lowest_fee_first_and_fees_that_are_not_known_last() -> None:
    everybody = (
        listing(1),
        listing(2, fee_cents=9_000),
        listing(3, fee_cents=0),
        listing(4, fee_cents=100, facts={Aspect.FEES: said(366)}),
    )
    found = ids(everybody, sort=Sort.FEE)
    assert found[:2] == [3, 2]
    assert set(found[2:]) == {1, 4}


def test_soonest_opening_first_and_who_has_none_last() -> None:
    everybody = (
        listing(1),
        listing(2, openings=(opening(wait=14),)),
        listing(3, openings=(opening(wait=0, days=50),)),
        listing(4, openings=(opening(wait=0, days=91),)),
        listing(5, openings=(opening(OpeningState.WAITLIST),)),
        listing(6, openings=(opening(OpeningState.FULL),)),
    )
    found = ids(everybody, sort=Sort.SOONEST)
    assert found[:2] == [3, 2]
    assert set(found[2:]) == {1, 4, 5, 6}


@pytest.mark.parametrize("sort", Sort)
def test_equals_in_every_order_are_ordered_by_score(sort: Sort) -> None:
    same = {"fee_cents": 5_000, "openings": (opening(),)}
    everybody = [listing(1, **same), listing(2, **same, facts={Aspect.CONTACT: said()})]
    assert ids(everybody, place=within(10), sort=sort) == [2, 1]


@pytest.mark.parametrize("sort", Sort)
def test_every_order_finds_the_same_listings(sort: Sort) -> None:
    everybody = [listing(n, fee_cents=n * 100 if n % 2 else None) for n in range(1, 8)]
    assert sorted(ids(everybody, sort=sort)) == list(range(1, 8))
