"""What only our engine is asked: opening, updating, explaining. Each in a process of its own."""

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.search.listings import load_listings
from benchmarks.search.one_engine import read_questions
from benchmarks.search.questions import Question
from benchmarks.search.rapport_columns import columns_of, query_of
from benchmarks.search.rapport_engine import RapportEngine, make_engine
from rapport.matching.engine.decode import document_at

UPDATES = 100
ROUNDS = 3


def main() -> None:
    """Print the figures of one action as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=("open", "update", "reasons"))
    parser.add_argument("directory", type=Path)
    options = parser.parse_args()
    measure: dict[str, Callable[[RapportEngine, Path], dict[str, float]]] = {
        "open": opening,
        "update": updating,
        "reasons": explaining,
    }
    print(json.dumps(measure[options.action](make_engine(), options.directory)))


def opening(engine: RapportEngine, directory: Path) -> dict[str, float]:
    """Time the opening of the written index, and the first answer after it.

    The first question is put together once before: that loads all ZIP codes, for a second.
    """
    question = read_questions(directory)[0]
    query_of(question)
    began = perf_counter()
    session = engine.open(directory / "rapport")
    opened = perf_counter()
    session.ask(question)
    answered = perf_counter()
    return {"open_ms": (opened - began) * 1000, "first_answer_ms": (answered - opened) * 1000}


def updating(engine: RapportEngine, directory: Path) -> dict[str, float]:
    """Time the change of one listing until a search sees it, one change after another."""
    session = engine.open(directory / "rapport")
    columns = columns_of(load_listings(directory / "listings"))
    milliseconds = [session.update(document_at(columns, at)) for at in range(UPDATES)]
    rank = statistics.quantiles(milliseconds, n=20)
    return {"update_p50_ms": statistics.median(milliseconds), "update_p95_ms": rank[-1]}


def explaining(engine: RapportEngine, directory: Path) -> dict[str, float]:
    """Compare answers with and without reasons and relaxations, in total over all questions."""
    session, questions = engine.open(directory / "rapport"), read_questions(directory)
    both = [
        (_times(session.ask, questions), _times(session.explain, questions))
        for _round in range(ROUNDS)
    ]
    plain = [min(times) for times in zip(*(one for one, _other in both), strict=True)]
    full = [min(times) for times in zip(*(other for _one, other in both), strict=True)]
    return {
        "search_p50_ms": statistics.median(plain),
        "search_with_reasons_p50_ms": statistics.median(full),
        "reasons_share": statistics.median(
            (with_them - without) / without for with_them, without in zip(full, plain, strict=True)
        ),
    }


def _times(action: Callable[[Question], object], questions: Sequence[Question]) -> list[float]:
    milliseconds = []
    for question in questions:
        began = perf_counter()
        action(question)
        milliseconds.append((perf_counter() - began) * 1000)
    return milliseconds


if __name__ == "__main__":
    main()
