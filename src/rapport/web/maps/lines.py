"""State and county lines, loaded at the first map and found by where they are."""

import gzip
import json
import math
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple

from rapport.places import EARTH_RADIUS_KM, Point

COAST, STATE, COUNTY = 0, 1, 2
"""Kinds of lines: outer borders, between two states, between two counties of one state."""

_CELL = 1.8
"""Size of a cell in degrees; a line is in each cell that its box touches."""


class Bounds(NamedTuple):
    """A box of the Earth in degrees. `west` may lie below -180 or `east` above 180."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Bounds") -> bool:
        """Tell whether the two have a point in common, also around 180°."""
        if self.south > other.north or other.south > self.north:
            return False
        return any(
            self.west + turn <= other.east and other.west <= self.east + turn
            for turn in (0, 360, -360)
        )

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside, also around 180°."""
        if not self.south <= point.latitude <= self.north:
            return False
        return (point.longitude - self.west) % 360 <= self.east - self.west


def bounds_around(centre: Point, reach_km: float) -> Bounds:
    """Give the smallest box that holds everything so near to a point."""
    angle = reach_km / EARTH_RADIUS_KM
    latitude = math.radians(centre.latitude)
    south, north = (centre.latitude + sign * math.degrees(angle) for sign in (-1, 1))
    if abs(latitude) + angle >= math.pi / 2:  # a pole is inside, and with it every longitude
        return Bounds(-180.0, south, 180.0, north)
    across = math.degrees(math.asin(math.sin(angle) / math.cos(latitude)))
    return Bounds(centre.longitude - across, south, centre.longitude + across, north)


class Line(NamedTuple):
    """A line in degrees, and what it parts."""

    kind: int
    longitudes: Sequence[float]
    latitudes: Sequence[float]
    bounds: Bounds


class AreaName(NamedTuple):
    """The name of a county or state, where there is most room for it, and how much (degrees)."""

    name: str
    point: Point
    room: float


class Sheet:
    """Lines of one degree of detail, and the rings of land that they make up."""

    def __init__(self, lines: list[Line], land: list[list[int]]) -> None:
        self.lines, self.land = lines, land
        self.land_bounds = [_joined(lines[_number(one)].bounds for one in ring) for ring in land]
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            for cell in _cells(line.bounds):
                self._cells[cell].append(number)

    def lines_in(self, bounds: Bounds) -> list[int]:
        """Give the numbers of the lines that may be seen there, in their order."""
        cells = self._cells
        near = {number for cell in _cells(bounds) if cell in cells for number in cells[cell]}
        return sorted(one for one in near if bounds.meets(self.lines[one].bounds))

    def land_in(self, bounds: Bounds) -> list[list[int]]:
        """Give the rings that may be seen there; ~i stands for line i backwards."""
        pairs = zip(self.land, self.land_bounds, strict=True)
        return [ring for ring, box in pairs if bounds.meets(box)]


class Table(NamedTuple):
    """Everything in the file."""

    detail: Sheet
    overview: Sheet
    county_names: list[AreaName]
    state_names: list[AreaName]


def _number(reference: int) -> int:
    return reference if reference >= 0 else ~reference


def _joined(boxes: Iterable[Bounds]) -> Bounds:
    west, south, east, north = zip(*boxes, strict=True)
    return Bounds(min(west), min(south), max(east), max(north))


def _cells(bounds: Bounds) -> Iterator[tuple[int, int]]:
    around = round(360 / _CELL)
    columns = range(math.floor(bounds.west / _CELL), math.floor(bounds.east / _CELL) + 1)
    for column in columns[:around]:
        for row in range(math.floor(bounds.south / _CELL), math.floor(bounds.north / _CELL) + 1):
            yield column % around, row


class _Grid(NamedTuple):
    scale: Sequence[float]
    translate: Sequence[float]

    def sheet(self, raw: dict[str, Any]) -> Sheet:
        return Sheet([self._line(one) for one in raw["lines"]], raw["land"])

    def _line(self, raw: list[int]) -> Line:
        (x_scale, y_scale), (x_start, y_start) = self.scale, self.translate
        longitudes = [x * x_scale + x_start for x in accumulate(raw[1::2])]
        latitudes = [y * y_scale + y_start for y in accumulate(raw[2::2])]
        bounds = Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
        return Line(raw[0], longitudes, latitudes, bounds)

    def names(self, raw: list[list[Any]]) -> list[AreaName]:
        """Give names, those with most room first."""
        (x_scale, y_scale), (x_start, y_start) = self.scale, self.translate
        return [
            AreaName(name, Point(y * y_scale + y_start, x * x_scale + x_start), width * x_scale)
            for name, x, y, width in sorted(raw, key=lambda one: (-one[3], one[0]))
        ]


_LOADING = threading.Lock()


@cache
def _loaded() -> Table:
    packed = files("rapport.web.maps").joinpath("data/lines.json.gz").read_bytes()
    raw = json.loads(gzip.decompress(packed))
    grid = _Grid(raw["scale"], raw["translate"])
    return Table(
        detail=grid.sheet(raw["detail"]),
        overview=grid.sheet(raw["overview"]),
        county_names=grid.names(raw["county_names"]),
        state_names=grid.names(raw["state_names"]),
    )


def map_lines() -> Table:
    """Give the one table of this process, loaded at the first call, also when threads race."""
    with _LOADING:
        return _loaded()
