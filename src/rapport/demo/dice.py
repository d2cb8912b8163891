"""Choices that look random and are the same on every machine, in every version of Python."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """Rolls for one purpose, named by the parts of the seed.

    Only `random()` is used: it is the one method whose results Python promises to keep.
    """

    def __init__(self, *seed: object) -> None:
        self._roll = random.Random("/".join(map(str, seed))).random  # noqa: S311 (no secret)

    def chance(self, share: float) -> bool:
        """Say yes in this share of all cases."""
        return self._roll() < share

    def between(self, low: int, high: int) -> int:
        """Give a whole number from `low` to `high`, both included."""
        return low + int(self._roll() * (high - low + 1))

    def shift(self, reach: float) -> float:
        """Give a number from -reach to reach."""
        return (2 * self._roll() - 1) * reach

    def pick(self, items: Sequence[Item]) -> Item:
        """Give one of the items, each as often as the others."""
        return items[int(self._roll() * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """Give one key, as often as its weight says."""
        rest = self._roll() * sum(weights.values())
        for item, weight in weights.items():
            rest -= weight
            if rest < 0:
                return item
        return next(reversed(list(weights)))

    def each(self, shares: Mapping[Item, float]) -> list[Item]:
        """Give the keys that come up, each for itself with its own share."""
        return [item for item, share in shares.items() if self.chance(share)]

    def several(self, items: Sequence[Item], count: int) -> list[Item]:
        """Give so many different items, or all if there are fewer, in random order."""
        rest = list(items)
        return [rest.pop(int(self._roll() * len(rest))) for _ in range(min(count, len(rest)))]
