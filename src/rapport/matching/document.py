"""What the index knows of one listing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rapport.matching.freshness import Aspect, Fact
from rapport.places import Point

EVERYWHERE = "*"
"""Jurisdiction of a service that is not bound to a place, such as a national helpline."""

MOST_ENQUIRIES = 2**31 - 1


class Emphasis(StrEnum):
    """How much a listing says a term is its work."""

    FOCUS = "focus"
    ALSO = "also"
    PLAIN = "plain"


class Meeting(StrEnum):
    """How therapist and client meet."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"


class OpeningState(StrEnum):
    """Whether new clients are taken."""

    OPEN = "open"
    WAITLIST = "waitlist"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term that a listing carries, as `scheme:slug`."""

    term: str
    emphasis: Emphasis = Emphasis.PLAIN
    trained: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A place where people are seen; `point` is the town's centre when the address is private."""

    id: int
    point: Point | None
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether new clients are taken, for one office, one payer, both, or in general.

    An `office` that is not among the listing's offices is a practice by video or phone.
    """

    state: OpeningState
    fact: Fact
    wait_days: int = 0
    office: int | None = None
    payer: str | None = None


@dataclass(frozen=True, slots=True)
class Enquiries:
    """Messages of the last 90 days that the directory itself passed on, and those answered in time.

    Raises ValueError unless 0 <= answered <= received < 2**31.
    """

    received: int
    answered: int

    def __post_init__(self) -> None:
        if not 0 <= self.answered <= self.received <= MOST_ENQUIRIES:
            raise ValueError(f"{self.answered} answers to {self.received} messages")


@dataclass(frozen=True, slots=True)
class Document:
    """A listing as the engine sees it. Prices in cents, terms as `scheme:slug`.

    `remote` holds, for video and phone, the jurisdictions in which the listing may see a person
    (`EVERYWHERE` for all) with the last day of that right, None for no end. `known` names the
    schemes whose absence means "no"; a scheme neither known nor in `not_applicable` is "not known"
    when no term of it is there. `headline` and `words` are in the listing's own words.
    `enquiries` is None where the directory passes no messages on.
    """

    id: int
    kind: str
    name: str
    offices: tuple[Office, ...] = ()
    remote: Mapping[Meeting, Mapping[str, date | None]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    terms: tuple[TermUse, ...] = ()
    known: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()
    fee_cents: int | None = None
    openings: tuple[Opening, ...] = ()
    facts: Mapping[Aspect, Fact] = field(default_factory=lambda: MappingProxyType({}))
    headline: str = ""
    words: str = ""
    hidden_from: date | None = None
    enquiries: Enquiries | None = None

    def is_hidden(self, day: date) -> bool:
        """Tell whether the listing left questions unanswered for too long to be shown."""
        return self.hidden_from is not None and day >= self.hidden_from
