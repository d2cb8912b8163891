"""The physical bound: bytes that a question must touch, over the memory's bandwidth."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from benchmarks.search.questions import Question, Reach
from benchmarks.search.scan import Scan

POINT_BYTES = 8
TERM_BYTES = 2
HIT_BYTES = 8
"""What one candidate's point, one counted term, and what ranks one hit take at the least."""

COPIED_BYTES = 256 * 1024 * 1024
TRIES = 5


@dataclass(frozen=True)
class Bound:
    """Bytes by question, and the bandwidth in gigabytes a second."""

    bytes_touched: NDArray[np.int64]
    gigabytes_per_second: float

    def percentile_ms(self, percent: float) -> float:
        """Give the least milliseconds at a percentile over the questions."""
        return float(np.percentile(self.bytes_touched, percent)) / self.gigabytes_per_second / 1e6


def bound(scan: Scan, questions: Sequence[Question]) -> Bound:
    """Work the bound out for questions over the scan's listings."""
    return Bound(
        np.array([bytes_touched(scan, question) for question in questions], dtype=np.int64),
        bandwidth_gb_per_s(),
    )


def bytes_touched(scan: Scan, question: Question) -> int:
    """Count the points of the candidates, a bit of each for a choice, and what is counted.

    Every number in the counts is so many terms that were read. An engine can only do with less if
    it has worked out answers before; that all of one city match a radius is not in the bound.
    """
    answer = scan.ask(question)
    candidates = scan.candidates(question)
    points = candidates * POINT_BYTES if question.reach is Reach.NEAR else 0
    bits = candidates * question.filters // 8
    return points + bits + int(answer.counts.sum()) * TERM_BYTES + answer.total * HIT_BYTES


def bandwidth_gb_per_s() -> float:
    """Measure by copying 256 MB on one processor: each byte is read once and written once."""
    source = np.ones(COPIED_BYTES // 8)
    target = np.empty_like(source)
    seconds = []
    for _try in range(TRIES):
        began = perf_counter()
        np.copyto(target, source)
        seconds.append(perf_counter() - began)
    return 2 * COPIED_BYTES / min(seconds[1:]) / 1e9
