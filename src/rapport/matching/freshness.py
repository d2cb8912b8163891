"""How much an old fact still says: fresh, ageing, stale or unknown, derived and never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Aspect(StrEnum):
    """A group of facts about a listing that is confirmed together."""

    IDENTITY = "identity"
    LICENCE = "licence"
    CONTACT = "contact"
    OPENINGS = "openings"
    COVERAGE = "coverage"
    FEES = "fees"
    PRACTICE = "practice"


class SourceKind(StrEnum):
    """Who said it. On a tie of dates the earlier member wins (see `PRECEDENCE`)."""

    THERAPIST = "therapist"
    OPERATOR = "operator"
    ROSTER = "roster"
    REGISTRY = "registry"


PRECEDENCE: Mapping[SourceKind, int] = MappingProxyType(
    {kind: rank for rank, kind in enumerate(reversed(SourceKind))}
)
"""Rank of a source on equal dates; the higher wins: therapist, operator, roster, registry."""

IMPORTED = frozenset({SourceKind.ROSTER, SourceKind.REGISTRY})
"""Sources that nobody can be asked to confirm; their facts say where and when they are from."""


class Freshness(StrEnum):
    """What the age of a fact means to a reader."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages in days: when to ask again, to mark, to rank lower, and to stop counting the fact."""

    ask: int
    mark: int
    lower: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Fact:
    """When an aspect was last confirmed, and by whom."""

    confirmed_on: date
    source: SourceKind


Policy = Mapping[Aspect, Ages]

POLICY: Policy = MappingProxyType(
    {
        Aspect.OPENINGS: Ages(23, 30, 60, 90),
        Aspect.CONTACT: Ages(90, 120, 180, 365),
        Aspect.COVERAGE: Ages(90, 120, 180, 365),
        Aspect.FEES: Ages(90, 120, 180, 365),
        Aspect.PRACTICE: Ages(365, 450, 540, 730),
    }
)
"""Promise 1 of the product plan. Identity does not age; a licence lasts to its expiry."""


def freshness_of(
    aspect: Aspect, fact: Fact | None, today: date, policy: Policy = POLICY
) -> Freshness:
    """Say how much `fact` still says on `today`.

    An imported fact is never fresh and never expires, because nobody was asked: it is shown with
    its source and year. Openings are the exception: they change too fast to outlive their date.
    """
    if fact is None:
        return Freshness.UNKNOWN
    ages = policy.get(aspect)
    if ages is None:
        return Freshness.FRESH
    age = (today - fact.confirmed_on).days
    if age > ages.unknown and (fact.source not in IMPORTED or aspect is Aspect.OPENINGS):
        return Freshness.UNKNOWN
    if age > ages.lower:
        return Freshness.STALE
    if age > ages.mark or fact.source in IMPORTED:
        return Freshness.AGEING
    return Freshness.FRESH


def counts_as_yes(aspect: Aspect, fact: Fact | None, today: date) -> bool:
    """Tell whether a claim of this age may still match a filter.

    A fact without any date counts: absence of a date is said on the page, not punished twice.
    """
    return fact is None or freshness_of(aspect, fact, today) is not Freshness.UNKNOWN


def outranks(new: Fact, old: Fact | None) -> bool:
    """Tell whether `new` replaces `old`: the newer date wins, on a tie the better source."""
    if old is None or new.confirmed_on != old.confirmed_on:
        return old is None or new.confirmed_on > old.confirmed_on
    return PRECEDENCE[new.source] >= PRECEDENCE[old.source]
