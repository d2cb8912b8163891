"""What a run prints: JSON for programs, a table with ratios for people."""

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.search.answers import Run
from benchmarks.search.compare import PERCENTILES, Outcome

OURS = "rapport"
FIRST = ("build_s", "p50_ms", "p95_ms", "p99_ms", "rss_mb")


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Give the figures; `ratios` are a peer's time over ours on the questions that both got."""
    return {
        "listings": outcome.load.listings,
        "queries": outcome.load.queries,
        "agree": outcome.agree,
        "engines": {name: _figures(run) for name, run in outcome.runs.items()},
        "ratios": ratios(outcome),
        "missing": dict(outcome.missing),
        "differing": {name: found for name, found in outcome.differing.items() if found},
        "machine": machine(),
    }


def _figures(run: Run) -> dict[str, float]:
    measured = run.figures | {
        name: run.percentile_ms(percent) for name, percent in PERCENTILES.items()
    }
    order = [*FIRST, *(name for name in measured if name not in FIRST)]
    figures = {name: round(measured[name], 3) for name in order}
    return figures | {"queries": len(run.totals), "rounds": run.milliseconds.shape[1]}


def ratios(outcome: Outcome) -> dict[str, dict[str, float]]:
    """Give by peer how many times as long it takes at each percentile.

    Those of processor time (`cpu_…`) are there for peers in this process that got all questions.
    """
    ours = outcome.runs.get(OURS)
    if ours is None:
        return {}
    return {
        name: {
            key: round(run.percentile_ms(percent) / _ours_ms(ours, run, percent), 1)
            for key, percent in PERCENTILES.items()
        }
        | _of_processor(run, ours)
        for name, run in outcome.runs.items()
        if name != OURS
    }


def _of_processor(peer: Run, ours: Run) -> dict[str, float]:
    if len(peer.totals) != len(ours.totals):
        return {}
    return {
        name: round(value / ours.figures[name], 1)
        for name, value in peer.figures.items()
        if name.startswith("cpu_")
    }


def _ours_ms(ours: Run, peer: Run, percent: float) -> float:
    """Give our percentile over the questions that the peer got."""
    return float(np.percentile(ours.per_question_ms()[: len(peer.totals)], percent))


def machine() -> dict[str, Any]:
    """Say where and when, and how busy it was."""
    lines = Path("/proc/cpuinfo").read_text("ascii", "replace").splitlines()
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return {
        "processor": models[0] if models else platform.processor(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "measured": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    }


def as_table(outcome: Outcome) -> Iterator[str]:
    """Give lines: one engine each, then the ratios and what has to be said."""
    load, where = outcome.load, machine()
    yield f"{load.listings:,} listings, {load.queries} questions, milliseconds"
    yield f"{where['processor']}, {where['processors']} processors, load {where['load']}"
    yield ""
    names = ("build s", "open ms", "median", "95 %", "99 %", "RSS MB", "CPU")
    yield " " * 10 + "".join(f"{name:>9}" for name in names)
    for name, run in outcome.runs.items():
        f = _figures(run)
        yield (
            f"{name:10}{f['build_s']:9.1f}{f['open_ms']:9.1f}{f['p50_ms']:9.2f}"
            f"{f['p95_ms']:9.2f}{f['p99_ms']:9.2f}{f['rss_mb']:9.0f}"
            + (f"{f['cpu_p50_ms']:9.2f}" if "cpu_p50_ms" in f else " " * 9)
            + _less(f, load.queries)
        )
    for name, ratio in ratios(outcome).items():
        times = ", ".join(f"{ratio[key]:.1f}" for key in PERCENTILES)
        yield f"{name} takes {times} times as long as {OURS} at the median, 95 % and 99 %"
    for name, why in outcome.missing.items():
        yield f"{name} was left out: {why}"
    if outcome.agree:
        yield "All totals and counts agree."
    for name, found in outcome.differing.items():
        if found:
            yield f"{name} DIFFERS in {len(found)} questions, the first is number {found[0]}"


def _less(figures: dict[str, float], queries: int) -> str:
    if figures["queries"] == queries:
        return ""
    return f"   (the first {figures['queries']} questions)"
