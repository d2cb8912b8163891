"""Listings and searches in a few words, all near Austin on the first of July 2026."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from rapport.matching import (
    Choice,
    Document,
    Fact,
    Hit,
    Near,
    ObviousIndex,
    Office,
    Opening,
    OpeningState,
    Query,
    Results,
    SourceKind,
    TermUse,
)
from rapport.places import EARTH_RADIUS_KM, Point

TODAY = date(2026, 7, 1)
AUSTIN = Point(30.2672, -97.7431)
KM_PER_DEGREE = EARTH_RADIUS_KM * 3.141592653589793 / 180

ANCESTORS = {
    "concern:depression": frozenset({"concern:mood"}),
    "concern:postpartum": frozenset({"concern:depression", "concern:mood", "concern:family"}),
    "payer:aetna": frozenset({"payer:private"}),
    "payer:cigna": frozenset({"payer:private"}),
}
SCHEMES = ("kind", "concern", "approach", "payer", "language", "gender")

THERAPIST = Document(
    id=1, kind="therapist", name="Ada Example", offices=(Office(10, AUSTIN, "US-TX"),)
)
"""Somebody with an office in the middle of Austin who has said nothing yet."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def said(days: int = 0, by: SourceKind = SourceKind.THERAPIST) -> Fact:
    return Fact(ago(days), by)


def north(km: float) -> Point:
    """A point so many kilometres north of Austin."""
    return Point(AUSTIN.latitude + km / KM_PER_DEGREE, AUSTIN.longitude)


def office(km: float = 0, id_: int = 10, jurisdiction: str = "US-TX") -> Office:
    return Office(id_, north(km), jurisdiction)


def listing(id_: int = 1, *terms: str | TermUse, **parts: Any) -> Document:
    """A therapist in Austin, but for the parts given."""
    uses = tuple(TermUse(term) if isinstance(term, str) else term for term in terms)
    return replace(THERAPIST, id=id_, terms=uses, **parts)


def remote_only(id_: int = 1, *terms: str | TermUse, **parts: Any) -> Document:
    return listing(id_, *terms, **{"offices": ()} | parts)


def opening(
    state: OpeningState = OpeningState.OPEN,
    days: int = 0,
    *,
    wait: int = 0,
    office: int | None = None,
    payer: str | None = None,
    by: SourceKind = SourceKind.THERAPIST,
) -> Opening:
    """An opening that was confirmed so many days ago."""
    return Opening(state, said(days, by), wait, office, payer)


def within(km: float) -> Near:
    return Near(AUSTIN, km)


def any_of(*terms: str) -> Choice:
    return Choice(terms[0].partition(":")[0], frozenset(terms))


def index_of(*documents: Document, key: bytes = b"a key") -> ObviousIndex:
    return ObviousIndex(documents, ANCESTORS, SCHEMES, key)


def search(documents: Iterable[Document] | Document, **asked: Any) -> Results:
    """Ask on the first of July 2026 unless another day is given."""
    if isinstance(documents, Document):
        documents = (documents,)
    return index_of(*documents).search(Query(**{"day": TODAY} | asked))


def ids(documents: Iterable[Document] | Document, **asked: Any) -> list[int]:
    """Who is found, in order."""
    return [hit.id for hit in search(documents, **asked).hits]


def only_hit(document: Document, **asked: Any) -> Hit:
    (hit,) = search(document, **asked).hits
    return hit
