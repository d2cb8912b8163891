"""What was understood: terms, a place and names with their spans, suggestions, crisis words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Texts = Mapping[str, str]
Lists = Mapping[str, tuple[str, ...]]


class Entry(Protocol):
    """A term as the vocabulary has it; `key` is `scheme:slug`, texts are by language."""

    @property
    def key(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def label(self) -> Texts: ...  # noqa: D102
    @property
    def definition(self) -> Texts: ...  # noqa: D102
    @property
    def aliases(self) -> Lists: ...  # noqa: D102
    @property
    def aliases_exact(self) -> Lists: ...  # noqa: D102
    @property
    def phrases(self) -> Lists: ...  # noqa: D102


class Kind(StrEnum):
    """How words stand for a term, the surest first."""

    EXACT = "exact"
    ALIAS = "alias"
    PLURAL = "plural"
    PHRASE = "phrase"
    TYPO = "typo"
    SIMILAR = "similar"


class CrisisKind(StrEnum):
    """Which lines to show: for oneself, for someone else, against violence, for an emergency."""

    SELF = "self"
    OTHER = "other"
    VIOLENCE = "violence"
    MEDICAL = "medical"


@dataclass(frozen=True, slots=True)
class Span:
    """Some of the words, `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spotted(Span):
    """A term in the words. `confidence` is from 0 to 1 and only orders and filters."""

    key: str
    kind: Kind
    confidence: float
    is_negated: bool = False

    @property
    def scheme(self) -> str:
        """The scheme of the term."""
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class SpottedPlace(Span):
    """Words that `rapport.places.find_place` reads as a place, or as a choice of several."""

    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One consistent way to read the words: spans do not overlap and stand in order.

    `sought` are those of `rest` that can be looked for in what listings wrote: they mean something,
    and no negation stands before them.
    """

    terms: tuple[Spotted, ...] = ()
    place: SpottedPlace | None = None
    names: tuple[Span, ...] = ()
    rest: tuple[Span, ...] = ()
    sought: tuple[Span, ...] = ()

    @property
    def times(self) -> tuple[Spotted, ...]:
        """The terms that are session times."""
        return tuple(term for term in self.terms if term.scheme == "session-time")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concern the person may mean; `score` is its share among all concerns, from 0 to 1."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Crisis(Span):
    """Words of crisis. They choose which help stands on top; nothing is blocked or kept."""

    kind: CrisisKind


@dataclass(frozen=True, slots=True)
class Understanding:
    """All there is in the words: `readings` and `suggestions` with the likeliest first.

    `is_sentence` tells that somebody describes a situation, so that the words that are left over
    are no name to look for.
    """

    readings: tuple[Reading, ...]
    suggestions: tuple[Suggestion, ...]
    crisis: Crisis | None
    is_sentence: bool
