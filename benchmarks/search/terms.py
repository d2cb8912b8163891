"""The made-up vocabulary: 620 terms in 12 schemes, some common and most rare."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

SCHEMES: tuple[tuple[str, int, float], ...] = (
    ("access", 12, 0.9),
    ("age", 5, 2.0),
    ("approach", 110, 5.0),
    ("community", 45, 1.5),
    ("concern", 180, 8.0),
    ("format", 6, 1.3),
    ("gender", 4, 1.0),
    ("language", 60, 1.4),
    ("payer", 140, 3.6),
    ("profession", 38, 1.0),
    ("session-time", 4, 1.2),
    ("style", 16, 1.5),
)
"""Name, number of terms, and how many of them a listing has on average: 28.4 in all.

By name, so that the numbers of terms are also the order of their names.
"""

MOST = 0.95
"""No term is on more than this share of listings."""


@dataclass(frozen=True)
class Vocabulary:
    """Terms are numbered through all schemes; `scheme_of[term]` is a scheme's number."""

    names: tuple[str, ...]
    schemes: tuple[str, ...]
    scheme_of: NDArray[np.uint8]
    share: NDArray[np.float64]

    def of_scheme(self, scheme: int) -> slice:
        """Give the numbers of a scheme's terms, which lie beside each other."""
        numbers = np.flatnonzero(self.scheme_of == scheme)
        return slice(int(numbers[0]), int(numbers[-1]) + 1)


@cache
def vocabulary() -> Vocabulary:
    """Make the vocabulary; it is the same in every run."""
    sizes = [size for _name, size, _mean in SCHEMES]
    return Vocabulary(
        names=tuple(
            f"{name}:{name[0]}{number:03d}"
            for name, size, _mean in SCHEMES
            for number in range(size)
        ),
        schemes=tuple(name for name, _size, _mean in SCHEMES),
        scheme_of=np.repeat(np.arange(len(SCHEMES), dtype=np.uint8), sizes),
        share=np.concatenate([_zipf(size, mean) for _name, size, mean in SCHEMES]),
    )


def _zipf(size: int, mean: float) -> NDArray[np.float64]:
    """Give the share of listings that have each term: 1/rank, summing to `mean`, at most MOST."""
    weights = 1 / np.arange(1, size + 1)
    share = np.zeros(size)
    for _round in range(50):
        share = np.minimum(MOST, share + (mean - share.sum()) * weights / weights.sum())
    return share
