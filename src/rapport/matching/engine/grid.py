"""Where offices are: listings in rows of latitude, so that a radius is a few runs of places.

A row is a sixteenth of a degree high (7 km), and within a row listings stand by longitude. So a
circle is one run a row, or two across the antimeridian; the middle of each run lies wholly inside
and is never measured. Distance is compared by the chord between unit vectors, which needs no
trigonometry, and by the haversine of `rapport.places` wherever rounding could decide.
"""

from dataclasses import dataclass
from math import acos, asin, cos, pi, radians, sin, sqrt

import numpy as np
from pyroaring import BitMap

from rapport.matching.engine.columns import Array
from rapport.matching.engine.runs import set_of, spread
from rapport.places import EARTH_RADIUS_KM, Point, haversine_km

ROWS_PER_DEGREE = 16
_HALF_TURN = 180.0
_STEPS = 2.0**31
"""Steps of longitude around the Earth; a row has twice as many keys, so that rows never touch."""
_LAST_ROW = 180 * ROWS_PER_DEGREE
_ROWS_PER_RADIAN = _LAST_ROW / pi
_EDGES = np.radians(np.minimum(np.arange(_LAST_ROW + 2) / ROWS_PER_DEGREE - 90.0, 90.0))
_SINES, _COSINES = np.sin(_EDGES), np.cos(_EDGES)
"""Where rows begin and end."""
_MARGIN = 4
_MARGINS = np.array([[-_MARGIN], [_MARGIN], [-_MARGIN], [_MARGIN]])
"""Steps (7 cm) by which a run is made longer and its middle shorter."""
_SURE = 1e-9
"""An angle (6 mm) by which a circle is made larger for its runs and smaller for their middles."""
_ROUNDING = 1e-15
"""What cosines may be off by: near a pole, and for circles of centimetres, it is all there is."""
_NEARLY_ROUND_KM = 19_000.0
"""Near the antipode the haversine is too coarse for anybody to be inside unmeasured."""


@dataclass(frozen=True, slots=True)
class Spots:
    """Points by rising `key`; of shape (m), but `unit` (m, 3). `owner` is a listing's place."""

    key: Array
    unit: Array
    latitude: Array
    longitude: Array
    owner: Array

    def chord2(self, at: Array, point: Point) -> Array:
        """Squared chords from a point to some spots, on a sphere of radius 1."""
        apart = self.unit.take(at, axis=0)
        apart -= unit_vector(point)
        apart *= apart
        total: Array = apart[:, 0] + apart[:, 1]
        total += apart[:, 2]
        return total

    def distance_km(self, at: int, point: Point) -> float:
        """Distance from a point to one spot by the haversine."""
        there = float(self.latitude[at]), float(self.longitude[at])
        return haversine_km(point.latitude, point.longitude, *there)

    def inside(self, at: Array, point: Point, radius_km: float) -> Array:
        """Tell which of some spots lie within a radius."""
        chord2 = self.chord2(at, point)
        limit, slack = chord2_of(radius_km)
        inside: Array = chord2 < limit
        for unsure in np.flatnonzero(np.abs(chord2 - limit) <= slack):
            inside[unsure] = self.distance_km(int(at[unsure]), point) <= radius_km
        return inside

    def runs(self, bands_: Array) -> Array:
        """Runs of spots that hold a circle, shape (k, 4): start, middle from, middle to, end.

        What lies in a middle is inside; what is outside of all runs is not.
        """
        found: Array = self.key.searchsorted(bands_)
        return found[found[:, 3] > found[:, 0]]


def unit_vector(point: Point) -> Array:
    """A point on the sphere of radius 1."""
    return np.array(unit_of(point.latitude, point.longitude))


