"""The ZIP codes and towns of the United States, loaded once when the first place is asked for."""

import csv
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import zipcodes

from rapport.places.jurisdictions import JURISDICTIONS
from rapport.places.names import name_key, words_of
from rapport.places.place import Place, Precision, WhyNotFound
from rapport.places.point import Point, distance_km, mean_point

RIVAL_SHARE = 0.05
"""A town is asked about beside the state of its name from this share of the state's ZIPs on.

New York (7 %) and Washington, DC (38 % of Washington State's) are; Wyoming, MI (3 %), Delaware, OH
(1 %) and California, MO are not: who types "California" means the state.
"""

MAX_REACH_KM = 60.0
"""An accepted name whose ZIPs lie farther from their centre stands for several places.

Two do: Lake View, AL (84 km) and Monroe Township, PA (79 km); the next is at 40 km.
"""

_FREELY_ASSOCIATED = ("FM", "MH", "PW")
"""Micronesia, the Marshall Islands and Palau have ZIP codes and are countries of their own."""

_ELSEWHERE = frozenset({"AA", "AE", "AP", *_FREELY_ASSOCIATED})
_MILITARY_CITIES = frozenset({"Apo", "Dpo", "Fpo"})  # a few are filed under New Jersey
_CODES = {code.removeprefix("US-"): code for code in JURISDICTIONS}


class ZipRow(NamedTuple):
    """One ZIP code as the table has it, with the Census point where that is better."""

    code: str
    kind: str
    is_active: bool
    city: str
    jurisdiction: str
    latitude: float
    longitude: float

    @property
    def point(self) -> Point | None:
        """The ZIP's own point; None where the table has only 0/0."""
        if self.latitude == 0 and self.longitude == 0:
            return None
        return Point(self.latitude, self.longitude)


class Town(NamedTuple):
    """A town and what orders it: no population is in the data, so its number of ZIP codes."""

    place: Place
    zip_count: int


