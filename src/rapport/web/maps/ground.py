"""What lies under the pins: land, coasts, state and county lines, as SVG path data."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapport.places import EARTH_RADIUS_KM
from rapport.web.maps.clipping import Box, Spot, clip_line, clip_ring, is_beyond, is_inside
from rapport.web.maps.lines import COAST, COUNTY, STATE, Line, Sheet, bounds_around, map_lines
from rapport.web.maps.projection import HEIGHT, WIDTH, View

DETAIL_UP_TO_KM = 1_300.0
"""A map that is wider is drawn from the overview, which has states without counties."""

COUNTIES_UP_TO_KM = 650.0
"""On a map that is wider county lines would be a grey haze, and take 45 kB."""

OUTSIDE = 40
"""Lines go on so far beyond the sheet that no cut edge is seen."""

FINENESS = 3
"""Points that are fewer units from the one before are left out."""

SEEN = Box(-OUTSIDE, -OUTSIDE, WIDTH + OUTSIDE, HEIGHT + OUTSIDE)

Drawn = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Ground:
    """Path data in units of the sheet; empty where there is nothing of the kind."""

    land: str
    coasts: str
    states: str
    counties: str


def ground_of(view: View) -> Ground:
    """Draw what a view shows of the land."""
    table = map_lines()
    sheet = table.detail if view.width_km <= DETAIL_UP_TO_KM else table.overview
    return _Drawing(view, sheet).ground()


class _Drawing:
    """Draws each line once, though two rings of land may share it."""

    def __init__(self, view: View, sheet: Sheet) -> None:
        self.view, self.sheet = view, sheet
        self.bounds = bounds_around(view.centre, view.reach_km * 1.1)
        self._drawn: dict[int, Drawn] = {}

    def ground(self) -> Ground:
        paths: dict[int, list[str]] = {COAST: [], STATE: [], COUNTY: []}
        has_counties = self.view.width_km <= COUNTIES_UP_TO_KM
        for number in self.sheet.lines_in(self.bounds):
            if self.sheet.lines[number].kind == COUNTY and not has_counties:
                continue
            drawn = self.drawn(number)
            if is_inside(drawn, SEEN):
                paths[self.sheet.lines[number].kind].append(path(drawn))
            elif not is_beyond(drawn, SEEN):
                parts = (path(_rounded(part)) for part in clip_line(drawn, SEEN))
                paths[self.sheet.lines[number].kind] += parts
        land = "".join(path(ring) + "z" for ring in self.land())
        return Ground(land, "".join(paths[COAST]), "".join(paths[STATE]), "".join(paths[COUNTY]))

    def land(self) -> Iterator[Drawn]:
        for ring in self.sheet.land_in(self.bounds):
            points = self.ring(ring)
            if is_inside(points, SEEN):
                yield points
            elif not is_beyond(points, SEEN):
                cut = _rounded(clip_ring(points, SEEN))
                if cut:
                    yield cut

    def ring(self, ring: Sequence[int]) -> Drawn:
        points: Drawn = []
        for reference in ring:
            part = self.drawn(reference) if reference >= 0 else self.drawn(~reference)[::-1]
            points += part[1:] if points else part
        return points

    def drawn(self, number: int) -> Drawn:
        if number not in self._drawn:
            self._drawn[number] = _project(self.sheet.lines[number], self.view)
        return self._drawn[number]


def _project(line: Line, view: View) -> Drawn:
    """Do for a whole line what `View.sheet` does for a point, without what is too fine to see."""
    sin, cos, sqrt = math.sin, math.cos, math.sqrt
    here = math.radians(view.centre.latitude)
    sin_here, cos_here = sin(here), cos(here)
    middle = view.centre.longitude
    to_radians, unit = math.pi / 180, EARTH_RADIUS_KM / view.km_per_unit
    points: Drawn = []
    last_x = last_y = math.inf
    for longitude, latitude in zip(line.longitudes, line.latitudes, strict=True):
        there, across = latitude * to_radians, (longitude - middle) * to_radians
        sin_there, cos_there = sin(there), cos(there)
        level = cos_there * cos(across)
        stretch = unit * sqrt(2 / max(1e-6, 1 + sin_here * sin_there + cos_here * level))
        x = round(WIDTH / 2 + stretch * cos_there * sin(across))
        y = round(HEIGHT / 2 - stretch * (cos_here * sin_there - sin_here * level))
        if abs(x - last_x) + abs(y - last_y) >= FINENESS:
            points.append((x, y))
            last_x, last_y = x, y
    if (last_x, last_y) != (x, y):
        points.append((x, y))  # neighbours end here too
    return points


def _rounded(points: Iterable[Spot]) -> Drawn:
    return [(round(x), round(y)) for x, y in points]


def path(points: Sequence[tuple[int, int]]) -> str:
    """Write points as path data, in steps from one to the next, which are short."""
    (x, y), *rest = points
    steps = []
    for to_x, to_y in rest:
        steps.append(f"{to_x - x} {to_y - y}")
        x, y = to_x, to_y
    start = f"M{points[0][0]} {points[0][1]}"
    return f"{start}l{' '.join(steps)}".replace(" -", "-") if steps else start
