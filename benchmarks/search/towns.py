"""Where the made-up listings are: the ZIP table, with a few towns far busier than the rest."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rapport.places.gazetteer import ZipRow, gazetteer

TAIL = 2.0
"""Exponent of the Pareto law by which towns of the same size differ."""
GROWTH = 1.6
"""A town with twice the ZIP codes has three times the listings: the busiest 50 miles hold 5 %."""
SPREAD_DEGREES = 0.02
"""How far offices lie from the middle of their ZIP: about two kilometres."""


@dataclass(frozen=True)
class Towns:
    """ZIP codes with a point; `share` is the part of the listings that each one has."""

    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    jurisdiction: NDArray[np.uint8]
    jurisdictions: tuple[str, ...]
    share: NDArray[np.float64]


@cache
def towns() -> Towns:
    """Make the table from the gazetteer; the same in every run."""
    rows = [row for row in gazetteer().zips.values() if _is_usable(row)]
    rows.sort(key=lambda row: row.code)
    jurisdictions = tuple(sorted({row.jurisdiction for row in rows}))
    number = {code: index for index, code in enumerate(jurisdictions)}
    return Towns(
        latitude=np.array([row.latitude for row in rows]),
        longitude=np.array([row.longitude for row in rows]),
        jurisdiction=np.array([number[row.jurisdiction] for row in rows], dtype=np.uint8),
        jurisdictions=jurisdictions,
        share=_shares([(row.city, row.jurisdiction) for row in rows]),
    )


def _is_usable(row: ZipRow) -> bool:
    return row.kind == "STANDARD" and row.point is not None


def _shares(names: list[tuple[str, str]]) -> NDArray[np.float64]:
    _names, town, sizes = np.unique(
        ["|".join(name) for name in names], return_inverse=True, return_counts=True
    )
    random = np.random.default_rng(2)
    busy = sizes**GROWTH * (1 + random.pareto(TAIL, len(sizes)))
    weights = (busy / sizes)[town]
    return np.asarray(weights / weights.sum())


def near_towns(
    zips: NDArray[np.int64], random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give points around ZIP codes, latitude and longitude in degrees.

    Each is exact in 32 bits, so that an engine that stores 32 bits stores the same point.
    """
    table = towns()
    latitude = table.latitude[zips] + random.normal(0, SPREAD_DEGREES, len(zips))
    longitude = table.longitude[zips] + random.normal(0, SPREAD_DEGREES, len(zips))
    return (
        np.clip(latitude, -89, 89).astype(np.float32).astype(np.float64),
        np.clip(longitude, -180, 180).astype(np.float32).astype(np.float64),
    )
