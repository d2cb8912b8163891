"""tantivy-py: a Rust search library of the Lucene kind, in this process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np

from benchmarks.search.answers import PAGE, Answer
from benchmarks.search.engines import Missing
from benchmarks.search.listings import Listings
from benchmarks.search.questions import Question, Reach
from benchmarks.search.terms import vocabulary

WRITER_BYTES = 1_000_000_000
NEVER = 30_000
"""Stands for "takes nobody" in the field of days until an opening."""

try:
    import tantivy
    from tantivy import FieldType, Occur, Query
except ImportError:
    tantivy = None  # type: ignore[assignment]


class Found(NamedTuple):
    """What tantivy gives back: total, ids, and the buckets of each aggregation."""

    total: int
    page: list[int]
    buckets: list[list[dict[str, Any]]]


class TantivyEngine:
    """Terms are unsigned numbers in one segment.

    Indexed, in one column of all and in one a scheme: counting all schemes in one column is faster
    than in twelve (9 ms against 15 at 95 % of 100,000), counting one scheme in its own.
    """

    def build(self, listings: Listings, directory: Path) -> None:
        """Write the documents in blocks, then merge all into one segment, which reads fastest."""
        index = tantivy.Index(schema(), path=str(directory))
        writer = index.writer(WRITER_BYTES, 1)  # one thread writes one segment while it fits
        for document in _documents(listings):
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, directory: Path) -> "TantivySession":
        """Map the files."""
        return TantivySession(tantivy.Index.open(str(directory)))


def make_engine() -> TantivyEngine:
    """Give the engine; raises Missing without the library."""
    if tantivy is None:
        raise Missing("tantivy is not installed: pip install tantivy")
    return TantivyEngine()


def schema() -> Any:
    """Indexed for what is asked, columns for what is counted, sorted and ranged over."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=False, fast=True)
    builder.add_unsigned_field("term", indexed=True, fast=True)
    for scheme in vocabulary().schemes:
        builder.add_unsigned_field(_column(scheme), fast=True)
    builder.add_unsigned_field("state", indexed=True)
    builder.add_unsigned_field("video", indexed=True)
    builder.add_float_field("latitude", fast=True)
    builder.add_float_field("longitude", fast=True)
    builder.add_unsigned_field("fee", indexed=False, fast=True)
    builder.add_unsigned_field("opens_in", indexed=False, fast=True)
    builder.add_unsigned_field("quality", fast=True)
    return builder.build()


def _column(scheme: str) -> str:
    return f"of_{scheme.replace('-', '_')}"


def _documents(listings: Listings) -> Iterator[Any]:
    columns = [_column(scheme) for scheme in vocabulary().schemes]
    column_of = [columns[scheme] for scheme in vocabulary().scheme_of]
    starts, terms = listings.term_starts.tolist(), listings.terms
    video_starts, video = listings.video_starts.tolist(), listings.video
    opens_in, quality = listings.opens_in_days(), listings.quality()
    for at in range(len(listings)):
        document = tantivy.Document()
        document.add_unsigned("id", at + 1)
        for term in terms[starts[at] : starts[at + 1]].tolist():
            document.add_unsigned("term", term)
            document.add_unsigned(column_of[term], term)
        document.add_unsigned("state", int(listings.jurisdiction[at]))
        for place in video[video_starts[at] : video_starts[at + 1]].tolist():
            document.add_unsigned("video", place)
        document.add_float("latitude", float(listings.latitude[at]))
        document.add_float("longitude", float(listings.longitude[at]))
        document.add_unsigned("fee", int(listings.fee_cents[at]) or 1_000_000_000)
        document.add_unsigned("opens_in", int(opens_in[at]) if opens_in[at] >= 0 else NEVER)
        document.add_unsigned("quality", int(quality[at]))
        yield document


class TantivySession:
    """One searcher; a question is one search, one aggregation, and one more a choice."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()

    def ask(self, question: Question) -> Found:
        """Order by a column: it is the cheapest order that is not the order of the files."""
        place = self._place(question)
        choices = {choice.scheme: self._any_of("term", choice.terms) for choice in question.choices}
        query = _all_of([*place, *choices.values()])
        found = self._searcher.search(query, limit=PAGE, count=True, order_by_field="quality")
        page = self._searcher.fast_field_values("id", [address for _key, address in found.hits])
        buckets = [self._count(query, "term")]
        for scheme in choices:
            others = [one for other, one in choices.items() if other != scheme]
            column = _column(vocabulary().schemes[scheme])
            buckets.append(self._count(_all_of([*place, *others]), column))
        return Found(found.count, page, buckets)

    def answer(self, raw: Found) -> Answer:
        """Later buckets replace earlier ones: they are those of the question's own choices."""
        counts = np.zeros(len(vocabulary().names), dtype=np.int64)
        for buckets in raw.buckets:
            for bucket in buckets:
                counts[int(bucket["key"])] = bucket["doc_count"]
        return Answer(raw.total, raw.page, counts)

    def figures(self) -> dict[str, float]:
        """Nothing beyond what the process shows."""
        return {"segments": float(self._searcher.num_segments)}

    def close(self) -> None:
        """Nothing to let go of."""

    def _place(self, question: Question) -> list[Any]:
        parts = []
        match question.reach:
            case Reach.BOX:
                south, north, west, east = question.box()
                parts += [
                    self._range("latitude", south, north, FieldType.Float),
                    self._range("longitude", west, east, FieldType.Float),
                ]
            case Reach.STATE:
                parts.append(self._any_of("state", [question.jurisdiction]))
            case Reach.VIDEO:
                parts.append(self._any_of("video", [question.jurisdiction]))
            case Reach.NEAR:
                raise ValueError("tantivy-py has no distance filter: ask for the box")
        if question.max_fee_cents is not None:
            parts.append(self._range("fee", 1, question.max_fee_cents, FieldType.Unsigned))
        if question.within_days is not None:
            parts.append(self._range("opens_in", 0, question.within_days, FieldType.Unsigned))
        return parts

    def _any_of(self, field: str, numbers: Any) -> Any:
        """Few terms are fastest as one query each without scores."""
        parts = [
            Query.const_score_query(Query.term_query(self._schema, field, one, "basic"), 1.0)
            for one in numbers
        ]
        if len(parts) == 1:
            return parts[0]
        return Query.boolean_query([(Occur.Should, one) for one in parts])

    def _range(self, field: str, low: float, high: float, kind: Any) -> Any:
        return Query.const_score_query(Query.range_query(self._schema, field, kind, low, high), 1.0)

    def _count(self, query: Any, column: str) -> list[dict[str, Any]]:
        asked = {"found": {"terms": {"field": column, "size": 1_000}}}
        found = self._searcher.aggregate(query, asked)["found"]
        return cast("list[dict[str, Any]]", found["buckets"])


def _all_of(parts: list[Any]) -> Any:
    if not parts:
        return Query.all_query()
    if len(parts) == 1:
        return parts[0]
    return Query.boolean_query([(Occur.Must, one) for one in parts])
