"""What an engine of the benchmark is, and which ones there are."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeVar

from benchmarks.search.answers import Answer
from benchmarks.search.listings import Listings
from benchmarks.search.questions import Question

Raw = TypeVar("Raw")


class Missing(Exception):
    """The engine is not installed here; the message says what to install."""


class Session(Protocol[Raw]):
    """An opened index that answers questions."""

    def ask(self, question: Question) -> Raw:
        """Answer in full, total, first page and counts, in the engine's own form: this is timed."""

    def answer(self, raw: Raw) -> Answer:
        """Turn what `ask` gave into what can be compared; not timed."""

    def figures(self) -> dict[str, float]:
        """Give further figures at the end, such as the memory of a server (`rss_mb`)."""

    def close(self) -> None:
        """Let go of files and servers."""


class Engine(Protocol):
    """A way to build an index from arrays into a directory, and to open it again."""

    def build(self, listings: Listings, directory: Path) -> None:
        """Build the index; this is what build_s times."""

    def open(self, directory: Path) -> Session[Any]:
        """Open what `build` wrote, in another process; raises Missing."""


PEERS = ("tantivy", "sqlite", "postgis")
ENGINES = ("rapport", *PEERS)

BOXED = frozenset({"tantivy"})
"""Engines that have no distance: they are asked for the box around the circle."""

SERVERS = frozenset({"postgis"})
"""Engines in processes of their own, whose processor time this one does not see."""


def load_engine(name: str) -> Engine:
    """Import an engine by name, so that a missing library is no matter for the others."""
    make: Callable[[], Engine] = import_module(f"benchmarks.search.{name}_engine").make_engine
    return make()
