"""Our own engine."""

from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.search.answers import Answer
from benchmarks.search.listings import DAY, Listings
from benchmarks.search.questions import Question
from benchmarks.search.rapport_columns import columns_of, query_of
from benchmarks.search.terms import vocabulary
from rapport.matching import Document, Office, Query, Results
from rapport.matching.engine import ColumnIndex
from rapport.places import Point

FILE = "index"


class RapportSession:
    """An opened index."""

    def __init__(self, index: ColumnIndex) -> None:
        self._index = index
        self._place = {name: place for place, name in enumerate(vocabulary().names)}

    def ask(self, question: Question) -> Results:
        """Search without explanations."""
        return self._index.search(query_of(question), is_explained=False)

    def explain(self, question: Question) -> Results:
        """Search with reasons and relaxations, as the site does."""
        return self._index.search(query_of(question))

    def answer(self, raw: Results) -> Answer:
        """Read total, page and counts out of the results."""
        counts = np.zeros(len(self._place), np.int64)
        for scheme in vocabulary().schemes:
            for term, count in raw.facets[scheme].counts.items():
                counts[self._place[term]] = count
        return Answer(raw.total, [hit.id for hit in raw.hits], counts)

    def update(self, id_: int) -> float:
        """Change a listing's name; give the milliseconds until a search by that name has seen it.

        Every change leaves one more listing in the overlay.
        """
        word = f"changed{id_}"
        changed = Document(
            id_, "therapist", f"Dr. {word}", offices=(Office(id_, Point(30.0, -97.0), "US-TX"),)
        )
        query = Query(day=DAY, words=word)
        began = perf_counter()
        self._index = self._index.changed([changed])
        hits = self._index.search(query).hits
        milliseconds = (perf_counter() - began) * 1000
        if [hit.id for hit in hits] != [id_]:
            raise AssertionError(f"The change of listing {id_} was not found")
        return milliseconds

    def figures(self) -> dict[str, float]:
        """Nothing beyond what the process shows."""
        return {}

    def close(self) -> None:
        """Nothing to let go of."""


class RapportEngine:
    """Columns in, an index out."""

    def build(self, listings: Listings, directory: Path) -> None:
        """Build and write the index."""
        index = ColumnIndex.from_arrays(columns_of(listings), {}, vocabulary().schemes)
        index.write(directory / FILE)

    def open(self, directory: Path) -> RapportSession:
        """Map the index."""
        return RapportSession(ColumnIndex.open(directory / FILE, {}, vocabulary().schemes)[0])


def make_engine() -> RapportEngine:
    """Give the engine."""
    return RapportEngine()