def unit_of(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The same for degrees."""
    up, along = radians(latitude), radians(longitude)
    return cos(up) * cos(along), cos(up) * sin(along), sin(up)


def units_of(latitude: Array, longitude: Array) -> Array:
    """Unit vectors of many points in degrees, shape (m, 3)."""
    up, along = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(up) * np.cos(along), np.cos(up) * np.sin(along), np.sin(up)], axis=1)


def keys_of(latitude: Array, longitude: Array) -> Array:
    """What spots are sorted by: the row of latitude, then longitude."""
    row = np.floor((latitude + 90.0) * ROWS_PER_DEGREE).astype(np.int64)
    along = np.floor((longitude / _HALF_TURN + 1.0) * (_STEPS / 2)).astype(np.int64)
    keys: Array = row * (2 * int(_STEPS)) + along
    return keys


def km_of_chord2(chord2: Array) -> Array:
    """Distances in kilometres, within a micrometre of the haversine's but near the antipode."""
    halves = np.sqrt(chord2)
    halves *= 0.5
    np.minimum(halves, 1.0, out=halves)
    distances: Array = np.arcsin(halves)
    distances *= 2 * EARTH_RADIUS_KM
    return distances


def chord2_of(radius_km: float) -> tuple[float, float]:
    """Squared chord of a distance, and how far from it rounding could decide who is inside."""
    if radius_km < 0:
        return -1.0, 0.0
    chord2 = 4 * sin(min(radius_km / EARTH_RADIUS_KM / 2, pi / 2)) ** 2
    return chord2, 1e-14 * (sqrt(chord2) + chord2) + 1e-24


def circle(spots: Spots, point: Point, radius_km: float, bands_: Array) -> BitMap:
    """Listings whose spot lies within a radius, for spots that are listings in their order."""
    runs = spots.runs(bands_)
    found = BitMap()
    for middle_from, middle_to in runs[:, 1:3].tolist():
        if middle_to > middle_from:
            found.add_range(middle_from, middle_to)
    rim = spread(runs[:, (0, 2)].ravel(), runs[:, (1, 3)].ravel())
    rim = rim[spots.inside(rim, point, radius_km)]
    return found | set_of(rim)


def near_spots(spots: Spots, point: Point, radius_km: float, bands_: Array) -> Array:
    """Places of the spots within a radius."""
    runs = spots.runs(bands_)
    around = spread(runs[:, 0], runs[:, 3])
    return around[spots.inside(around, point, radius_km)]


def bands(point: Point, radius_km: float) -> Array:
    """Keys of start, middle and end, shape (k, 4), for each row of latitude a circle touches."""
    angle = min(radius_km / EARTH_RADIUS_KM, pi)
    latitude = radians(point.latitude)
    first = max(0, int((latitude - angle) * _ROWS_PER_RADIAN + _LAST_ROW / 2) - 1)
    last = min(_LAST_ROW, int((latitude + angle) * _ROWS_PER_RADIAN + _LAST_ROW / 2) + 1)
    if radius_km < 0:
        return np.zeros((0, 4), np.int64)
    outer, inner = _widths(latitude, angle, slice(first, last + 2))
    if radius_km > _NEARLY_ROUND_KM:
        inner[:] = -1.0
    return _keys(np.arange(first, last + 1), point.longitude, outer, inner)


def _widths(latitude: float, angle: float, edges: slice) -> tuple[Array, Array]:
    """Half the longitudes, in degrees, that a circle touches in each row, and that it fills.

    Below 0 where it does neither. It is widest at its poleward tangents if a row holds them, and
    otherwise at one of its edges.
    """
    more, less = angle + _SURE, max(angle - _SURE, 0.0)
    cosines = np.array([[cos(more) - _ROUNDING], [cos(less) + _ROUNDING]])
    rest = cosines - sin(latitude) * _SINES[edges]
    across = cos(latitude) * _COSINES[edges]
    widths = np.arccos(np.minimum(np.maximum(rest / np.maximum(across, 1e-300), -1.0), 1.0))
    widths *= _HALF_TURN / pi
    widths[rest > across] = -1.0
    outer = np.maximum(widths[0, :-1], widths[0, 1:])
    if cos(more) > 0:
        widest = asin(min(max(sin(latitude) / cos(more), -1.0), 1.0))
        row = int(_EDGES[edges].searchsorted(widest)) - 1
        for near in range(max(row - 1, 0), min(row + 2, len(outer))):
            there = min(max(widest, _EDGES[edges][near]), _EDGES[edges][near + 1])
            outer[near] = max(outer[near], _half_width(latitude, cos(more) - _ROUNDING, there))
    else:
        outer[:] = _HALF_TURN
    return outer, np.minimum(widths[1, :-1], widths[1, 1:])


def _half_width(latitude: float, cosine: float, other: float) -> float:
    """Half the longitude, in degrees, of a circle of this cosine at another latitude."""
    across = cos(latitude) * cos(other)
    rest = cosine - sin(latitude) * sin(other)
    if rest > across:
        return -1.0
    return acos(min(max(rest / max(across, 1e-300), -1.0), 1.0)) * _HALF_TURN / pi


def _keys(rows: Array, longitude: float, outer: Array, inner: Array) -> Array:
    """Runs of each row, cut where they cross the antimeridian."""
    widest = outer.max()
    found = [_band(rows, longitude, outer, inner)]
    if longitude - widest < -_HALF_TURN:
        found.append(_band(rows, longitude + 360.0, outer, inner))
    if longitude + widest > _HALF_TURN:
        found.append(_band(rows, longitude - 360.0, outer, inner))
    return found[0] if len(found) == 1 else np.concatenate(found)


def _band(rows: Array, longitude: float, outer: Array, inner: Array) -> Array:
    """Start, middle and end as steps of longitude, made wider and narrower by a margin."""
    around = np.array([longitude - outer, longitude - inner, longitude + inner, longitude + outer])
    around /= _HALF_TURN
    around += 1.0
    around *= _STEPS / 2
    steps = np.floor(around, out=around).astype(np.int64)
    steps += _MARGINS
    start, middle_from, middle_to, end = steps
    np.maximum(start, 0, out=start)
    np.minimum(end, int(_STEPS) + 1, out=end)
    np.minimum(np.maximum(middle_from, start), end, out=middle_from)
    np.minimum(np.maximum(middle_to, middle_from), end, out=middle_to)
    middle_to[inner <= 0] = middle_from[inner <= 0]
    is_there = (outer >= 0) & (end > start)
    steps += rows * (2 * int(_STEPS))
    found: Array = steps.T[is_there]
    return found
