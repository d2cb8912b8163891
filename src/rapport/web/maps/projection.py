"""From the sphere to a flat sheet: Lambert's azimuthal equal-area projection around its middle.

Formulas: Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), 24-2 to
24-4 and 20-14 and 20-15. Around its own middle it is right everywhere: in Alaska, across 180° and
in Guam alike. Distances are within 1 % as far as 1,800 km from the middle.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapport.places import EARTH_RADIUS_KM, Point
from rapport.places.point import mean_point

WIDTH, HEIGHT = 1600, 1200
"""The sheet in units of its own; on a wide screen two or three make a pixel."""

PADDING = 0.1
"""Part of the sheet that stays free on each side, for pins at the edge."""

LEAST_HEIGHT_KM = 12.0
_FARTHEST = 1e-6


def forward(centre: Point, latitude: float, longitude: float) -> tuple[float, float]:
    """Give km to the east and to the north of the centre for a point in degrees."""
    here, there = math.radians(centre.latitude), math.radians(latitude)
    across = math.radians(longitude - centre.longitude)
    east = math.cos(there) * math.sin(across)
    north = math.cos(here) * math.sin(there) - math.sin(here) * math.cos(there) * math.cos(across)
    depth = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(across)
    stretch = EARTH_RADIUS_KM * math.sqrt(2 / max(_FARTHEST, 1 + depth))
    return stretch * east, stretch * north


def inverse(centre: Point, east_km: float, north_km: float) -> Point:
    """Give the point that lies so far to the east and to the north of the centre on the sheet."""
    rho = math.hypot(east_km, north_km)
    if not rho:
        return centre
    angle = 2 * math.asin(min(1.0, rho / (2 * EARTH_RADIUS_KM)))
    here = math.radians(centre.latitude)
    sine = math.cos(angle) * math.sin(here) + north_km * math.sin(angle) * math.cos(here) / rho
    across = math.atan2(
        east_km * math.sin(angle),
        rho * math.cos(here) * math.cos(angle) - north_km * math.sin(here) * math.sin(angle),
    )
    longitude = (centre.longitude + math.degrees(across) + 180) % 360 - 180
    return Point(math.degrees(math.asin(max(-1.0, min(1.0, sine)))), longitude)


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: its middle, and how many km a unit of the sheet is."""

    centre: Point
    km_per_unit: float

    @property
    def width_km(self) -> float:
        """How far it is across the middle."""
        return WIDTH * self.km_per_unit

    @property
    def reach_km(self) -> float:
        """How far the corners are from the middle."""
        return math.hypot(WIDTH, HEIGHT) / 2 * self.km_per_unit

    def sheet(self, point: Point) -> tuple[float, float]:
        """Give a point's place on the sheet: units from the left and from the top."""
        east, north = forward(self.centre, point.latitude, point.longitude)
        return WIDTH / 2 + east / self.km_per_unit, HEIGHT / 2 - north / self.km_per_unit


def view_of(points: Sequence[Point]) -> View:
    """Give the view that holds all points with some room around them; there must be one."""
    centre = mean_point(points) or points[0]
    for _ in range(2):  # the middle of what is drawn, not the mean of where most points are
        centre = inverse(centre, *_middle(centre, points))
    places = [forward(centre, one.latitude, one.longitude) for one in points]
    across = max(abs(east) for east, _ in places) * 2 / (1 - 2 * PADDING)
    along = max(abs(north) for _, north in places) * 2 / (1 - 2 * PADDING)
    return View(centre, max(across / WIDTH, along / HEIGHT, LEAST_HEIGHT_KM / HEIGHT))


def _middle(centre: Point, points: Sequence[Point]) -> tuple[float, float]:
    places = [forward(centre, one.latitude, one.longitude) for one in points]
    easts, norths = [east for east, _ in places], [north for _, north in places]
    return (min(easts) + max(easts)) / 2, (min(norths) + max(norths)) / 2


def circle(view: View, centre: Point, radius_km: float, corners: int = 72) -> list[tuple[int, int]]:
    """Give the points that lie `radius_km` from a place, as they fall on the sheet."""
    angle = radius_km / EARTH_RADIUS_KM
    on_sheet = 2 * EARTH_RADIUS_KM * math.sin(min(angle, math.pi - _FARTHEST) / 2)
    turns = (2 * math.pi * i / corners for i in range(corners))
    rim = (inverse(centre, on_sheet * math.sin(turn), on_sheet * math.cos(turn)) for turn in turns)
    return [(round(x), round(y)) for x, y in map(view.sheet, rim)]
