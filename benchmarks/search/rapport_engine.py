"""Our own engine."""

from pathlib import Path
from typing import Any

from benchmarks.search.answers import Answer
from benchmarks.search.engines import Missing
from benchmarks.search.listings import Listings
from benchmarks.search.questions import Question


class RapportSession:
    """An opened index."""

    def ask(self, question: Question) -> Any:
        """Search without explanations."""
        raise NotImplementedError

    def explain(self, question: Question) -> Any:
        """Search with reasons and relaxations, as the site does."""
        raise NotImplementedError

    def answer(self, raw: Any) -> Answer:
        """Read total, page and counts out of the results."""
        raise NotImplementedError

    def update(self, id_: int) -> float:
        """Change a listing; give the milliseconds until a search has seen it."""
        raise NotImplementedError

    def figures(self) -> dict[str, float]:
        """Nothing beyond what the process shows."""
        return {}

    def close(self) -> None:
        """Nothing to let go of."""


class RapportEngine:
    """Columns in, an index out."""

    def build(self, listings: Listings, directory: Path) -> None:
        """Build and write the index."""
        raise NotImplementedError

    def open(self, directory: Path) -> RapportSession:
        """Map the index."""
        raise NotImplementedError


def make_engine() -> RapportEngine:
    """Give the engine; raises Missing until it is there."""
    raise Missing("the engine is not in this tree")
