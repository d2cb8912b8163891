"""What a person asks of the index."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rapport.matching.document import Meeting
from rapport.places import Point

PAGE_SIZE = 20
LARGEST_PAGE = 1_000


class Sort(StrEnum):
    """Orders that a person can choose."""

    BEST = "best"
    DISTANCE = "distance"
    FEE = "fee"
    SOONEST = "soonest"


@dataclass(frozen=True, slots=True)
class Near:
    """Within `radius_km` kilometres of a point."""

    point: Point
    radius_km: float


@dataclass(frozen=True, slots=True)
class Region:
    """Anywhere in one jurisdiction, ISO 3166-2."""

    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Terms of one scheme, any of which will do. `terms` are `scheme:slug`."""

    scheme: str
    terms: frozenset[str]

    def __post_init__(self) -> None:
        strangers = [term for term in self.terms if not term.startswith(f"{self.scheme}:")]
        if strangers or not self.terms:
            raise ValueError(f"A choice in {self.scheme} cannot hold {strangers or 'nothing'}")


@dataclass(frozen=True, slots=True)
class Wish:
    """A term that moves a listing up and never removes one."""

    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """One search. Empty parts ask nothing.

    `jurisdiction` is where the person is: it decides who may see them by video or phone.
    `day` is the operator's date; it ages facts and turns the rotation of equals.
    """

    day: date
    place: Near | Region | None = None
    jurisdiction: str = ""
    meeting: frozenset[Meeting] = frozenset()
    must: tuple[Choice, ...] = ()
    avoid: frozenset[str] = frozenset()
    wishes: tuple[Wish, ...] = ()
    max_fee_cents: int | None = None
    openings_within_days: int | None = None
    words: str = ""
    sort: Sort = Sort.BEST
    page: int = 1
    page_size: int = field(default=PAGE_SIZE)

    def __post_init__(self) -> None:
        schemes = [choice.scheme for choice in self.must]
        if len(set(schemes)) != len(schemes):
            raise ValueError("Each scheme may be chosen from once")
        if self.page < 1 or not 1 <= self.page_size <= LARGEST_PAGE:
            raise ValueError("A page is 1 or more and holds 1 to 1000 listings")

    def chosen(self, scheme: str) -> frozenset[str]:
        """Terms that must be met in a scheme; empty if nothing was chosen there."""
        for choice in self.must:
            if choice.scheme == scheme:
                return choice.terms
        return frozenset()
