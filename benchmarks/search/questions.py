"""Makes the load: what 300 people ask, the same for the same seed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from benchmarks.search.terms import vocabulary
from benchmarks.search.towns import near_towns, towns

KM_PER_MILE = 1.609344
KM_PER_DEGREE = math.pi * 6371.0088 / 180
RADII_MILES = (5, 10, 25, 50)

FILTERS = {
    "concern": 0.26,
    "payer": 0.20,
    "approach": 0.11,
    "language": 0.07,
    "age": 0.06,
    "gender": 0.06,
    "format": 0.05,
    "community": 0.04,
    "access": 0.02,
    "style": 0.02,
    "session-time": 0.02,
    "profession": 0.02,
    "fee-ceiling": 0.03,
    "openings": 0.04,
}
"""How often people filter by what. Guessed, not measured; concern and payer come first."""

HOW_MANY = (0.30, 0.35, 0.20, 0.15)
"""Shares of questions with one, two, three and four filters."""


class Reach(StrEnum):
    """Where a question looks."""

    NEAR = "near"
    BOX = "box"
    STATE = "state"
    VIDEO = "video"
    NATION = "nation"


@dataclass(frozen=True)
class Choice:
    """Terms of one scheme by number, any of which will do."""

    scheme: int
    terms: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """What one person asks.

    NEAR needs the point and `radius_km`, BOX is the same around the circle of that radius; STATE
    means an office in `jurisdiction`, VIDEO that people there may be seen by video.
    """

    reach: Reach
    latitude: float = 0.0
    longitude: float = 0.0
    radius_km: float = 0.0
    jurisdiction: int = -1
    choices: tuple[Choice, ...] = ()
    max_fee_cents: int | None = None
    within_days: int | None = None

    @property
    def filters(self) -> int:
        """How many filters there are, the place not counted."""
        return len(self.choices) + sum(
            one is not None for one in (self.max_fee_cents, self.within_days)
        )

    def without(self, scheme: int) -> "Question":
        """Ask the same without the choice in a scheme."""
        return replace(self, choices=tuple(one for one in self.choices if one.scheme != scheme))

    def boxed(self) -> "Question":
        """Ask for the box around the circle instead, as engines without distances must."""
        return replace(self, reach=Reach.BOX) if self.reach is Reach.NEAR else self

    def box(self) -> tuple[float, float, float, float]:
        """Give south, north, west and east of the circle, in degrees, on the sphere.

        The widest meridians touch the circle at asin(sin r / cos latitude). No made-up town is so
        near to a pole or to 180 degrees that a box would have to wrap; one that did would raise.
        """
        angle = self.radius_km / KM_PER_DEGREE
        wide = math.degrees(
            math.asin(math.sin(math.radians(angle)) / math.cos(math.radians(self.latitude)))
        )
        west, east = self.longitude - wide, self.longitude + wide
        if west < -180 or east > 180:  # noqa: PLR2004 (degrees)
            raise ValueError("A box across 180 degrees is not part of this benchmark")
        slack = 1e-9
        return (
            self.latitude - angle - slack,
            self.latitude + angle + slack,
            west - slack,
            east + slack,
        )


def make_questions(count: int = 300, seed: int = 7) -> list[Question]:
    """Make the load: 70 % near a point, the rest by state, by video there, or everywhere."""
    random = np.random.default_rng(seed)
    return [_question(random) for _number in range(count)]


def _question(random: np.random.Generator) -> Question:
    reach = (Reach.NEAR, Reach.STATE, Reach.VIDEO, Reach.NATION)[
        int(random.choice(4, p=(0.70, 0.08, 0.07, 0.15)))
    ]
    zips = random.choice(len(towns().share), 1, p=towns().share)
    latitude, longitude = (float(one[0]) for one in near_towns(zips, random))
    question = Question(
        reach=reach,
        latitude=latitude,
        longitude=longitude,
        radius_km=float(random.choice(RADII_MILES)) * KM_PER_MILE,
        jurisdiction=int(towns().jurisdiction[zips[0]]),
    )
    names = random.choice(
        list(FILTERS), 1 + int(random.choice(4, p=HOW_MANY)), replace=False, p=[*FILTERS.values()]
    )
    return _filtered(question, [str(name) for name in names], random)


def _filtered(question: Question, names: list[str], random: np.random.Generator) -> Question:
    if "fee-ceiling" in names:
        question = replace(question, max_fee_cents=int(random.choice((100, 120, 150, 200))) * 100)
    if "openings" in names:
        question = replace(question, within_days=int(random.choice((14, 30))))
    return replace(question, choices=tuple(_choices(names, random)))


def _choices(names: list[str], random: np.random.Generator) -> Iterator[Choice]:
    """Choose one term, sometimes two or three; what many offer, many ask for."""
    words = vocabulary()
    for scheme, name in enumerate(words.schemes):
        if name in names:
            terms = words.of_scheme(scheme)
            share = words.share[terms]
            many = 1 + int(random.choice(3, p=(0.75, 0.20, 0.05)))
            drawn = random.choice(len(share), many, replace=False, p=share / share.sum())
            yield Choice(scheme, tuple(sorted(int(one) + terms.start for one in drawn)))
