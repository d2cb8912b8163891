"""Random listings, each from a number alone: small, odd, and alike enough to collide.

There are few places and few terms, and ages lie at the boundaries of the policy, so that
coincidences are likely. Everything a `Document` can hold occurs, also what makes little sense.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import TypeVar

from rapport.matching import (
    EVERYWHERE,
    FEE_CEILINGS_CENTS,
    Aspect,
    Document,
    Emphasis,
    Enquiries,
    Fact,
    Meeting,
    Office,
    Opening,
    OpeningState,
    SourceKind,
    TermUse,
)
from rapport.matching.document import MOST_ENQUIRIES
from rapport.matching.freshness import POLICY
from rapport.places import Point

T = TypeVar("T")

DAY = date(2026, 7, 1)

BROADER: Mapping[str, tuple[str, ...]] = {
    "kind:therapist": (),
    "kind:clinic": (),
    "concern:mood": (),
    "concern:family": (),
    "concern:depression": ("concern:mood",),
    "concern:postpartum": ("concern:depression", "concern:family"),
    "approach:cbt": (),
    "approach:act": ("approach:cbt",),
    "payer:private": (),
    "payer:aetna": ("payer:private",),
    "payer:aetna-hmo": ("payer:aetna",),
    "payer:medicaid": (),
    "fee:sliding-scale": (),
    "gender:woman": (),
    "gender:man": (),
    "language:es": (),
}
"""Every term with the terms directly above it; postpartum depression has two."""

TERMS = tuple(BROADER)
SCHEMES = tuple(dict.fromkeys(term.partition(":")[0] for term in TERMS))
PAYERS = tuple(term for term in TERMS if term.startswith("payer:"))
OTHERS = tuple(term for term in TERMS if not term.startswith("payer:"))


def above(term: str) -> frozenset[str]:
    """Every term that is broader, at any distance."""
    parents = frozenset(BROADER[term])
    return parents.union(*(above(parent) for parent in parents))


ANCESTORS = {term: above(term) for term in TERMS}

PLACES = (
    (Point(30.2672, -97.7431), "US-TX"),
    (Point(30.3322, -97.7031), "US-TX"),
    (Point(30.5083, -97.6789), "US-TX"),
    (Point(29.4241, -98.4936), "US-TX"),
    (Point(35.0844, -106.6504), "US-NM"),
    (Point(-16.80, 179.98), "FJ-N"),
    (Point(-16.78, -179.95), "FJ-N"),
)
"""Four in Texas at 0, 8, 27 and 118 km from the first, one far off, two across the antimeridian."""

JURISDICTIONS = ("US-TX", "US-NM", "FJ-N")
NAMES = ("Ada García-Núñez", "Bo Grace", "Cy O'Hara", "Dr. Ada Grün", "Robert Grace")
WORDS = (
    "",
    "grace and hope",
    "Hope after García",
    "help with grief " * 10,
    "I helped a niña. Hoping for help, after hiking and helping with far too many words, niños!",
    "Hikes; and hope and hope and hope and hope, then niñas",
)
HEADLINES = ("", "", "", "Hope and help", "I hike with grief", "niños")
ENQUIRIES = (
    *[None] * 4,
    *(Enquiries(0, 0), Enquiries(1, 0), Enquiries(1, 1), Enquiries(3, 3), Enquiries(40, 40)),
    *(Enquiries(7, 3), Enquiries(10, 0), Enquiries(MOST_ENQUIRIES, MOST_ENQUIRIES - 1)),
)
WAITS = (0, 14, 15, 30, 90)


DATED = (Aspect.CONTACT, Aspect.COVERAGE, Aspect.FEES, Aspect.PRACTICE)
VIDEO_PRACTICE = 9
STATES = (*[OpeningState.OPEN] * 3, *OpeningState)
MOST_SAID = 4


@lru_cache(maxsize=10_000)
def random_document(number: int) -> Document:
    """The listing of this number; those below 20 say little and suit a failing example."""
    return _Writer(number).document()


class _Writer:
    """Writes one listing by throwing dice."""

    def __init__(self, number: int) -> None:
        self.dice = Random(number)
        self.said = min(number // 5, MOST_SAID)
        self.one_tap = self.fact(Aspect.OPENINGS) if self.dice.random() < 0.5 else None

    def document(self) -> Document:
        dice = self.dice
        return Document(
            id=1,
            kind=dice.choice(("therapist", "clinic")),
            name=dice.choice(NAMES),
            offices=tuple(self.office(id_) for id_ in range(1, 1 + dice.choice((0, 1, 1, 2)))),
            remote={way: self.rights() for way in self.some((Meeting.VIDEO, Meeting.PHONE), 1)},
            terms=tuple(map(self.use, self.some(PAYERS, self.said) + self.some(OTHERS, 9))),
            known=frozenset(self.some(SCHEMES, 3)),
            not_applicable=frozenset({"gender", "payer"} if dice.random() < 0.1 else ()),
            fee_cents=dice.choice((None, 0, *FEE_CEILINGS_CENTS, 10_001)) if self.said else None,
            openings=tuple(self.opening() for _ in range(dice.randint(0, self.said))),
            facts={aspect: self.fact(aspect) for aspect in self.some(DATED, self.said)},
            headline=dice.choice(HEADLINES),
            words=dice.choice(WORDS),
            enquiries=dice.choice(ENQUIRIES),
            hidden_from=days_from_now(dice.choice((0, 1))) if dice.random() < 0.1 else None,
        )

    def some(self, values: Sequence[T], most: int) -> list[T]:
        """Up to `most` of the values, each once, in any order."""
        return self.dice.sample(values, self.dice.randint(0, min(most, len(values))))

    def office(self, id_: int) -> Office:
        point, jurisdiction = self.dice.choice((*PLACES, *PLACES[:3], *PLACES[:3]))
        return Office(id_, point if self.dice.random() < 0.9 else None, jurisdiction)

    def rights(self) -> dict[str, date | None]:
        """Where it may see people, and until when: a day or no end."""
        return {
            jurisdiction: self.dice.choice((None, *map(days_from_now, (-1, 0, 1))))
            for jurisdiction in self.some((*JURISDICTIONS, EVERYWHERE), 2)
        }

    def use(self, term: str) -> TermUse:
        return TermUse(term, self.dice.choice(list(Emphasis)), self.dice.random() < 0.5)

    def opening(self) -> Opening:
        """A row for an office, for the practice by video, for a payer, for both or in general.

        One tap writes the same fact for all openings.
        """
        return Opening(
            state=self.dice.choice(STATES),
            fact=self.one_tap or self.fact(Aspect.OPENINGS),
            wait_days=self.dice.choice(WAITS),
            office=self.dice.choice((None, None, 1, 2, VIDEO_PRACTICE)),
            payer=self.dice.choice((None, None, *PAYERS)),
        )

    def fact(self, aspect: Aspect) -> Fact:
        """Of today mostly, else of an age beside a boundary of the policy, or of tomorrow."""
        ages = POLICY[aspect]
        marks = (ages.mark, ages.lower, ages.unknown)
        days = (0, 0, 5, 5, 5, 5, -1, *(mark + more for mark in marks for more in (0, 1)))
        return Fact(days_from_now(-self.dice.choice(days)), self.dice.choice(list(SourceKind)))


def days_from_now(days: int) -> date:
    return DAY + timedelta(days=days)
