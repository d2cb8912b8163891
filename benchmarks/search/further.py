"""Further figures of our engine: growth, opening, updates, reasons, and the physical bound."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.search.answers import Run, load_run
from benchmarks.search.bound import bound
from benchmarks.search.compare import Load, own_process, printed, run_directory, run_engine, say
from benchmarks.search.listings import Listings, make_listings
from benchmarks.search.one_engine import write_questions
from benchmarks.search.plot import draw
from benchmarks.search.questions import Question, Reach, make_questions
from benchmarks.search.scan import Scan, distances_km

SIZES = (100_000, 300_000, 1_000_000, 2_000_000, 5_000_000)
OPENINGS = 5
IMAGES = Path(__file__).parents[2] / "docs/images"
COUNTED = 60
"""So many questions are enough to know how candidates grow."""


def growth(sizes: Sequence[int] = SIZES, queries: int = 300) -> list[dict[str, float]]:
    """Give for each size the latency of local questions and the candidates in their circles."""
    near = [one for one in make_questions(queries) if one.reach is Reach.NEAR]
    return [_at_size(size, near) for size in sizes]


def _at_size(size: int, questions: list[Question]) -> dict[str, float]:
    say(f"growth: {size:,} listings")
    with run_directory() as directory:
        listings = make_listings(size)
        listings.save(directory / "listings")
        write_questions(questions, directory)
        run = run_engine("rapport", directory, Load(size, queries=len(questions)))
    candidates = [_inside(listings, question) for question in questions[:COUNTED]]
    return {
        "listings": size,
        "candidates_p50": float(np.median(candidates)),
        "candidates_mean": float(np.mean(candidates)),
        "mean_ms": float(run.per_question_ms().mean()),
        "build_s": run.figures["build_s"],
        **{f"p{percent}_ms": run.percentile_ms(percent) for percent in (50, 95, 99)},
    }


def _inside(listings: Listings, question: Question) -> int:
    away = distances_km(question, listings.latitude, listings.longitude)
    return int((away <= question.radius_km).sum())


def draw_growth(figures: Sequence[Mapping[str, float]]) -> None:
    """Write the plot of latency against listings."""
    lines = {
        name: [(one["listings"], one[key]) for one in figures]
        for name, key in (("median", "p50_ms"), ("95 %", "p95_ms"), ("99 %", "p99_ms"))
    }
    picture = draw("Local searches as listings grow", "listings", "milliseconds", lines)
    (IMAGES / "benchmark-growth.svg").write_text(picture, "utf-8")


def draw_peers(figures: Mapping[str, Any]) -> None:
    """Write the plot of how long which share of the questions takes, from the JSON of runs.

    `figures` maps an engine to pairs of percent slower than (100, 50, 20, 10, 5, 1) and ms.
    """
    picture = draw(
        "How long the slowest questions take", "the slowest … % take at least", "ms", figures
    )
    (IMAGES / "benchmark-peers.svg").write_text(picture, "utf-8")


def peer_lines(runs: Mapping[str, Run]) -> dict[str, list[tuple[float, float]]]:
    """Give by engine the milliseconds that the slowest 80, 50, … 1 % take at least."""
    return {
        name: [(share, run.percentile_ms(100 - share)) for share in (80, 50, 20, 10, 5, 2, 1)]
        for name, run in runs.items()
    }


class Prepared:
    """A written index of ours with the load beside it, for figures that need nothing else."""

    def __init__(self, directory: Path, load: Load) -> None:
        self._directory = directory
        self._listings = make_listings(load.listings)
        self._listings.save(directory / "listings")
        self._questions = make_questions(load.queries)
        write_questions(self._questions, directory)
        own_process("build", "rapport", directory)
        self._load = load

    def open(self) -> dict[str, float]:
        """Give medians over several processes; the files are in the page cache."""
        found = [self._ours("open") for _one in range(OPENINGS)]
        return {name: float(np.median([one[name] for one in found])) for name in found[0]}

    def update(self) -> dict[str, float]:
        """Give the time until a change is seen."""
        return self._ours("update")

    def reasons(self) -> dict[str, float]:
        """Give what reasons and relaxations cost."""
        return self._ours("reasons")

    def bandwidth(self) -> dict[str, float]:
        """Give the bound at each percentile, and how far from it we are."""
        own_process("ask", "rapport", self._directory, f"--rounds={self._load.rounds}")
        run = load_run(self._directory / "rapport.npz")
        least = bound(Scan(self._listings), self._questions)
        found = {"copy_gb_per_s": least.gigabytes_per_second}
        for percent in (50, 95, 99):
            found[f"bytes_p{percent}"] = float(np.percentile(least.bytes_touched, percent))
            found[f"bound_p{percent}_ms"] = least.percentile_ms(percent)
            found[f"p{percent}_ms"] = run.percentile_ms(percent)
        return found

    def _ours(self, action: str) -> dict[str, float]:
        found: dict[str, float] = json.loads(printed("ours", action, str(self._directory)))
        return found


def further(names: Sequence[str], load: Load) -> Iterator[tuple[str, Any]]:
    """Give the figures of each name: growth, open, update, reasons, bandwidth."""
    if "growth" in names:
        found = growth(queries=load.queries)
        draw_growth(found)
        yield "growth", found
    others = [name for name in names if name != "growth"]
    if not others:
        return
    with run_directory() as directory:
        prepared = Prepared(directory, load)
        measures: dict[str, Callable[[], dict[str, float]]] = {
            "open": prepared.open,
            "update": prepared.update,
            "reasons": prepared.reasons,
            "bandwidth": prepared.bandwidth,
        }
        for name in others:
            say(f"{name}: measuring")
            yield name, measures[name]()
