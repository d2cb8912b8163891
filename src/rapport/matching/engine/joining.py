"""Columns of several sources become one."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from rapport.matching.engine.columns import (
    NO_PAYER,
    RAGGED,
    TEXTS,
    Array,
    Columns,
    Texts,
    starts_of,
)

_CODES = {
    "kind": "kinds",
    "use_term": "terms",
    "opening_payer": "terms",
    "office_where": "jurisdictions",
    "remote_where": "jurisdictions",
}
"""Arrays that hold places in a table."""

_BITS = ("known", "not_applicable")


def joined(parts: Sequence[Columns]) -> Columns:
    """Put columns one behind another; no listing may be in two of them."""
    if len(parts) == 1:
        return parts[0]
    tables = {
        name: _union(getattr(one, name) for one in parts)
        for name in ("terms", "schemes", "kinds", "jurisdictions")
    }
    new: dict[str, Any] = dict(tables)
    starts = {f"{part}_start" for part in RAGGED}
    for field in fields(Columns):
        values = [getattr(one, field.name) for one in parts]
        if field.name in starts:
            new[field.name] = starts_of(np.concatenate([np.diff(one) for one in values]))
        elif field.name in TEXTS:
            new[field.name] = _texts(values)
        elif field.name in _CODES:
            table = _CODES[field.name]
            maps = [_places(getattr(one, table), tables[table]) for one in parts]
            new[field.name] = np.concatenate(list(map(_recoded, values, maps)))
        elif field.name in _BITS:
            maps = [_places(one.schemes, tables["schemes"]) for one in parts]
            new[field.name] = np.concatenate(list(map(_moved, values, maps)))
        elif field.name not in tables:
            new[field.name] = np.concatenate(values)
    columns = Columns(**new)
    columns.check()
    return columns


def _union(tables: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for table in tables for one in table}))


def _places(table: tuple[str, ...], union: tuple[str, ...]) -> Array:
    places = {value: place for place, value in enumerate(union)}
    return np.array([places[one] for one in table], np.int64)


def _recoded(codes: Array, places: Array) -> Array:
    if not len(codes):
        return codes
    if not len(places):  # openings of which none names a payer
        return codes
    recoded: Array = np.where(
        codes.astype(np.int64) == NO_PAYER, NO_PAYER, places[codes.astype(np.int64)]
    ).astype(codes.dtype)
    return recoded


def _moved(bits: Array, places: Array) -> Array:
    moved = np.zeros(len(bits), np.uint64)
    for place, new in enumerate(places.tolist()):
        moved |= (bits >> np.uint64(place) & np.uint64(1)) << np.uint64(new)
    return moved


def _texts(texts: Sequence[Texts]) -> Texts:
    return Texts(
        starts_of(np.concatenate([np.diff(one.start) for one in texts])),
        np.concatenate([one.data for one in texts]),
    )
