"""Where the invented people work: most in cities as people live, the rest in small towns."""

from dataclasses import dataclass
from functools import cache

from rapport.demo.dice import Dice
from rapport.demo.tables import City, Practice, Streets, cities, jurisdictions, table
from rapport.directory.records import OfficeRecord
from rapport.places import place_of_town
from rapport.places.gazetteer import ZipRow, gazetteer

JITTER_DEGREES = 0.008
"""An office lies within about half a mile of its ZIP's point."""

DECIMALS = 5


@dataclass(frozen=True)
class Area:
    """A city or a small town with its ZIP codes; `name` is what people there call it."""

    name: str
    jurisdiction: str
    zips: tuple[ZipRow, ...]
    area_codes: tuple[str, ...]


def choose_area(dice: Dice) -> Area:
    """Choose where somebody works."""
    if dice.chance(table(Practice, "practice.yaml").small_towns):
        return _small_town(dice.pick(_small_town_zips()))
    return dice.weighted(_city_weights())


def an_office(area: Area, dice: Dice, ref: str = "main") -> OfficeRecord:
    """Make an office in person, with an invented address near the point of one of the ZIPs."""
    row = dice.pick(area.zips)
    zip_only = dice.chance(table(Practice, "practice.yaml").meeting["zip_only"])
    reach = 0 if zip_only else JITTER_DEGREES
    return OfficeRecord(
        mode="in-person",
        ref=ref,
        street="" if zip_only else _street(dice),
        city=row.city,
        postcode=row.code,
        jurisdiction=row.jurisdiction,
        latitude=round(row.latitude + dice.shift(reach), DECIMALS),
        longitude=round(row.longitude + dice.shift(reach), DECIMALS),
        precision="zip" if zip_only else "address",
    )


def a_home_office(area: Area, dice: Dice) -> OfficeRecord:
    """Make an office in a private home: at the town's centre, without an address."""
    row = dice.pick(area.zips)
    town = place_of_town(row.city, row.jurisdiction)
    if town is None or town.point is None:
        return an_office(area, dice)
    return OfficeRecord(
        mode="in-person",
        city=row.city,
        jurisdiction=row.jurisdiction,
        latitude=round(town.point.latitude, DECIMALS),
        longitude=round(town.point.longitude, DECIMALS),
        precision="town",
        is_home=True,
    )


def a_telephone(area: Area, dice: Dice) -> str:
    """Make a number in E.164 from the range 555-0100 to 555-0199, which is kept for fiction."""
    return f"+1{dice.pick(area.area_codes)}55501{dice.between(0, 99):02}"


def _street(dice: Dice) -> str:
    words = table(Streets, "offices.yaml")
    street = f"{dice.between(2, 980)} {dice.pick(words.streets)} {dice.pick(words.kinds)}"
    return f"{street}, {dice.pick(words.units)}" if dice.chance(0.4) else street


@cache
def _city_weights() -> dict[Area, float]:
    return {_city(city): city.thousands * city.emphasis for city in cities()}


def _city(city: City) -> Area:
    towns = city.postal_towns.split("|")
    zips = [row for town in towns for row in _zips_of_towns()[town, city.jurisdiction]]
    return Area(city.city, city.jurisdiction, tuple(zips), (city.area_code,))


@cache
def _zips_of_towns() -> dict[tuple[str, str], list[ZipRow]]:
    found: dict[tuple[str, str], list[ZipRow]] = {}
    for row in _zips_in_use():
        found.setdefault((row.city, row.jurisdiction), []).append(row)
    return found


@cache
def _zips_in_use() -> tuple[ZipRow, ...]:
    """ZIP codes with streets and a point, in states the demo knows."""
    found = gazetteer()
    rows = (found.zips[code] for code in found.sorted_codes)
    return tuple(
        row
        for row in rows
        if row.kind == "STANDARD" and row.is_active and row.point
        if row.jurisdiction in jurisdictions()
    )


@cache
def _small_town_zips() -> tuple[ZipRow, ...]:
    of_cities = {row for area in _city_weights() for row in area.zips}
    return tuple(row for row in _zips_in_use() if row not in of_cities)


def _small_town(row: ZipRow) -> Area:
    codes = tuple(map(str, jurisdictions()[row.jurisdiction].area_codes))
    return Area(row.city, row.jurisdiction, (row,), codes)
