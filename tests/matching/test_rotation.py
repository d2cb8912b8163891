"""Equals take turns from day to day."""

from collections import Counter
from datetime import date, timedelta

import pytest

from rapport.matching import ObviousIndex, Query
from rapport.matching.rotation import SEEN_FIRST, rotate
from tests.matching.builders import TODAY, index_of, listing

DAYS = 30


def equals(count: int, key: bytes = b"a key") -> ObviousIndex:
    return index_of(*(listing(n) for n in range(1, count + 1)), key=key)


def order(index: ObviousIndex, day: date = TODAY) -> list[int]:
    return [hit.id for hit in index.search(Query(day=day, page_size=100)).hits]


def seen(count: int, first_day: date) -> Counter[int]:
    """How often each of so many equals is among the first ten over thirty days."""
    times = Counter(dict.fromkeys(range(count), 0))
    for number in range(DAYS):
        times.update(rotate(range(count), first_day + timedelta(days=number))[:SEEN_FIRST])
    return times


@pytest.mark.parametrize("count", [1, 2, 7, 10, 12, 20])
def test_over_as_many_days_as_there_are_equals_each_is_first_once(count: int) -> None:
    index = equals(count)
    firsts = [order(index, TODAY + timedelta(days=days))[0] for days in range(count)]
    assert sorted(firsts) == list(range(1, count + 1))


def test_however_many_equals_there_are_each_is_first_once_from_whatever_day_on() -> None:
    for count in range(1, 121):
        firsts = [rotate(range(count), TODAY + timedelta(days=days))[0] for days in range(count)]
        assert sorted(firsts) == list(range(count))


def test_the_order_is_stable_within_a_day() -> None:
    assert order(equals(12)) == order(equals(12))


def test_the_order_of_the_documents_does_not_matter() -> None:
    backwards = index_of(*(listing(n) for n in range(12, 0, -1)))
    assert order(backwards) == order(equals(12))


def test_the_order_moves_on_with_the_day() -> None:
    assert order(equals(12)) != order(equals(12), TODAY + timedelta(days=1))


def test_another_key_gives_another_order() -> None:
    assert order(equals(12, b"one")) != order(equals(12, b"another"))


def test_neither_the_oldest_nor_the_newest_is_first_in_the_turn() -> None:
    assert order(equals(30)) not in (list(range(1, 31)), list(range(30, 0, -1)))


def test_only_equals_take_turns() -> None:
    better = listing(99, fee_cents=5_000)
    index = index_of(better, *(listing(n) for n in range(1, 8)))
    for days in range(8):
        assert order(index, TODAY + timedelta(days=days))[0] == 99


def test_from_the_first_day_of_a_turn_nobody_is_seen_more_than_once_more_than_another() -> None:
    """Among the first ten over thirty days, where all of them can be seen: up to 300 equals."""
    for count in range(1, DAYS * SEEN_FIRST + 1):
        first_day = date.fromordinal(TODAY.toordinal() // count * count)
        times = seen(count, first_day)
        assert max(times.values()) - min(times.values()) <= 1, count
        assert min(times.values()) >= 1, count


def test_from_any_day_nobody_is_seen_more_than_twice_more_than_another() -> None:
    for count in range(1, 41):
        for days in range(count):
            times = seen(count, TODAY + timedelta(days=days))
            assert max(times.values()) - min(times.values()) <= 2, (count, days)


def test_nobody_is_left_to_take_turns_among_none() -> None:
    assert rotate([], TODAY) == []
