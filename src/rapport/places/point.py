"""Points on the Earth, and how far apart they are."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the Earth (IUGG; Moritz, Geodetic Reference System 1980)."""

_MAX_LATITUDE = 90.0
_MAX_LONGITUDE = 180.0
_SHORTEST_MEAN = 1e-9


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the sphere, in degrees: north and east are positive."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse what is not on the Earth; NaN fails both comparisons."""
        if not abs(self.latitude) <= _MAX_LATITUDE:
            raise ValueError(f"latitude must lie between -90 and 90, not {self.latitude}")
        if not abs(self.longitude) <= _MAX_LONGITUDE:
            raise ValueError(f"longitude must lie between -180 and 180, not {self.longitude}")


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres by the haversine formula.

    On a sphere of EARTH_RADIUS_KM the error against the ellipsoid is at most about 0.5 %.
    Source: Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984).
    """
    return haversine_km(a.latitude, a.longitude, b.latitude, b.longitude)


def haversine_km(
    latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float
) -> float:
    """The same for degrees that are known to be points, as for many of them in a row."""
    across = math.radians(longitude_b - longitude_a)
    latitude_a, latitude_b = math.radians(latitude_a), math.radians(latitude_b)
    haversine = (
        math.sin((latitude_b - latitude_a) / 2) ** 2
        + math.cos(latitude_a) * math.cos(latitude_b) * math.sin(across / 2) ** 2
    )
    # Rounding can push the haversine of opposite points just above 1.
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, haversine)))


def mean_point(points: Iterable[Point]) -> Point | None:
    """Centre of the points as the mean of their unit vectors, so that 180° is no border.

    None without points, or when they cancel out (a point and its antipode).
    """
    x = y = z = 0.0
    for point in points:
        latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    if math.hypot(x, y, z) < _SHORTEST_MEAN:
        return None
    return Point(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)))
