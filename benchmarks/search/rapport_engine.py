"""Our own engine: whole searches with reasons and relaxations, beside the peers' plain answers."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.search.answers import Answer
from benchmarks.search.listings import DAY, Listings, load_listings
from benchmarks.search.questions import Question
from benchmarks.search.rapport_columns import columns_of, query_of
from benchmarks.search.terms import vocabulary
from rapport.matching import Document, Facet, Query, Results
from rapport.matching.engine import ColumnIndex
from rapport.matching.engine.asked import Asked
from rapport.matching.engine.counting import facets
from rapport.matching.engine.earning import earned
from rapport.matching.engine.order import on_page, settled
from rapport.matching.engine.runs import places_of

KEY = b"benchmark"


class RapportEngine:
    """Columns in, an index out."""

    def build(self, listings: Listings, directory: Path) -> None:
        """Build the index; it is not written yet, so `open` builds it again."""
        index_of(listings)

    def open(self, directory: Path) -> "RapportSession":
        """Build from the arrays beside the directory."""
        return RapportSession(index_of(load_listings(directory.parent / "listings")))


def make_engine() -> RapportEngine:
    """Give the engine."""
    return RapportEngine()


def index_of(listings: Listings) -> ColumnIndex:
    """Index the arrays."""
    return ColumnIndex.from_arrays(columns_of(listings), {}, vocabulary().schemes, KEY)


class RapportSession:
    """An opened index."""

    def __init__(self, index: ColumnIndex) -> None:
        self._index = index
        self._numbers = {name: number for number, name in enumerate(vocabulary().names)}

    def ask(self, question: Question) -> Results:
        """Search as the site does: reasons and relaxations are part of the time."""
        return self._index.search(query_of(question))

    def ask_plainly(self, question: Question) -> object:
        """Do what the peers do: the steps of `ColumnIndex.search` without reasons, relaxations."""
        index, query = self._index, query_of(question)
        every = [
            Asked(part.on(query.day, index._rules[0]), query, (), part.gone)
            for part in index._parts
        ]
        scored = [(asked, settled(asked, earned(asked, places_of(asked.found)))) for asked in every]
        page = [listing.id for listing in on_page(scored, query)]
        return sum(len(asked.found) for asked in every), page, [dict(facets(one)) for one in every]

    def answer(self, raw: Results) -> Answer:
        """Read total, page and counts out of the results."""
        counts = np.zeros(len(self._numbers), dtype=np.int64)
        for scheme in vocabulary().schemes:
            for term, count in raw.facets.get(scheme, Facet({})).counts.items():
                counts[self._numbers[term]] = count
        return Answer(raw.total, [hit.id for hit in raw.hits], counts)

    def update(self, document: Document) -> float:
        """Change a listing; give the milliseconds until a search has found what is new."""
        new = f"changed{document.id}"
        query = Query(day=DAY, words=new)
        began = perf_counter()
        self._index = self._index.changed([replace(document, words=new)])
        found = self._index.search(query)
        taken = (perf_counter() - began) * 1000
        if [hit.id for hit in found.hits] != [document.id]:
            raise RuntimeError(f"The change of {document.id} was not found")
        return taken

    def figures(self) -> dict[str, float]:
        """Nothing beyond what the process shows."""
        return {}

    def close(self) -> None:
        """Nothing to let go of."""
