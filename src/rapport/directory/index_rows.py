"""What the index asks of listings, read for a whole nation.

A page reads everything of a few listings (`queries.load_listings`). The index reads a few things of
everybody: so there are fewer columns here, fewer objects, and one object for what many listings say
alike, such as a term or the date of a fact.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import QuerySet

from rapport.directory.facts import whole_attestations
from rapport.directory.models import (
    Coverage,
    Fee,
    Licence,
    Listing,
    ListingTerm,
    Office,
    Opening,
)
from rapport.directory.models.listing import Status
from rapport.directory.records import LicenceRecord
from rapport.matching import Aspect, Emphasis, Fact, SourceKind, TermUse
from rapport.matching.freshness import outranks
from rapport.vocabulary.queries import term_keys
from rapport.vocabulary.snapshot import Vocabulary

BATCH = 2_000
"""So many listings are read at a time."""

NO_FACTS: Mapping[Aspect, Fact] = MappingProxyType({})

T = TypeVar("T")
Row = tuple[Any, ...]
Rows = Iterable[Row]

EVERY_ID = range(1, 2**63 - 1)

_DATES_KEPT = 50_000


class OfficeRow(NamedTuple):
    """An office or a practice by video or phone; `pk` is its row."""

    pk: int
    mode: str
    jurisdiction: str
    latitude: float | None
    longitude: float | None


class FeeRow(NamedTuple):
    """A price, and how far a sliding scale goes down."""

    low_cents: int
    floor_cents: int | None


class OpeningRow(NamedTuple):
    """Room for new clients; `office` is an office's row, `payer` is `payer:slug` or empty."""

    state: str
    weeks: int
    office: int | None
    payer: str


@dataclass(frozen=True, slots=True)
class IndexedListing:
    """A published listing as far as the index asks.

    `coverage` holds payers, as `payer:slug`, each with what the network is; `facts` the fact that
    counts for each aspect.
    """

    pk: int
    kind: str
    name: str
    headline: str
    words: str
    asked_on: date | None
    offices: tuple[OfficeRow, ...]
    terms: tuple[TermUse, ...]
    coverage: tuple[tuple[str, str], ...]
    fees: tuple[FeeRow, ...]
    openings: tuple[OpeningRow, ...]
    licences: tuple[LicenceRecord, ...]
    facts: Mapping[Aspect, Fact]


class TermKeys(dict[int, str]):
    """Keys of terms (`scheme:slug`) by their rows; begun with some, the rest is looked up once."""

    def __missing__(self, pk: int) -> str:
        self.update(term_keys())
        return dict(self)[pk]


def keys_of(vocabulary: Vocabulary) -> TermKeys:
    """Give the keys of terms that are in force; others are looked up when one is met."""
    return TermKeys({term.pk: key for key, term in vocabulary.terms.items()})


