"""The larger towns of a view, to find one's way by."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rapport.places import Point
from rapport.places.gazetteer import gazetteer
from rapport.web.maps.lines import Bounds

LARGEST = 400
"""So many towns of the country are looked through first."""

ENOUGH = 12
_ORDINARY, _OF_AN_ORGANIZATION = "STANDARD", "UNIQUE"

_Spot = tuple[float, float]


class Town(NamedTuple):
    """A town; without population in the data its numbers of ZIP codes order it.

    Ordinary ones count first, then all, also those of post-office boxes: in Alaska there are
    towns with no other.
    """

    zip_counts: tuple[int, int]
    name: str
    point: Point


class _RawTown(NamedTuple):
    """A town before its point is worked out, with latitude and longitude of its ZIPs."""

    order: tuple[int, int, str]
    zips: Sequence[_Spot]

    def town(self) -> Town:
        ordinary, every, name = self.order
        return Town((-ordinary, -every), name, Point(*_middle(self.zips)))


@cache
def _towns() -> tuple[list[Town], dict[tuple[int, int], list[_RawTown]]]:
    """Give the largest towns, and all by whole degrees."""
    spots: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    ordinary: Counter[tuple[str, str]] = Counter()
    for row in gazetteer().zips.values():
        if row.kind != _OF_AN_ORGANIZATION and row.is_active and row.latitude:
            key = row.city, row.jurisdiction
            spots[key].append((row.latitude, row.longitude))
            ordinary[key] += row.kind == _ORDINARY
    towns = [_RawTown((-ordinary[key], -len(zips), key[0]), zips) for key, zips in spots.items()]
    towns.sort()
    cells = defaultdict(list)
    for raw in towns:
        latitude, longitude = raw.zips[0]
        cells[math.floor(longitude), math.floor(latitude)].append(raw)
    return [raw.town() for raw in towns[:LARGEST]], dict(cells)


def _middle(zips: Sequence[_Spot]) -> _Spot:
    """Take the ZIP nearest to the mean: a mean itself may lie in a bay."""
    if len(zips) == 1:
        return zips[0]
    north, east = (sum(values) / len(zips) for values in zip(*zips, strict=True))
    return min(zips, key=lambda one: (one[0] - north) ** 2 + (one[1] - east) ** 2)


def towns_in(bounds: Bounds) -> list[Town]:
    """Give towns in a box of the Earth, the largest first: at least the 12 largest there."""
    largest, cells = _towns()
    found = [town for town in largest if bounds.holds(town.point)]
    if len(found) < ENOUGH:
        near = sorted(raw for cell in _cells(bounds) for raw in cells.get(cell, ()))
        found = [town for town in (raw.town() for raw in near) if bounds.holds(town.point)]
    return found


def _cells(bounds: Bounds) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(bounds.west), math.floor(bounds.east) + 1):
        for row in range(math.floor(bounds.south), math.floor(bounds.north) + 1):
            yield (column + 180) % 360 - 180, row
