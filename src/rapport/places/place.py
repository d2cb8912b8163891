"""What a place is, and the three answers to "where is that?"."""

from dataclasses import dataclass
from enum import StrEnum

from rapport.places.point import Point


class Precision(StrEnum):
    """How exactly a place's point is known, from finest to coarsest."""

    ADDRESS = "address"
    ZIP = "zip"
    TOWN = "town"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Place:
    """A ZIP code, a town or a whole jurisdiction.

    `jurisdiction` is an ISO 3166-2 code ("US-TX"). `city` and `postcode` are "" where they do not
    apply. `point` is None for a whole jurisdiction, and for nothing else that is found by text.
    `precision` is that of the point: a ZIP without a point of its own has its town's, and says so.
    """

    label: str
    country: str
    jurisdiction: str
    city: str
    postcode: str
    point: Point | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Found:
    """The text names exactly one place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The text names several places: ask which. The candidates come largest first."""

    text: str
    candidates: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The text names no place we know; `reason` is a plain sentence for the person."""

    text: str
    reason: str
    suggestions: tuple[Place, ...] = ()
