"""The fast index: what `ObviousIndex` answers, for every listing of a nation."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from rapport.matching.document import Document
from rapport.matching.engine import files, loosening
from rapport.matching.engine.about import (
    NameWords,
    ages,
    has_name,
    is_written,
    terms_in_use,
    without_way_to_meet,
)
from rapport.matching.engine.asked import Asked
from rapport.matching.engine.columns import Columns
from rapport.matching.engine.counting import facets
from rapport.matching.engine.decode import document_at
from rapport.matching.engine.earning import leading
from rapport.matching.engine.encode import columns_of
from rapport.matching.engine.files import fingerprint
from rapport.matching.engine.joining import joined
from rapport.matching.engine.order import on_page, settled
from rapport.matching.engine.part import Part
from rapport.matching.engine.runs import places_of
from rapport.matching.engine.segment import Segment, segment_of, taken
from rapport.matching.freshness import Aspect, Freshness
from rapport.matching.query import Query
from rapport.matching.results import Facet, Relaxation, Results
from rapport.matching.words import asked_words

NOTHING: Mapping[str, Any] = MappingProxyType({})


BATCH = 10_000
"""So many documents are made into columns at a time."""

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
        # without a name, so that the columns are gone as soon as they are sorted
        self._parts: tuple[Part, ...] = (
            Part(segment_of(columns_in_batches(documents), *self._rules)),
        )

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

    def write(self, path: Path, about: Mapping[str, Any] = NOTHING) -> None:
        """Write the index to a file, as a whole and merged; `about` comes back from `open`."""
        merged = self if len(self._parts) == 1 and not self._parts[0].gone else self.merged()
        marked = {**about, "fingerprint": fingerprint(*self._rules)}
        files.write(path, merged._parts[0].segment, marked)

    @classmethod
    def open(
        cls,
        path: Path,
        ancestors: Mapping[str, frozenset[str]],
        schemes: Iterable[str],
        key: bytes = b"",
    ) -> tuple["ColumnIndex", dict[str, Any]]:
        """Map a written index; gives it and what was written about it.

        Raises DamagedIndex, ForeignIndex if vocabulary or key are others, and FileNotFoundError.
        """
        rules = (ancestors, tuple(schemes), key)
        segment, about = files.read(path, Segment, fingerprint(*rules))
        return cls._of(rules, (Part(segment),)), about

    @property
    def name_words(self) -> Set[str]:
        """Every word of the names, as `words_of` gives it."""
        return NameWords(self._parts)

    def has_name(self, words: Collection[str], *, is_whole: bool) -> bool:
        """Tell whether some name has all the words, or consists of just them."""
        return has_name(self._parts, words, is_whole=is_whole)

    def is_written(self, word: str) -> bool:
        """Tell whether somebody wrote a word, as `words_of` gives it, or an inflection of it."""
        return is_written(self._parts, word)

    @property
    def terms_in_use(self) -> frozenset[str]:
        """Every term that some document has, its broader ones included."""
        return terms_in_use(self._parts)

    def ages(self, aspect: Aspect, day: date) -> Mapping[Freshness, int]:
        """How many listings have a fact of an aspect, by how much it says on a day."""
        return ages(self._parts, aspect, day)

    @property
    def without_way_to_meet(self) -> int:
        """How many listings have neither an office nor a right to see anybody remotely."""
        return without_way_to_meet(self._parts)

    @property
    def changes(self) -> int:
        """How many listings changed since the base was built."""
        base, *others = self._parts
        changed = set(base.segment.columns.ids[places_of(base.gone)].tolist())
        return len(changed.union(*(part.segment.columns.ids.tolist() for part in others)))

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

    def search(self, query: Query, *, is_explained: bool = True) -> Results:
        """Answer a query in full: page of hits, total, facets and relaxations.

        Unless it is to be explained: then hits come without reasons, and there are no relaxations.
        """
        words = asked_words(query.words)
        ancestors = self._rules[0]
        every = [
            Asked(part.on(query.day, ancestors), query, words, part.gone) for part in self._parts
        ]
        scored = [(asked, settled(asked, leading(asked))) for asked in every]
        return Results(
            total=sum(len(asked.found) for asked in every),
            page=query.page,
            hits=tuple(listing.hit(is_explained) for listing in on_page(scored, query)),
            facets=_added([dict(facets(asked)) for asked in every]),
            relaxations=tuple(_relaxations(every, query)) if is_explained else (),
        )


def columns_in_batches(documents: Iterable[Document]) -> Columns:
    """Columns of many documents, of which only a batch is held at a time; of one id the last."""
    them = iter(documents)
    batches = [columns_of(())]
    while batch := list(islice(them, BATCH)):
        batches.append(columns_of(batch))
    columns = joined(batches)
    _ids, last = np.unique(columns.ids[::-1], return_index=True)
    if len(last) == len(columns):
        return columns
    return taken(columns, np.sort(len(columns) - 1 - last))


def _relaxations(every: list[Asked], query: Query) -> Iterator[Relaxation]:
    offered = list(loosening.offered(query))
    counts = [loosening.count(asked, offered) for asked in every]
    for one, totals in zip(offered, zip(*counts, strict=True), strict=True):
        yield Relaxation(one.kind, sum(totals), one.criterion, one.radius_km)


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
