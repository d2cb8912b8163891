"""A process of its own for one engine: `build` writes the index, `ask` opens it and answers.

Two processes, so that what building leaves behind is not counted as the memory of answering.
"""

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, perf_counter_ns, process_time_ns
from typing import Any

import numpy as np

from benchmarks.search.answers import Answer, Run, collect
from benchmarks.search.engines import BOXED, SERVERS, Session, load_engine
from benchmarks.search.listings import load_listings
from benchmarks.search.memory import process_mb
from benchmarks.search.questions import Question

NS_PER_MS = 1_000_000
WARMING = 3
"""Every third question is asked once before anything is measured."""


def main() -> None:
    """Do what the arguments say within the directory of the run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=("build", "ask"))
    parser.add_argument("engine")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--queries", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    if options.action == "build":
        build(options.engine, options.directory)
    else:
        ask(options)


def build(name: str, directory: Path) -> None:
    """Build from arrays that are already in memory; write how long it took."""
    listings = load_listings(directory / "listings")
    listings.terms.max()
    engine = load_engine(name)
    (directory / name).mkdir()
    began = perf_counter()
    engine.build(listings, directory / name)
    figures = {"build_s": perf_counter() - began, "build_rss_mb": process_mb()[0]}
    (directory / f"{name}.json").write_text(json.dumps(figures), "utf-8")


def ask(options: argparse.Namespace) -> None:
    """Open, ask a third of the questions unmeasured, then measure whole rounds in the time."""
    questions = read_questions(options.directory)[: options.queries or None]
    if options.engine in BOXED:
        questions = [question.boxed() for question in questions]
    figures = json.loads((options.directory / f"{options.engine}.json").read_text("utf-8"))
    engine = load_engine(options.engine)
    began = perf_counter()
    session = engine.open(options.directory / options.engine)
    figures["open_ms"] = (perf_counter() - began) * 1000
    try:
        one_round(session, questions[::WARMING])
        answers, *first = one_round(session, questions)
        rounds, left = [first], options.seconds - sum(first[0]) / 1000
        while len(rounds) < options.rounds and left > 0:
            _same, *more = one_round(session, questions)
            rounds.append(more)
            left -= sum(more[0]) / 1000
        figures["rss_mb"], figures["own_mb"] = process_mb()
        figures |= session.figures()
    finally:
        session.close()
    times, processor = np.array(rounds, dtype=np.float64).transpose(1, 2, 0)
    if options.engine not in SERVERS:
        least = np.median(processor, axis=1)
        figures |= {f"cpu_p{one}_ms": float(np.percentile(least, one)) for one in (50, 95, 99)}
    Run(*collect(answers), times, figures).save(options.directory / f"{options.engine}.npz")


def one_round(
    session: Session[Any], questions: Sequence[Question]
) -> tuple[list[Answer], list[float], list[float]]:
    """Give the answers, the milliseconds of each, and the milliseconds of the processor.

    Turning what came back into answers is not timed.
    """
    answers, milliseconds, processor = [], [], []
    for question in questions:
        busy, began = process_time_ns(), perf_counter_ns()
        raw = session.ask(question)
        milliseconds.append((perf_counter_ns() - began) / NS_PER_MS)
        processor.append((process_time_ns() - busy) / NS_PER_MS)
        answers.append(session.answer(raw))
    return answers, milliseconds, processor


def write_questions(questions: Sequence[Question], directory: Path) -> None:
    """Hand the questions to the processes of the run."""
    (directory / "questions.pickle").write_bytes(pickle.dumps(list(questions)))


def read_questions(directory: Path) -> list[Question]:
    """Read what this run wrote."""
    found: list[Question] = pickle.loads((directory / "questions.pickle").read_bytes())
    return found


if __name__ == "__main__":
    main()
