"""What an engine answers, how a run is kept, and whether two runs agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PAGE = 20


@dataclass(frozen=True)
class Answer:
    """Total, ids of the first page, and listings per term of the vocabulary.

    A term's count leaves out the question's own choice in the term's scheme.
    """

    total: int
    page: Sequence[int]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Run:
    """One engine over the load: answers to the first m questions, and how it went.

    `milliseconds` is questions by rounds; `figures` are numbers such as build_s and rss_mb.
    """

    totals: NDArray[np.int64]
    counts: NDArray[np.int64]
    pages: NDArray[np.int64]
    milliseconds: NDArray[np.float64]
    figures: dict[str, float]

    def per_question_ms(self) -> NDArray[np.float64]:
        """Give the median over the rounds for each question."""
        return np.asarray(np.median(self.milliseconds, axis=1))

    def percentile_ms(self, percent: float) -> float:
        """Give a percentile over the questions."""
        return float(np.percentile(self.per_question_ms(), percent))

    def save(self, path: Path) -> None:
        """Write one .npz file."""
        np.savez(
            path,
            totals=self.totals,
            counts=self.counts,
            pages=self.pages,
            milliseconds=self.milliseconds,
            figure_names=np.array([*self.figures], dtype=np.str_),
            figures=np.array([*self.figures.values()], dtype=np.float64),
        )


def load_run(path: Path) -> Run:
    """Read what `save` wrote."""
    with np.load(path) as kept:
        figures = dict(
            zip(map(str, kept["figure_names"]), map(float, kept["figures"]), strict=True)
        )
        return Run(kept["totals"], kept["counts"], kept["pages"], kept["milliseconds"], figures)


def collect(
    answers: Sequence[Answer],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give totals, counts and pages of answers as arrays; pages are filled up with 0."""
    pages = np.zeros((len(answers), PAGE), dtype=np.int64)
    for row, answer in zip(pages, answers, strict=True):
        row[: len(answer.page)] = answer.page
    totals = np.array([answer.total for answer in answers], dtype=np.int64)
    counts = np.array([answer.counts for answer in answers], dtype=np.int64)
    return totals, counts, pages


def disagreements(mine: Sequence[Answer], theirs: Run) -> list[int]:
    """Give the numbers of the questions whose total or any count differs."""
    totals, counts, _pages = collect(mine)
    asked = len(theirs.totals)
    differs = (totals[:asked] != theirs.totals) | (counts[:asked] != theirs.counts).any(axis=1)
    return [int(one) for one in np.flatnonzero(differs)]
