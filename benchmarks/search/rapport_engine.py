"""Our own engine."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.search.answers import Answer
from benchmarks.search.listings import DAY, Listings
from benchmarks.search.questions import Question
from benchmarks.search.rapport_columns import columns_of, query_of
from benchmarks.search.terms import vocabulary
from rapport.matching import Document, Query, Results
from rapport.matching.engine import ColumnIndex

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

    def update(self, document: Document) -> float:
        """Change a listing's words; give the milliseconds until a search for them has found it.

        Every change leaves one more listing in the overlay.
        """
        new = f"changed{document.id}"
        query = Query(day=DAY, words=new)
        began = perf_counter()
        self._index = self._index.changed([replace(document, words=new)])
        hits = self._index.search(query).hits
        taken = (perf_counter() - began) * 1000
        if [hit.id for hit in hits] != [document.id]:
            raise RuntimeError(f"The change of listing {document.id} was not found")
        return taken

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
