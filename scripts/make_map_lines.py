r"""Write the table of state and county lines that result maps are drawn from.

    npm install us-atlas            # anywhere outside the project
    python scripts/make_map_lines.py node_modules/us-atlas/counties-10m.json \
        node_modules/us-atlas/states-10m.json

reads two TopoJSON files and writes src/rapport/web/maps/data/lines.json.gz. The README beside that
file says what is in it, where it comes from and under which licence.
"""

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).resolve().parents[1] / "src/rapport/web/maps/data/lines.json.gz"
COAST, STATE, COUNTY = 0, 1, 2
"""Kinds of lines: outer borders, between two states, between two counties of one state."""

EARTH_KM = 6371.0
OVERVIEW_KM = 3.0
"""How far the overview's lines may stray; on a map of the country that is half a pixel."""

SMALLEST_ISLET_KM = 12.0
NAME_HEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7)
LEAST_RING = 4

Pair = tuple[int, int]
Topology = dict[str, Any]


def whole_arcs(topology: Topology) -> list[list[Pair]]:
    """Give each arc as quantised pairs; the file has differences."""
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x, y))
        arcs.append(points)
    return arcs


def rings_of(geometry: Mapping[str, Any]) -> list[list[int]]:
    """Give all rings of a (multi)polygon, holes too; ~i is arc i backwards."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return []


def kinds(topology: Topology) -> dict[int, int]:
    """Tell for each arc in use what it parts: nothing on one side, two states, two counties."""
    users: dict[int, list[str]] = defaultdict(list)
    name = "counties" if "counties" in topology["objects"] else "states"
    for geometry in topology["objects"][name]["geometries"]:
        for ring in rings_of(geometry):
            for arc in ring:
                users[arc if arc >= 0 else ~arc].append(geometry["id"])
    found = {}
    for arc, ids in users.items():
        states = {one[:2] for one in ids}
        found[arc] = COAST if len(ids) == 1 else STATE if len(states) > 1 else COUNTY
    return found


class Quantised:
    """The grid of a topology, and what lies on it in degrees or on the sphere."""

    def __init__(self, transform: Mapping[str, Sequence[float]]) -> None:
        self.scale, self.translate = transform["scale"], transform["translate"]

    def vector(self, pair: Pair) -> tuple[float, float, float]:
        """Give a point on the unit sphere: there neither poles nor 180° are special."""
        longitude = math.radians(pair[0] * self.scale[0] + self.translate[0])
        latitude = math.radians(pair[1] * self.scale[1] + self.translate[1])
        across = math.cos(latitude)
        return across * math.cos(longitude), across * math.sin(longitude), math.sin(latitude)

    def simplified(self, points: Sequence[Pair], tolerance_km: float) -> list[Pair]:
        """Drop points by Douglas and Peucker's rule, measured in space.

        Measured so, a parallel keeps enough points to stay round in any projection.
        """
        vectors = [self.vector(point) for point in points]
        kept = {0, len(points) - 1}
        spans = [(0, len(points) - 1)]
        while spans:
            first, last = spans.pop()
            inside = range(first + 1, last)
            far = max(inside, key=lambda i: _off(vectors, i, first, last), default=None)
            if far is not None and _off(vectors, far, first, last) * EARTH_KM > tolerance_km:
                kept.add(far)
                spans += [(first, far), (far, last)]
        return [points[i] for i in sorted(kept)]


def _off(vectors: Sequence[tuple[float, float, float]], i: int, first: int, last: int) -> float:
    """Give the distance of a point from the straight segment between two others, in radii."""
    start, end, point = vectors[first], vectors[last], vectors[i]
    along = [b - a for a, b in zip(start, end, strict=True)]
    to = [b - a for a, b in zip(start, point, strict=True)]
    length = sum(d * d for d in along)
    share = sum(a * b for a, b in zip(along, to, strict=True)) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.dist(to, [share * d for d in along])


def sheet(
    topology: Topology, tolerance_km: float = 0.0, smallest_km: float = 0.0
) -> dict[str, Any]:
    """Give the lines of a topology and the rings of its states, made of these lines."""
    grid, arcs, kind = Quantised(topology["transform"]), whole_arcs(topology), kinds(topology)
    states = topology["objects"]["states"]["geometries"]
    rings = [ring for state in states for ring in rings_of(state)]
    large = [ring for ring in rings if _size_km(ring, arcs, grid) >= smallest_km]
    in_states = {arc if arc >= 0 else ~arc for ring in large for arc in ring}
    kept = sorted(arc for arc in kind if arc in in_states or kind[arc] == COUNTY)
    number = {arc: i for i, arc in enumerate(kept)}
    lines = []
    for arc in kept:
        points = grid.simplified(arcs[arc], tolerance_km) if tolerance_km else arcs[arc]
        lines.append([kind[arc], *_differences(points)])
    renumbered = [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in large]
    return {"lines": lines, "land": renumbered}


def _size_km(ring: Sequence[int], arcs: Sequence[Sequence[Pair]], grid: Quantised) -> float:
    vectors = [
        grid.vector(point) for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc])
    ]
    return max(math.dist(vectors[0], one) for one in vectors) * EARTH_KM


def _differences(points: Iterable[Pair]) -> Iterator[int]:
    x = y = 0
    for new_x, new_y in points:
        yield new_x - x
        yield new_y - y
        x, y = new_x, new_y


def named(topology: Topology, name: str) -> list[list[Any]]:
    """Give each area's name and where there is most room for it: x, y and width on the grid."""
    arcs = whole_arcs(topology)
    found = []
    for geometry in topology["objects"][name]["geometries"]:
        rings = [_ring_points(ring, arcs) for ring in rings_of(geometry)]
        if rings:
            x, y, width = _roomiest(max(rings, key=_area))
            found.append([geometry["properties"]["name"], x, y, width])
    return found