def middle_id(least: int) -> int | None:
    """Give the id from which on half of the published listings lie; None for less than `least`."""
    ids = (
        Listing.objects.filter(status=Status.PUBLISHED).order_by("pk").values_list("pk", flat=True)
    )
    count = ids.count()
    return ids[count // 2] if count >= least else None


def indexed_listings(
    keys: TermKeys, listing_ids: Iterable[int] | None = None, within: range = EVERY_ID
) -> Iterator[IndexedListing]:
    """Read published listings by rising id, all or those named; eight queries a batch.

    What changes meanwhile may be read before, after or half: whoever reads notes beforehand up to
    which change they know, and reads again who changed since.
    """
    batches = _ranges(within) if listing_ids is None else _named(sorted(listing_ids))
    for rows, listings in batches:
        yield from _batch(rows, listings, keys)


def _ranges(within: range) -> Iterator[tuple[list[Row], QuerySet[Any, Any]]]:
    """The listings' own columns, and the query that gives their ids."""
    published = Listing.objects.filter(status=Status.PUBLISHED).order_by("pk")
    own = published.filter(pk__lt=within.stop).values_list(*_OWN)
    last = within.start - 1
    while rows := list(own.filter(pk__gt=last)[:BATCH]):
        first, last = last, rows[-1][0]
        # one upper bound of ids only: given two, SQLite may read up to the higher one
        yield rows, published.order_by().filter(pk__gt=first, pk__lte=last).values("pk")


def _named(ids: list[int]) -> Iterator[tuple[list[Row], list[int]]]:
    published = Listing.objects.filter(status=Status.PUBLISHED).order_by("pk")
    for first in range(0, len(ids), BATCH):
        these = ids[first : first + BATCH]
        yield list(published.filter(pk__in=these).values_list(*_OWN)), these


@dataclass(frozen=True, slots=True)
class _Part(Generic[T]):
    """Columns of one kind of rows, and what is made of the rows of one listing."""

    columns: tuple[str, ...]
    of_rows: Callable[[Rows, TermKeys], T]


_OWN = ("pk", "kind", "name", "headline", "own_words", "asked_on")


def _batch(
    rows: list[Row], listings: QuerySet[Any, Any] | list[int], keys: TermKeys
) -> Iterator[IndexedListing]:
    def of_each(part: _Part[T], parts: QuerySet[Any]) -> dict[int, T]:
        among = parts.filter(listing__in=listings).order_by("listing_id", "pk")
        found = among.values_list("listing_id", *part.columns)
        return {pk: part.of_rows(each, keys) for pk, each in groupby(found, itemgetter(0))}

    offices = of_each(_OFFICES, Office.objects.all())
    terms = of_each(_TERMS, ListingTerm.objects.all())
    coverage = of_each(_COVERAGE, Coverage.objects.all())
    fees = of_each(_FEES, Fee.objects.all())
    openings = of_each(_OPENINGS, Opening.objects.all())
    licences = of_each(_LICENCES, Licence.objects.all())
    facts = of_each(_FACTS, whole_attestations())
    for pk, kind, name, headline, own_words, asked_on in rows:
        yield IndexedListing(
            pk=pk,
            kind=kind,
            name=name,
            headline=headline,
            words=own_words,
            asked_on=asked_on,
            offices=offices.get(pk, ()),
            terms=terms.get(pk, ()),
            coverage=coverage.get(pk, ()),
            fees=fees.get(pk, ()),
            openings=openings.get(pk, ()),
            licences=licences.get(pk, ()),
            facts=facts.get(pk, NO_FACTS),
        )


# What becomes of the rows of one listing, whose id comes first


def _offices(rows: Rows, _keys: TermKeys) -> tuple[OfficeRow, ...]:
    return tuple([OfficeRow(*row[1:]) for row in rows])


def _terms(rows: Rows, keys: TermKeys) -> tuple[TermUse, ...]:
    return tuple([use_of(keys[term], how, training != "") for _pk, term, how, training in rows])


def _coverage(rows: Rows, keys: TermKeys) -> tuple[tuple[str, str], ...]:
    return tuple([(keys[payer], network) for _pk, payer, network in rows])


def _fees(rows: Rows, _keys: TermKeys) -> tuple[FeeRow, ...]:
    return tuple([FeeRow(*row[1:]) for row in rows])


def _openings(rows: Rows, keys: TermKeys) -> tuple[OpeningRow, ...]:
    return tuple(
        [
            OpeningRow(state, weeks, office, keys[payer] if payer else "")
            for _pk, state, weeks, office, payer in rows
        ]
    )


def _licences(rows: Rows, keys: TermKeys) -> tuple[LicenceRecord, ...]:
    return tuple(
        [LicenceRecord(where, keys[profession], *row) for _pk, where, profession, *row in rows]
    )


def _facts(rows: Rows, _keys: TermKeys) -> dict[Aspect, Fact]:
    facts: dict[Aspect, Fact] = {}
    for _pk, name, source_kind, day in rows:
        aspect, new = _ASPECTS[name], _fact(day, source_kind)
        if outranks(new, facts.get(aspect)):
            facts[aspect] = new
    return facts


_OFFICES = _Part(OfficeRow._fields, _offices)
_TERMS = _Part(("term_id", "emphasis", "training"), _terms)
_COVERAGE = _Part(("payer_id", "network"), _coverage)
_FEES = _Part(FeeRow._fields, _fees)
_OPENINGS = _Part(("state", "weeks", "office_id", "payer_id"), _openings)
_LICENCES = _Part(
    ("jurisdiction", "profession_id", *LicenceRecord.__slots__[2:8]), _licences
)  # the first fields of a record, which is all that decides who may see whom
_FACTS = _Part(("aspect", "source_kind", "confirmed_on"), _facts)

_ASPECTS = {one.value: one for one in Aspect}


@lru_cache(_DATES_KEPT)
def _fact(day: date, source_kind: str) -> Fact:
    return Fact(day, SourceKind(source_kind))


@cache
def use_of(term: str, emphasis: str = "", is_trained: bool = False) -> TermUse:
    """Say how a listing carries a term; there is one such object for all who say the same."""
    return TermUse(term, Emphasis(emphasis or "plain"), is_trained)
