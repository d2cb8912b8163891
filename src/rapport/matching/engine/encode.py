"""Documents become columns."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, TypeVar

import numpy as np

from rapport.matching.document import Document, Opening, TermUse
from rapport.matching.engine.columns import (
    ASPECTS,
    DTYPES,
    EMPHASES,
    NO_DAY,
    NO_ENQUIRIES,
    NO_FEE,
    NO_OFFICE,
    NO_PAYER,
    SOURCES,
    STATES,
    TRAINED,
    WAYS,
    Array,
    Columns,
    Texts,
    day_number,
    starts_of,
)
from rapport.matching.freshness import Fact

_PLACE_OF = {
    member: place
    for members in (ASPECTS, SOURCES, EMPHASES, STATES, WAYS)
    for place, member in enumerate(members)
}
T = TypeVar("T")


def columns_of(documents: Iterable[Document], schemes: Iterable[str] = ()) -> Columns:
    """Make columns of documents; of several with one id the last counts.

    Raises ValueError for more than 64 schemes or 65,535 terms.
    """
    them = list({one.id: one for one in documents}.values())
    tables = _Tables(them, schemes)
    return Columns.filled(
        ids=np.array([one.id for one in them], np.int64),
        names=Texts.of(one.name for one in them),
        headlines=Texts.of(one.headline for one in them),
        words=Texts.of(one.words for one in them),
        terms=tuple(tables.terms),
        schemes=tuple(tables.schemes),
        kinds=tuple(tables.kinds),
        jurisdictions=tuple(tables.jurisdictions),
        **_single(them, tables),
        **_uses([one.terms for one in them], tables.terms),
        **_ragged("office", them, tables.offices),
        **_ragged("remote", them, tables.remote),
        **_ragged("opening", them, tables.openings),
    )


class _Tables:
    """Tables of the words that stand for themselves, and rows written with them."""

    def __init__(self, documents: list[Document], schemes: Iterable[str]) -> None:
        self.terms = _places(sorted(_terms(documents)))
        said = {(one.known, one.not_applicable) for one in documents}
        of_all = sorted(set(chain.from_iterable(chain.from_iterable(said))))
        self.schemes = _places(dict.fromkeys((*schemes, *of_all)))
        self.kinds = _places(sorted({one.kind for one in documents}))
        self.jurisdictions = _places(sorted(set(chain.from_iterable(map(_where, documents)))))

    def offices(self, document: Document) -> list[tuple[Any, ...]]:
        nan = float("nan")
        return [
            (
                one.id,
                one.point.latitude if one.point else nan,
                one.point.longitude if one.point else nan,
                self.jurisdictions[one.jurisdiction],
            )
            for one in document.offices
        ]

    def remote(self, document: Document) -> list[tuple[Any, ...]]:
        return [
            (_PLACE_OF[way], self.jurisdictions[where], day_number(until))
            for way, rights in document.remote.items()
            for where, until in rights.items()
        ]

    def openings(self, document: Document) -> list[tuple[Any, ...]]:
        return [self._opening(one) for one in document.openings]

    def _opening(self, one: Opening) -> tuple[Any, ...]:
        return (
            _PLACE_OF[one.state],
            one.wait_days,
            *_fact(one.fact),
            NO_OFFICE if one.office is None else one.office,
            NO_PAYER if one.payer is None else self.terms[one.payer],
        )


def _terms(documents: list[Document]) -> set[str]:
    uses = _by_identity(one.terms for one in documents).values()
    payers = {one.payer for each in documents for one in each.openings}
    return {one.term for one in uses} | {one for one in payers if one is not None}


def _by_identity(several: Iterable[Iterable[T]]) -> dict[int, T]:
    """Objects by their identity: of those that many listings share each is looked at once."""
    return {id(one): one for one in chain.from_iterable(several)}


def _uses(uses: list[tuple[TermUse, ...]], terms: Mapping[str, int]) -> dict[str, Array]:
    place, how = {}, {}
    for identity, one in _by_identity(uses).items():
        place[identity] = terms[one.term]
        how[identity] = _PLACE_OF[one.emphasis] + TRAINED * one.trained
    every = list(map(id, chain.from_iterable(uses)))
    return {
        "use_start": starts_of(list(map(len, uses))),
        "use_term": np.fromiter(map(place.__getitem__, every), np.uint16, len(every)),
        "use_how": np.fromiter(map(how.__getitem__, every), np.uint8, len(every)),
    }


def _where(document: Document) -> Iterable[str]:
    yield from (one.jurisdiction for one in document.offices)
    for rights in document.remote.values():
        yield from rights


def _places(values: Iterable[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(values)}


def _fact(fact: Fact) -> tuple[int, int]:
    return fact.confirmed_on.toordinal(), _PLACE_OF[fact.source]


def _bits(sets: list[frozenset[str]], places: Mapping[str, int]) -> list[int]:
    bits = {said: sum(1 << places[one] for one in said) for said in set(sets)}
    return [bits[said] for said in sets]


def _facts(documents: list[Document]) -> dict[str, Array]:
    days = np.full((len(documents), len(ASPECTS)), NO_DAY, DTYPES["fact_day"])
    sources = np.zeros(days.shape, DTYPES["fact_source"])
    rows = {
        identity: _fact(fact)
        for identity, fact in _by_identity(one.facts.values() for one in documents).items()
    }
    said = [
        (place, _PLACE_OF[aspect], *rows[id(fact)])
        for place, one in enumerate(documents)
        for aspect, fact in one.facts.items()
    ]
    if said:
        listing, aspects, day, source = np.array(said, np.int64).T
        days[listing, aspects], sources[listing, aspects] = day, source
    return {"fact_day": days, "fact_source": sources}


def _single(documents: list[Document], tables: _Tables) -> dict[str, Array]:
    values: dict[str, list[int]] = {
        "kind": [tables.kinds[one.kind] for one in documents],
        "fee_cents": [NO_FEE if one.fee_cents is None else one.fee_cents for one in documents],
        "hidden_from": [day_number(one.hidden_from) for one in documents],
        "enquiries_received": [
            one.enquiries.received if one.enquiries else NO_ENQUIRIES for one in documents
        ],
        "enquiries_answered": [one.enquiries.answered if one.enquiries else 0 for one in documents],
        "known": _bits([one.known for one in documents], tables.schemes),
        "not_applicable": _bits([one.not_applicable for one in documents], tables.schemes),
    }
    arrays = {name: np.array(column, DTYPES[name]) for name, column in values.items()}
    return arrays | _facts(documents)


def _ragged(part: str, documents: list[Document], rows_of: Any) -> dict[str, Array]:
    rows = [rows_of(one) for one in documents]
    names = {
        "office": ("office_id", "office_latitude", "office_longitude", "office_where"),
        "remote": ("remote_way", "remote_where", "remote_until"),
        "opening": (
            "opening_state",
            "opening_wait",
            "opening_day",
            "opening_source",
            "opening_office",
            "opening_payer",
        ),
    }[part]
    columns = list(zip(*chain.from_iterable(rows), strict=True)) or [()] * len(names)
    arrays = {
        name: np.array(column, DTYPES[name]) for name, column in zip(names, columns, strict=True)
    }
    return {f"{part}_start": starts_of([len(one) for one in rows]), **arrays}