def _ring_points(ring: Sequence[int], arcs: Sequence[Sequence[Pair]]) -> list[Pair]:
    points: list[Pair] = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += part[1:] if points else part
    return points


def _area(ring: Sequence[Pair]) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)))


def _roomiest(ring: Sequence[Pair]) -> tuple[int, int, int]:
    """Give the middle and width of the widest stretch inside, of some lines from west to east."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, 0.0, 0.0)
    for share in NAME_HEIGHTS:
        y = low + share * (high - low) + 0.01  # never exactly through a corner
        cuts = sorted(_crossings(ring, y))
        for west, east in zip(cuts[::2], cuts[1::2], strict=False):
            best = max(best, (east - west, (west + east) / 2, y))
    width, x, y = best
    return round(x), round(y), round(width)


def _crossings(ring: Sequence[Pair], y: float) -> Iterator[float]:
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y):
            yield ax + (y - ay) / (by - ay) * (bx - ax)


def table(counties: Topology, states: Topology) -> dict[str, Any]:
    """Give everything that the file holds. Both files must lie on one grid."""
    if counties["transform"] != states["transform"]:
        raise SystemExit("The two files lie on different grids: take both from one release.")
    return {
        "origin": "US Census Bureau, cartographic boundary files 2017, through us-atlas 3.0.1",
        "scale": counties["transform"]["scale"],
        "translate": counties["transform"]["translate"],
        "detail": sheet(counties),
        "overview": sheet(states, OVERVIEW_KM, SMALLEST_ISLET_KM),
        "county_names": named(counties, "counties"),
        "state_names": named(counties, "states"),
    }


def main() -> None:
    """Read the arguments, write the table, say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("counties", type=Path, help="counties-10m.json of us-atlas")
    parser.add_argument("states", type=Path, help="states-10m.json of us-atlas")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    read = [json.loads(path.read_bytes()) for path in (arguments.counties, arguments.states)]
    made = table(*read)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    packed = gzip.compress(text.encode(), 9, mtime=0)  # no date inside: the same every time
    arguments.output.write_bytes(packed)
    for name in ("detail", "overview"):
        lines = made[name]["lines"]
        points = sum(len(line) - 1 for line in lines) // 2
        print(f"{name}: {points} points in lines {dict(Counter(line[0] for line in lines))}")
    print(f"{len(packed)} bytes in {arguments.output}")


if __name__ == "__main__":
    main()
