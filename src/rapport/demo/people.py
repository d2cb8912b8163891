"""Invented people: a name, how they are addressed, and what often goes with it."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from rapport.demo.dice import Dice
from rapport.demo.tables import Archetype, Family, Names, table

TRANS_IS_ALSO = ("woman", "man", "non-binary")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist; `genders` are slugs of the scheme `gender`."""

    first: str
    last: str
    family: Family
    genders: tuple[str, ...]
    pronouns: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def handle(self) -> str:
        """The name as it stands in mail and web addresses."""
        plain = unicodedata.normalize("NFKD", self.name.lower())
        return "".join(c if c.isalnum() else "-" for c in plain if c.isascii()).replace("--", "-")


def a_person(archetype: Archetype, jurisdiction: str, dice: Dice) -> Person:
    """Make up a person who could live in that state."""
    names = table(Names, "names.yaml")
    gender = dice.weighted(names.gender_shares)
    genders: tuple[str, ...] = (gender,)
    if gender == "trans":
        gender = dice.pick(TRANS_IS_ALSO)
        genders = (gender, "trans")
    weights = _weights(archetype, jurisdiction)
    family = _families()[dice.weighted(weights)]
    other = _families()[dice.weighted(weights)] if dice.chance(names.mixed) else family
    first, last = dice.pick(_first_names(family, gender)), dice.pick(other.last)
    while f"{first} {last}" in names.avoid or first == last:
        last = dice.pick(family.last)
    pronouns = dice.weighted(names.pronouns[gender])
    return Person(first, last, family, genders, pronouns)


def _first_names(family: Family, gender: str) -> tuple[str, ...]:
    return {"woman": family.women, "man": family.men}.get(gender, family.any)


def _weights(archetype: Archetype, jurisdiction: str) -> dict[str, float]:
    return {
        key: family.weight * family.regions.get(jurisdiction, 1) * archetype.names_from.get(key, 1)
        for key, family in _families().items()
    }


@cache
def _families() -> dict[str, Family]:
    return {family.key: family for family in table(Names, "names.yaml").families}
