"""What the index answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapport.matching.document import Meeting


class ReasonCode(StrEnum):
    """What moved a hit up, or what does not fit; words for each are the faces' business."""

    FOCUSES_ON = "focuses-on"
    WORKS_WITH = "works-with"
    TRAINED_IN = "trained-in"
    OFFERS = "offers"
    DISTANCE = "distance"
    TAKING_CLIENTS = "taking-clients"
    WAITLIST = "waitlist"
    COVERED = "covered"
    CONFIRMED = "confirmed"
    NAME_MATCHES = "name-matches"
    WORDS_MATCH = "words-match"
    ANSWERS = "answers"
    NOBODY_WROTE = "nobody-wrote"
    COMPLETE = "complete"
    LACKS = "lacks"
    FULL = "full"
    OPENINGS_UNKNOWN = "openings-unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a hit's score, with what the part saw.

    `points` add up to the score over all reasons of a hit; a misfit has none. `detail` says of
    words in the text that all stand in the `headline`, or else that they stand `together`.
    `share` is how many of how many messages were answered.
    """

    code: ReasonCode
    points: float = 0.0
    term: str = ""
    distance_km: float | None = None
    on: date | None = None
    detail: str = ""
    share: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One listing on the page."""

    id: int
    score: float
    distance_km: float | None
    office: int | None
    meets: frozenset[Meeting]
    reasons: tuple[Reason, ...]
    misfits: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """Listings per term of a scheme, all other filters applied and the scheme's own left out."""

    counts: Mapping[str, int]
    not_known: int = 0
    not_applicable: int = 0


class RelaxationKind(StrEnum):
    """Ways to ask for less."""

    WITHOUT = "without"
    RADIUS = "radius"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What asking for less would give.

    `criterion` is a scheme, or one of `place`, `avoid`, `fee-ceiling`, `openings`, `words`;
    `place` also drops the choice of meeting.
    """

    kind: RelaxationKind
    total: int
    criterion: str = ""
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query."""

    total: int
    page: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    relaxations: tuple[Relaxation, ...]
