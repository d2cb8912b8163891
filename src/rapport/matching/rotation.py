"""Fair rotation of equals: a keyed cyclic shift that moves on every day."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def keyed_rank(key: bytes, id_: int) -> bytes:
    """A rank that nobody can choose: neither the oldest nor the alphabet comes first."""
    return blake2b(id_.to_bytes(8, "big", signed=True), key=key[:64], digest_size=8).digest()


def rotate(equals: Sequence[T], day: date) -> Sequence[T]:
    """Shift equals by the day: over as many days as there are equals each is first once."""
    if not equals:
        return equals
    shift = day.toordinal() % len(equals)
    return [*equals[shift:], *equals[:shift]]
