"""Random directories and searches, for whatever must hold for all of them.

A directory is drawn as the numbers of its listings, so that drawing is quick and a failing one
shrinks to few listings that say little. A new engine is put to the same tests by one more line in
`ENGINES`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol

from hypothesis import strategies as st

from rapport.matching import (
    FEE_CEILINGS_CENTS,
    OPENING_WINDOWS_DAYS,
    RADII_KM,
    Choice,
    ColumnIndex,
    Document,
    Meeting,
    Near,
    ObviousIndex,
    Query,
    Region,
    Results,
    Sort,
    Wish,
)
from rapport.matching.query import LARGEST_PAGE
from tests.matching.random_listings import (
    ANCESTORS,
    JURISDICTIONS,
    PAYERS,
    PLACES,
    SCHEMES,
    TERMS,
    days_from_now,
    random_document,
)


class Engine(Protocol):
    """What every index answers."""

    def search(self, query: Query) -> Results: ...

    def changed(self, documents: Iterable[Document], removed: Iterable[int] = ()) -> "Engine": ...


Build = Callable[[Iterable[Document], Mapping[str, frozenset[str]], Iterable[str], bytes], Engine]

ENGINES: Mapping[str, Build] = {"obvious": ObviousIndex, "columns": ColumnIndex}

ASKED_WORDS = (
    *("ada", "garcia", "GARCÍA núñez", "gra", "hope", "ada hope", "o", "gr", "-", "zzz"),
    *("gracia", "grcae", "bob", "rob grace", "robrt hope", "hannah"),
    *("help", "hike", "hopes", "niña", "helping hike", "hope hiking", "niño help grief"),
    *("hope hoping", "ada helps hope", "grace grief hope", "hikes niñas hope", "helps helps"),
)


@dataclass(frozen=True, slots=True)
class Directory:
    """Documents with the vocabulary they speak, ready to be built into any engine."""

    documents: tuple[Document, ...]
    key: bytes = b"a key"

    def built(self, build: Build) -> Engine:
        """Build an engine of these documents."""
        return build(self.documents, ANCESTORS, SCHEMES, self.key)


def documents(id_: int = 1) -> st.SearchStrategy[Document]:
    """A listing with this id."""
    return st.integers(0, 3_000).map(lambda number: replace(random_document(number), id=id_))


@st.composite
def directories(draw: st.DrawFn, min_size: int = 0, max_size: int = 12) -> Directory:
    """A directory; some of its listings differ in nothing but the id, so that there are equals."""
    size = draw(st.integers(min_size, max_size))
    found = draw(st.lists(documents(), min_size=size, max_size=size))
    found += found[:1] * draw(st.integers(0, min(2, max_size - size)))
    return Directory(tuple(replace(one, id=id_) for id_, one in enumerate(found, 1)))


def places() -> st.SearchStrategy[Near | Region | None]:
    points = [point for point, _ in (*PLACES, *PLACES[:3], *PLACES[:3])]
    around = st.builds(Near, st.sampled_from(points), st.sampled_from((*RADII_KM, 1.0)))
    return st.one_of(
        st.none(), st.none(), around, around, st.builds(Region, st.sampled_from(JURISDICTIONS))
    )


def choices(most: int) -> st.SearchStrategy[tuple[Choice, ...]]:
    """Some terms, gathered by scheme."""
    return st.frozensets(st.sampled_from((*TERMS, *PAYERS)), max_size=most).map(_gathered)


def _gathered(terms: frozenset[str]) -> tuple[Choice, ...]:
    schemes = sorted({term.partition(":")[0] for term in terms})
    return tuple(
        Choice(scheme, frozenset(term for term in terms if term.startswith(f"{scheme}:")))
        for scheme in schemes
    )


def wishes() -> st.SearchStrategy[Wish]:
    return st.builds(Wish, st.sampled_from(TERMS), st.sampled_from((0.5, 1.0, 2.0)))


def queries() -> st.SearchStrategy[Query]:
    """A search with anything a search can ask, all on one page; most ask a few things only."""
    meetings = [frozenset(ways) for size in range(4) for ways in combinations(Meeting, size)]
    avoided = [frozenset({term}) for term in TERMS]
    return st.builds(
        Query,
        day=st.integers(0, 2).map(days_from_now),
        place=places(),
        jurisdiction=st.sampled_from(("", *JURISDICTIONS)),
        meeting=st.sampled_from((*[frozenset[Meeting]()] * 8, *meetings)),
        must=st.one_of(st.just(()), choices(1), choices(4)),
        avoid=st.sampled_from((*[frozenset[str]()] * len(TERMS) * 3, *avoided)),
        wishes=st.lists(wishes(), max_size=2).map(tuple),
        max_fee_cents=st.sampled_from((*[None] * 12, *FEE_CEILINGS_CENTS)),
        openings_within_days=st.sampled_from((*[None] * 3, *OPENING_WINDOWS_DAYS)),
        words=st.sampled_from((*[""] * 30, *ASKED_WORDS)),
        sort=st.sampled_from(Sort),
        page_size=st.just(LARGEST_PAGE),
    )
