"""Totals and facet counts of the real clinics, computed as plainly as can be.

csv, the mapping's YAML, a table of ZIP points, the haversine: independent of `rapport.ingest` and
`rapport.matching`, so that these have something to be compared with. It knows how listings of this
roster are found: a clinic's facts never expire, broader terms contain narrower ones, and who takes
Medicaid in New Jersey takes NJ FamilyCare, which is its name there.
"""

import csv
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

EARTH_RADIUS_KM = 6371.0088
KM_PER_MILE = 1.609344

Point = tuple[float, float]


@dataclass(frozen=True)
class Clinic:
    """One row: where it is and its terms, with all that contain them."""

    name: str
    point: Point
    terms: frozenset[str]


def haversine_km(one: Point, other: Point) -> float:
    """Distance on the sphere in kilometres."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, point) for point in (one, other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def values_in(cell: str, separator: str, labels: Iterable[str]) -> list[str]:
    """Take known labels out of a cell, the longest first; what is left is split."""
    found = []
    for label in sorted(labels, key=len, reverse=True):
        padded = f"{separator}{cell}{separator}".replace(f"{separator} ", separator)
        if f"{separator}{label}{separator}" in padded:
            found.append(label)
            cell = padded.replace(f"{separator}{label}{separator}", separator).strip(separator)
    return found + [part.strip() for part in cell.split(separator) if part.strip()]


def with_broader(term: str, broader: Mapping[str, Iterable[str]]) -> set[str]:
    """A term and all that contain it."""
    return {term}.union(*(with_broader(one, broader) for one in broader.get(term, ())))


def broader_of(schemes: Path) -> dict[str, list[str]]:
    """Each term's broader ones, from the scheme files."""
    found = {}
    for path in schemes.glob("*.yaml"):
        scheme = yaml.safe_load(path.read_text(encoding="utf-8"))
        for term in scheme["terms"]:
            name = scheme["scheme"]
            found[f"{name}:{term['slug']}"] = [f"{name}:{one}" for one in term.get("broader", ())]
    return found


def read_clinics(
    roster: Path, mapping: Path, points: Mapping[str, Point], broader: Mapping[str, Iterable[str]]
) -> list[Clinic]:
    """Read the roster by the mapping."""
    plan = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    clinics = []
    with roster.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            terms = {f"kind:{plan['kind']}"}
            for spec in plan["values"]:
                known = spec["map"]
                labels = [*known, *spec.get("ignore", ())]
                for value in values_in(row[spec["column"]], spec.get("separator", ","), labels):
                    targets = known.get(value, [])
                    for target in [targets] if isinstance(targets, str) else targets:
                        terms |= with_broader(target, broader)
            if "payer:medicaid" in terms:
                terms |= {"payer:nj-familycare"}
            clinics.append(Clinic(row["facility_name"], points[row["zip"]], frozenset(terms)))
    return clinics


def matching(
    clinics: Iterable[Clinic], centre: Point, radius_km: float, chosen: Mapping[str, set[str]]
) -> list[Clinic]:
    """Clinics in the radius with one of the chosen terms of every scheme."""
    return [
        clinic
        for clinic in clinics
        if haversine_km(centre, clinic.point) <= radius_km
        and all(clinic.terms & terms for terms in chosen.values())
    ]


def facet_counts(
    clinics: list[Clinic],
    centre: Point,
    radius_km: float,
    chosen: Mapping[str, set[str]],
    scheme: str,
) -> dict[str, int]:
    """Numbers of clinics by term of a scheme, without the scheme's own choice."""
    others = {name: terms for name, terms in chosen.items() if name != scheme}
    counts = Counter(
        term.partition(":")[2]
        for clinic in matching(clinics, centre, radius_km, others)
        for term in clinic.terms
        if term.startswith(f"{scheme}:")
    )
    return dict(counts)
