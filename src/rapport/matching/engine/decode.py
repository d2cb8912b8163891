"""Columns become documents again."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from math import isnan

from rapport.matching.document import Document, Enquiries, Meeting, Office, Opening, TermUse
from rapport.matching.engine.columns import (
    ASPECTS,
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
    Columns,
    day_of,
)
from rapport.matching.freshness import Aspect, Fact
from rapport.places import Point


def document_at(columns: Columns, index: int) -> Document:
    """Give the document that stands at a place of the columns."""
    fee_cents = int(columns.fee_cents[index])
    return Document(
        id=int(columns.ids[index]),
        kind=columns.kinds[columns.kind[index]],
        name=columns.names[index],
        offices=tuple(offices_at(columns, index)),
        remote=_remote(columns, index),
        terms=tuple(uses_at(columns, index)),
        known=_schemes(columns, int(columns.known[index])),
        not_applicable=_schemes(columns, int(columns.not_applicable[index])),
        fee_cents=None if fee_cents == NO_FEE else fee_cents,
        openings=tuple(_openings(columns, index)),
        facts=facts_at(columns, index),
        headline=columns.headlines[index],
        words=columns.words[index],
        hidden_from=day_of(int(columns.hidden_from[index])),
        enquiries=enquiries_at(columns, index),
    )


def offices_at(columns: Columns, index: int) -> Iterator[Office]:
    """Offices of a listing, as they were given."""
    entries = slice(columns.office_start[index], columns.office_start[index + 1])
    for id_, latitude, longitude, where in zip(
        columns.office_id[entries].tolist(),
        columns.office_latitude[entries].tolist(),
        columns.office_longitude[entries].tolist(),
        columns.office_where[entries].tolist(),
        strict=True,
    ):
        point = None if isnan(latitude) else Point(latitude, longitude)
        yield Office(id_, point, columns.jurisdictions[where])


def enquiries_at(columns: Columns, index: int) -> Enquiries | None:
    """Messages of a listing, None where none are passed on."""
    received = int(columns.enquiries_received[index])
    if received == NO_ENQUIRIES:
        return None
    return Enquiries(received, int(columns.enquiries_answered[index]))


def uses_at(columns: Columns, index: int) -> Iterator[TermUse]:
    """Terms of a listing, as they were given."""
    entries = slice(columns.use_start[index], columns.use_start[index + 1])
    terms, hows = columns.use_term[entries].tolist(), columns.use_how[entries].tolist()
    for term, how in zip(terms, hows, strict=True):
        yield term_use(columns.terms[term], how)


@lru_cache(maxsize=20_000)
def term_use(term: str, how: int) -> TermUse:
    """A use of a term from what the columns hold of it."""
    return TermUse(term, EMPHASES[how % TRAINED], bool(how & TRAINED))


@lru_cache(maxsize=20_000)
def fact_of(day: int, source: int) -> Fact:
    """A fact from what the columns hold of it."""
    return Fact(date.fromordinal(day), SOURCES[source])


def facts_at(columns: Columns, index: int) -> Mapping[Aspect, Fact]:
    """Facts of a listing by aspect."""
    days = columns.fact_day[index].tolist()
    sources = columns.fact_source[index].tolist()
    return {
        aspect: fact_of(day, source)
        for aspect, day, source in zip(ASPECTS, days, sources, strict=True)
        if day != NO_DAY
    }


def _remote(columns: Columns, index: int) -> Mapping[Meeting, Mapping[str, date | None]]:
    remote: dict[Meeting, dict[str, date | None]] = {}
    for at in range(columns.remote_start[index], columns.remote_start[index + 1]):
        rights = remote.setdefault(WAYS[columns.remote_way[at]], {})
        rights[columns.jurisdictions[columns.remote_where[at]]] = day_of(
            int(columns.remote_until[at])
        )
    return remote


def _openings(columns: Columns, index: int) -> Iterator[Opening]:
    for at in range(columns.opening_start[index], columns.opening_start[index + 1]):
        office, payer = int(columns.opening_office[at]), int(columns.opening_payer[at])
        yield Opening(
            state=STATES[columns.opening_state[at]],
            fact=fact_of(int(columns.opening_day[at]), int(columns.opening_source[at])),
            wait_days=int(columns.opening_wait[at]),
            office=None if office == NO_OFFICE else office,
            payer=None if payer == NO_PAYER else columns.terms[payer],
        )


def _schemes(columns: Columns, bits: int) -> frozenset[str]:
    return frozenset(one for place, one in enumerate(columns.schemes) if bits >> place & 1)
