"""Fair rotation of equals: a keyed cyclic shift that moves on every day."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from math import gcd
from typing import TypeVar

T = TypeVar("T")

SEEN_FIRST = 10
"""About so many results are seen by most people."""


def keyed_rank(key: bytes, id_: int) -> bytes:
    """A rank that nobody can choose: neither the oldest nor the alphabet comes first."""
    return blake2b(id_.to_bytes(8, "big", signed=True), key=key[:64], digest_size=8).digest()


def rotate(equals: Sequence[T], day: date) -> Sequence[T]:
    """Shift equals by the day: over as many days as there are equals each is first once.

    A day's shift is a whole `SEEN_FIRST`, so that nobody who was seen yesterday is seen today
    before the others had their turn. Where that would come back to the same places too early
    (20 equals, steps of 10), each time round begins one place later.
    """
    if not equals:
        return equals
    shift = shift_of(len(equals), day)
    return [*equals[shift:], *equals[:shift]]


def shift_of(count: int, day: date) -> int:
    """By how much so many equals are shifted on a day."""
    turn = day.toordinal() % count
    days_of_a_time_round = count // gcd(SEEN_FIRST, count)
    return (turn * SEEN_FIRST + turn // days_of_a_time_round) % count
