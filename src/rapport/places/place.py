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


class WhyNotFound(StrEnum):
    """Why there is no answer; a face says it in words and in the person's language."""

    TOO_LONG = "too-long"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    UNKNOWN_NAME = "unknown-name"
    UNKNOWN_ZIP = "unknown-zip"
    ZIP_OF_THE_MILITARY = "zip-of-the-military"
    ZIP_OF_AN_ORGANIZATION = "zip-of-an-organization"
    ZIP_OF_ANOTHER_COUNTRY = "zip-of-another-country"


@dataclass(frozen=True, slots=True)
class NotFound:
    """The text names no place we know.

    `zip` is the code that was read, for the reasons that speak of one. `where` is the jurisdiction
    in which a name is unknown ("US-TX"; "" means the whole country), or the postal code of the
    other country ("FM", "MH" or "PW").
    """

    text: str
    reason: WhyNotFound
    suggestions: tuple[Place, ...] = ()
    zip: str = ""
    where: str = ""