class Gazetteer:
    """ZIP codes by code and towns by the key of their name; built once, only read afterwards."""

    def __init__(self) -> None:
        self.zips: dict[str, ZipRow] = {}
        self.zip_counts: Counter[str] = Counter()
        self.elsewhere: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._sites: dict[str, list[ZipRow]] = {}
        self._spellings: dict[str, list[str]] = {}
        self._towns: dict[tuple[str, str], Town | None] = {}
        corrected = _corrections()
        for raw in _raw_rows():
            if raw["state"] in _ELSEWHERE or raw["city"] in _MILITARY_CITIES:
                self.elsewhere[raw["zip_code"]] = raw["state"]
            else:
                self._add(raw, corrected.get(raw["zip_code"]))
        self.sorted_codes = sorted(self.zips)

    def _add(self, raw: Mapping[str, Any], corrected: tuple[float, float] | None) -> None:
        code, city, jurisdiction = raw["zip_code"], raw["city"], _CODES[raw["state"]]
        point = corrected or (float(raw["lat"]), float(raw["long"]))
        row = ZipRow(code, raw["zip_code_type"], raw["active"], city, jurisdiction, *point)
        self.zips[code] = row
        self.zip_counts[jurisdiction] += 1
        for name in (city, *raw["acceptable_cities"]):
            key = self._keys.get(name) or self._new_key(name)
            self._sites[key].append(row)

    def _new_key(self, name: str) -> str:
        key = self._keys[name] = name_key(words_of(name))
        self._spellings.setdefault(key, []).append(name)
        self._sites.setdefault(key, [])
        return key

    def town_keys(self) -> Iterable[str]:
        """Give the keys of all names of towns, main and accepted."""
        return self._sites.keys()

    def towns(self, key: str) -> tuple[Town, ...]:
        """List the towns of that name in the country, the one with most ZIP codes first."""
        jurisdictions = {row.jurisdiction for row in self._sites.get(key, ())}
        towns = filter(None, (self.town(key, code) for code in jurisdictions))
        return tuple(sorted(towns, key=lambda town: (-town.zip_count, town.place.label)))

    def town(self, key: str, jurisdiction: str) -> Town | None:
        """Give the town of that name there; None if there is none, or none with a known point."""
        if (key, jurisdiction) not in self._towns:
            rows = [row for row in self._sites.get(key, ()) if row.jurisdiction == jurisdiction]
            if not rows:  # not remembered: strangers choose what they ask for
                return None
            self._towns[key, jurisdiction] = self._make_town(key, rows)
        return self._towns[key, jurisdiction]

    def _make_town(self, key: str, sites: Sequence[ZipRow]) -> Town | None:
        """Make it of the ZIPs with that main name, or else of those that only accept the name."""
        named = [row for row in sites if self._keys[row.city] == key]
        point = _centre(named or sites)
        if point is None or (not named and _reach_km(point, sites) > MAX_REACH_KM):
            return None
        # The commonest spelling; of equally common ones the longest, which is written out.
        names = Counter(row.city for row in named) or Counter(self._spellings[key])
        city = max(names, key=lambda name: (names[name], len(name), name))
        jurisdiction = sites[0].jurisdiction
        label = f"{city}, {jurisdiction.removeprefix('US-')}"
        place = Place(label, "US", jurisdiction, city, "", point, Precision.TOWN)
        return Town(place, len({row.code for row in sites}))

    def region(self, jurisdiction: str) -> Place:
        """Give a whole jurisdiction: "New York (state)" where a town is a rival."""
        name = JURISDICTIONS[jurisdiction]
        if self.rivals(jurisdiction):
            name = f"{name} (state)"
        return Place(name, "US", jurisdiction, "", "", None, Precision.REGION)

    def rivals(self, jurisdiction: str) -> tuple[Place, ...]:
        """List the towns with the name of the jurisdiction that are large beside it."""
        least = RIVAL_SHARE * self.zip_counts[jurisdiction]
        towns = self.towns(name_key(words_of(JURISDICTIONS[jurisdiction])))
        return tuple(town.place for town in towns if town.zip_count >= least)

    def zip_place(self, code: str) -> Place | None:
        """Give the place of a five-digit ZIP, with its town's point if it has none of its own."""
        row = self.zips.get(code)
        if row is None:
            return None
        point, precision = row.point, Precision.ZIP
        if point is None:
            town = self.town(name_key(words_of(row.city)), row.jurisdiction)
            if town is None:
                return None
            point, precision = town.place.point, Precision.TOWN
        label = f"{code}, {row.city}, {row.jurisdiction.removeprefix('US-')}"
        return Place(label, "US", row.jurisdiction, row.city, code, point, precision)

    def names_of_zip(self, code: str, key: str) -> bool:
        """Whether the post office accepts the name with this key for the ZIP."""
        row = self.zips[code]
        return row in self._sites.get(key, ())

    def why_no_place(self, code: str) -> tuple[WhyNotFound, str]:
        """Say why there is no place for a five-digit code, and in which other country it is."""
        state = self.elsewhere.get(code)
        if state in _FREELY_ASSOCIATED:
            return WhyNotFound.ZIP_OF_ANOTHER_COUNTRY, state
        if state:
            return WhyNotFound.ZIP_OF_THE_MILITARY, ""
        if code in self.zips:
            return WhyNotFound.ZIP_OF_AN_ORGANIZATION, ""
        return WhyNotFound.UNKNOWN_ZIP, ""


def _centre(rows: Sequence[ZipRow]) -> Point | None:
    """Take the mean of the distinct points of STANDARD ZIPs in use, or else of what has a point."""
    located = [row for row in rows if row.point is not None]
    in_use = [row for row in located if row.is_active] or located
    standard = [row for row in in_use if row.kind == "STANDARD"] or in_use
    return mean_point(dict.fromkeys(row.point for row in standard if row.point is not None))


def _reach_km(centre: Point, rows: Sequence[ZipRow]) -> float:
    return max(distance_km(centre, row.point) for row in rows if row.point is not None)


def _raw_rows() -> Iterator[dict[str, Any]]:
    """Give all ZIPs, by first digit: all at once would take 80 MB more."""
    for digit in "0123456789":
        yield from zipcodes.similar_to(digit)  # type: ignore[no-untyped-call]


def _corrections() -> dict[str, tuple[float, float]]:
    """Latitude and longitude by ZIP, in degrees; data/README.md says where they come from."""
    table = files("rapport.places").joinpath("data/zip_corrections.csv").read_text("ascii")
    return {
        row["zip"]: (float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(table.splitlines())
    }


_LOADING = threading.Lock()


@cache
def _loaded() -> Gazetteer:
    return Gazetteer()


def gazetteer() -> Gazetteer:
    """Give the one gazetteer of this process, loaded at the first call, also when threads race."""
    with _LOADING:
        return _loaded()
