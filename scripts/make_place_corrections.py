"""Write the table of ZIP codes whose point in the `zipcodes` package we replace by the Census's.

    python scripts/make_place_corrections.py census_zcta_points.csv

reads a CSV with the columns zcta, latitude, longitude (degrees) and writes
src/rapport/places/data/zip_corrections.csv. The README beside that file says what was chosen, why,
and what was measured.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import zipcodes

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from rapport.places.distance_text import KM_PER_MILE
from rapport.places.point import Point, distance_km, mean_point

OUTPUT = Path(__file__).resolve().parents[1] / "src/rapport/places/data/zip_corrections.csv"
THRESHOLD_MILES = 25.0
UNIQUE_THRESHOLD_MILES = 1.0  # one organisation's ZIP: the package often has only its city's point
_NOWHERE = Point(0.0, 0.0)


class PackagePoint(NamedTuple):
    """A ZIP code as the package has it."""

    kind: str
    town: tuple[str, str]
    point: Point


def package_points() -> dict[str, PackagePoint]:
    """Kind, town and point by ZIP code."""
    return {
        row["zip_code"]: PackagePoint(
            row["zip_code_type"],
            (row["city"], row["state"]),
            Point(float(row["lat"]), float(row["long"])),
        )
        for row in zipcodes.list_all()  # type: ignore[no-untyped-call]  # the package has no hints
    }


def census_points(path: Path) -> dict[str, Point]:
    """Point by ZIP code, rounded to 4 decimals (11 m), as the corrections keep it."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["zcta"]: Point(round(float(row["latitude"]), 4), round(float(row["longitude"]), 4))
            for row in csv.DictReader(lines)
        }


def is_census_astray(census: Point, package: Point, others: Sequence[Point], km: float) -> bool:
    """Whether the other ZIPs of the town side with the package, as for 99503 in Anchorage.

    They do when the Census point lies outside the town, seen from the centre of the others (beyond
    the farthest of them, and beyond the threshold), and the package's point lies inside.
    """
    centre = mean_point(others)
    if centre is None:
        return False
    reach = max(km, *(distance_km(centre, other) for other in others))
    return distance_km(centre, census) > reach >= distance_km(centre, package)


def corrections(
    package: Mapping[str, PackagePoint],
    census: Mapping[str, Point],
    threshold_miles: float = THRESHOLD_MILES,
    unique_threshold_miles: float = UNIQUE_THRESHOLD_MILES,
) -> dict[str, Point]:
    """Census points of the ZIPs that have no point, or one that is too far off."""
    towns: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, row in package.items():
        if row.point != _NOWHERE:
            towns[row.town].append(code)
    chosen: dict[str, Point] = {}
    for code in sorted(package.keys() & census.keys()):
        kind, town, point = package[code]
        miles = unique_threshold_miles if kind == "UNIQUE" else threshold_miles
        km = miles * KM_PER_MILE
        others = [package[other].point for other in towns[town] if other != code]
        is_off = distance_km(point, census[code]) > km
        if is_off and kind != "UNIQUE":
            is_off = not is_census_astray(census[code], point, others, km)
        if point == _NOWHERE or is_off:
            chosen[code] = census[code]
    return chosen


def main() -> None:
    """Read the arguments, write the table, say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("census", type=Path, help="CSV with the columns zcta, latitude, longitude")
    parser.add_argument("--threshold-miles", type=float, default=THRESHOLD_MILES)
    parser.add_argument("--unique-threshold-miles", type=float, default=UNIQUE_THRESHOLD_MILES)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    chosen = corrections(
        package_points(),
        census_points(arguments.census),
        arguments.threshold_miles,
        arguments.unique_threshold_miles,
    )
    lines = [f"{code},{point.latitude:.4f},{point.longitude:.4f}" for code, point in chosen.items()]
    text = "\n".join(["zip,latitude,longitude", *lines, ""])
    arguments.output.write_text(text, encoding="ascii")
    print(f"{len(chosen)} corrections, {len(text)} bytes, in {arguments.output}")


if __name__ == "__main__":
    main()
