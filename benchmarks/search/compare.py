"""Runs every engine over the same questions and says who is how fast, and whether all agree."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.answers import Run, disagreements, load_run
from benchmarks.search.engines import BOXED, Missing, load_engine
from benchmarks.search.listings import Listings, make_listings
from benchmarks.search.one_engine import write_questions
from benchmarks.search.questions import Question, make_questions
from benchmarks.search.scan import Scan

ROOT = Path(__file__).parents[2]
PERCENTILES = {"p50_ms": 50, "p95_ms": 95, "p99_ms": 99}


@dataclass(frozen=True)
class Load:
    """What to measure. `peer_queries` is how many of the questions peers get; 0 for all."""

    listings: int = 100_000
    engines: tuple[str, ...] = ("rapport", "tantivy", "sqlite", "postgis")
    queries: int = 300
    peer_queries: int = 0
    rounds: int = 3
    seconds: float = 10.0

    def asked(self, engine: str) -> int:
        """How many questions an engine gets."""
        return (
            min(self.queries, self.peer_queries or self.queries)
            if engine != "rapport"
            else (self.queries)
        )


@dataclass(frozen=True)
class Outcome:
    """Runs by engine, why an engine is missing, and the numbers of questions they differ in."""

    load: Load
    runs: Mapping[str, Run]
    missing: Mapping[str, str]
    differing: Mapping[str, list[int]]

    @property
    def agree(self) -> bool:
        """Whether every total and every count of every engine was right, and there was one."""
        return bool(self.runs) and not any(self.differing.values())


def run_benchmark(load: Load) -> Outcome:
    """Measure one engine after another, each in processes of its own, and compare answers."""
    with run_directory() as directory:
        listings = make_listings(load.listings)
        listings.save(directory / "listings")
        questions = make_questions(load.queries)
        write_questions(questions, directory)
        runs, missing = {}, {}
        for name in load.engines:
            try:
                load_engine(name)
            except Missing as problem:
                missing[name] = str(problem)
                continue
            say(f"{name}: building, then asking {load.asked(name)} questions")
            runs[name] = run_engine(name, directory, load)
        say("comparing answers with a plain scan")
        return Outcome(load, runs, missing, compare(listings, questions, runs))


@contextmanager
def run_directory() -> Iterator[Path]:
    """Give a directory for a run; other users may pass through it, as a database server must."""
    with tempfile.TemporaryDirectory(prefix="search-bench-") as name:
        directory = Path(name)
        directory.chmod(0o711)
        yield directory


def run_engine(name: str, directory: Path, load: Load) -> Run:
    """Build in one process, ask in another."""
    own_process("build", name, directory)
    own_process(
        "ask",
        name,
        directory,
        f"--queries={load.asked(name)}",
        f"--rounds={load.rounds}",
        f"--seconds={load.seconds}",
    )
    return load_run(directory / f"{name}.npz")


def own_process(action: str, name: str, directory: Path, *options: str) -> None:
    """Run `one_engine`; raises CalledProcessError if it fails."""
    printed("one_engine", action, name, str(directory), *options)


def printed(module: str, *arguments: str) -> str:
    """Run a module of the benchmark in a process of its own; give what it prints."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.search.{module}", *arguments],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def compare(
    listings: Listings, questions: Sequence[Question], runs: Mapping[str, Run]
) -> dict[str, list[int]]:
    """Give for each engine the numbers of the questions that it answered differently.

    The scan answers for circles and, where an engine has no distances, for boxes.
    """
    scan = Scan(listings)
    circles = [scan.ask(question) for question in questions]
    boxes = [scan.ask(question.boxed()) for question in questions] if BOXED & set(runs) else []
    return {
        name: disagreements(boxes if name in BOXED else circles, run) for name, run in runs.items()
    }


def say(what: str) -> None:
    """Tell the person who waits, beside the output."""
    print(what, file=sys.stderr, flush=True)
