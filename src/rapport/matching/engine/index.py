"""The fast index: what `ObviousIndex` answers, for every listing of a nation."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pyroaring import BitMap

from rapport.matching.document import Document
from rapport.matching.engine import loosening
from rapport.matching.engine.asked import Asked
from rapport.matching.engine.columns import Array, Columns
from rapport.matching.engine.counting import facets
from rapport.matching.engine.day import Day
from rapport.matching.engine.decode import document_at
from rapport.matching.engine.earning import earned
from rapport.matching.engine.encode import columns_of
from rapport.matching.engine.joining import joined
from rapport.matching.engine.order import on_page, settled
from rapport.matching.engine.runs import places_of, set_of
from rapport.matching.engine.segment import Segment, segment_of, taken
from rapport.matching.query import Query
from rapport.matching.results import Facet, Relaxation, Results
from rapport.matching.words import words_of

_DAYS_KEPT = 4


@dataclass(frozen=True)
class Part:
    """A segment, who is gone from it, and what days make of it."""

    segment: Segment
    gone: BitMap = field(default_factory=BitMap)
    days: dict[date, Day] = field(default_factory=dict)

    def on(self, day: date, ancestors: Mapping[str, frozenset[str]]) -> Day:
        """The segment on a day; the last few days are kept."""
        found = self.days.get(day)
        if found is None:
            while len(self.days) >= _DAYS_KEPT:
                self.days.pop(next(iter(self.days)), None)
            found = self.days[day] = Day(self.segment, day, ancestors)
        return found

    def __len__(self) -> int:
        return len(self.segment) - len(self.gone)

    def places(self) -> Array:
        """Where those stand who are not gone."""
        return places_of(self.segment.all - self.gone)

    def without(self, ids: Iterable[int]) -> "Part":
        """The same part with more listings gone."""
        return replace(self, gone=self.gone | set_of(self.segment.places_of_ids(ids)))

    def remaining(self) -> Columns:
        """Columns of those who are not gone."""
        return taken(self.segment.columns, self.places()) if self.gone else self.segment.columns


Rules = tuple[Mapping[str, frozenset[str]], tuple[str, ...], bytes]
"""Broader terms, schemes that are counted, and the key of the order of equals."""


class ColumnIndex:
    """An index of columns. Immutable: changes give a new one that shares the columns.

    `ancestors` maps a term (`scheme:slug`) to all of its broader terms, and `schemes` names the
    facets that are counted. `key` decides the order of equals. It answers as `ObviousIndex` does.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        ancestors: Mapping[str, frozenset[str]],
        schemes: Iterable[str],
        key: bytes = b"",
    ) -> None:
        self._rules: Rules = (ancestors, tuple(schemes), key)
        columns = columns_of(documents, self._rules[1])
        self._parts: tuple[Part, ...] = (Part(segment_of(columns, *self._rules)),)

    @classmethod
    def from_arrays(
        cls,
        columns: Columns,
        ancestors: Mapping[str, frozenset[str]],
        schemes: Iterable[str],
        key: bytes = b"",
    ) -> "ColumnIndex":
        """Index listings that are given as arrays: see `Columns` for what each holds."""
        rules = (ancestors, tuple(schemes), key)
        return cls._of(rules, (Part(segment_of(columns, *rules)),))

    @classmethod
    def _of(cls, rules: Rules, parts: tuple[Part, ...]) -> "ColumnIndex":
        index = cls.__new__(cls)
        index._rules = rules
        index._parts = parts
        return index

    def __len__(self) -> int:
        return sum(len(part) for part in self._parts)

    @property
    def documents(self) -> Iterator[Document]:
        """All documents; each is put together when its turn comes."""
        for part in self._parts:
            for place in part.places().tolist():
                yield document_at(part.segment.columns, place)

    @property
    def changes(self) -> int:
        """How many listings changed since the base was built."""
        return len(self._parts[0].gone) + sum(len(part) for part in self._parts[1:])

    def changed(self, documents: Iterable[Document], removed: Iterable[int] = ()) -> "ColumnIndex":
        """Give an index in which `documents` replace those of the same id, without `removed`.

        Changes since the base was built stand in a small second segment, which is built again.
        """
        new = {one.id: one for one in documents}
        gone = {*removed, *new}
        base = self._parts[0].without(gone)
        others = [part.without(gone).remaining() for part in self._parts[1:]]
        columns = [one for one in (*others, columns_of(new.values())) if len(one)]
        if not columns:
            return self._of(self._rules, (base,))
        return self._of(self._rules, (base, Part(segment_of(joined(columns), *self._rules))))

    def merged(self) -> "ColumnIndex":
        """Give an index of the same listings in one segment."""
        columns = joined([part.remaining() for part in self._parts])
        return self._of(self._rules, (Part(segment_of(columns, *self._rules)),))

    def search(self, query: Query) -> Results:
        """Answer a query in full: page of hits, total, facets and relaxations."""
        words = words_of(query.words)
        ancestors = self._rules[0]
        every = [
            Asked(part.on(query.day, ancestors), query, words, part.gone) for part in self._parts
        ]
        scored = [(asked, settled(asked, earned(asked, places_of(asked.found)))) for asked in every]
        return Results(
            total=sum(len(asked.found) for asked in every),
            page=query.page,
            hits=tuple(listing.hit() for listing in on_page(scored, query)),
            facets=_added([dict(facets(asked)) for asked in every]),
            relaxations=tuple(_relaxations(every, query)),
        )


def _relaxations(every: list[Asked], query: Query) -> Iterator[Relaxation]:
    offered = list(loosening.offered(query))
    counts = [loosening.count(asked, offered) for asked in every]
    for relaxation, totals in zip(offered, zip(*counts, strict=True), strict=True):
        yield replace(relaxation, total=sum(totals))


def _added(every: list[dict[str, Facet]]) -> dict[str, Facet]:
    """Facets of all segments together."""
    first, *others = every
    for more in others:
        for name, facet in more.items():
            counts = Counter(first[name].counts)
            counts.update(facet.counts)
            first[name] = Facet(
                counts,
                first[name].not_known + facet.not_known,
                first[name].not_applicable + facet.not_applicable,
            )
    return first
