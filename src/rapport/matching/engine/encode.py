"""Documents become columns."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any

import numpy as np

from rapport.matching.document import Document, Opening
from rapport.matching.engine.columns import (
    ASPECTS,
    DTYPES,
    EMPHASES,
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
_NO_FACT = (0, 0)


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
        **_ragged("use", them, tables.uses),
        **_ragged("office", them, tables.offices),
        **_ragged("remote", them, tables.remote),
        **_ragged("opening", them, tables.openings),
    )


class _Tables:
    """Tables of the words that stand for themselves, and rows written with them."""

    def __init__(self, documents: list[Document], schemes: Iterable[str]) -> None:
        self.terms = _places(sorted(set(chain.from_iterable(map(_terms, documents)))))
        said = sorted({one for each in documents for one in each.known | each.not_applicable})
        self.schemes = _places(dict.fromkeys((*schemes, *said)))
        self.kinds = _places(sorted({one.kind for one in documents}))
        self.jurisdictions = _places(sorted(set(chain.from_iterable(map(_where, documents)))))

    def uses(self, document: Document) -> list[tuple[Any, ...]]:
        return [
            (self.terms[one.term], _PLACE_OF[one.emphasis] + TRAINED * one.trained)
            for one in document.terms
        ]

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


def _terms(document: Document) -> Iterable[str]:
    yield from (one.term for one in document.terms)
    yield from (one.payer for one in document.openings if one.payer is not None)


def _where(document: Document) -> Iterable[str]:
    yield from (one.jurisdiction for one in document.offices)
    for rights in document.remote.values():
        yield from rights


def _places(values: Iterable[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(values)}


def _fact(fact: Fact | None) -> tuple[int, int]:
    return _NO_FACT if fact is None else (fact.confirmed_on.toordinal(), _PLACE_OF[fact.source])


def _bits(schemes: Collection[str], places: Mapping[str, int]) -> int:
    return sum(1 << places[one] for one in schemes)


def _single(documents: list[Document], tables: _Tables) -> dict[str, Array]:
    facts = np.array(
        [[_fact(one.facts.get(aspect)) for aspect in ASPECTS] for one in documents], np.int32
    ).reshape(len(documents), len(ASPECTS), 2)
    values: dict[str, list[int]] = {
        "kind": [tables.kinds[one.kind] for one in documents],
        "fee_cents": [NO_FEE if one.fee_cents is None else one.fee_cents for one in documents],
        "hidden_from": [day_number(one.hidden_from) for one in documents],
        "enquiries_received": [
            one.enquiries.received if one.enquiries else NO_ENQUIRIES for one in documents
        ],
        "enquiries_answered": [one.enquiries.answered if one.enquiries else 0 for one in documents],
        "known": [_bits(one.known, tables.schemes) for one in documents],
        "not_applicable": [_bits(one.not_applicable, tables.schemes) for one in documents],
    }
    return {name: np.array(column, DTYPES[name]) for name, column in values.items()} | {
        "fact_day": facts[:, :, 0],
        "fact_source": facts[:, :, 1].astype(np.uint8),
    }


def _ragged(part: str, documents: list[Document], rows_of: Any) -> dict[str, Array]:
    rows = [rows_of(one) for one in documents]
    names = {
        "use": ("use_term", "use_how"),
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
