"""An article as pages need it: plain frozen values, text as safe HTML."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapport.encyclopedia.citations import ListedWork


class ReviewState(StrEnum):
    """What can honestly be said about the review of a text."""

    NONE = "none"
    SIGNED = "signed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Review:
    """The latest signature, and whether the live text is still the one that was signed."""

    state: ReviewState = ReviewState.NONE
    name: str = ""
    credential: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A heading and its text; `role` is empty, looks-like, do-now or urgent."""

    anchor: str
    heading: str
    html: str
    role: str = ""
    is_section: bool = True


@dataclass(frozen=True, slots=True)
class FindPart:
    """The place of the Find a Therapist box."""

    is_find: bool = True


@dataclass(frozen=True, slots=True)
class WayOfWorking:
    """How one approach goes with the topic; `term` is `scheme:slug`, `source` names a guideline."""

    term: str
    html: str
    source: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class PracticePart:
    """The ways of working, in the editor's order."""

    ways: tuple[WayOfWorking, ...]


Part = SectionPart | FindPart | PracticePart


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """A whole article. `terms` are `scheme:slug`, the first is what Find a Therapist is set to."""

    pk: int
    kind: str
    slug: str
    language: str
    title: str
    definition: str
    category: str
    terms: tuple[str, ...]
    other_names: tuple[str, ...]
    parts: tuple[Part, ...]
    works: tuple[ListedWork, ...]
    works_csl: tuple[dict[str, object], ...]
    related: tuple[str, ...]
    author: str
    published_on: date | None
    updated_on: date | None
    next_review_on: date | None
    review: Review

    @property
    def main_term(self) -> str:
        """The term that Find a Therapist is set to, or nothing."""
        return self.terms[0] if self.terms else ""

    @property
    def is_topic(self) -> bool:
        """Tell whether the page has every element of the classic directory's page."""
        return self.kind in ("term", "concern", "approach")


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article in a list."""

    pk: int
    kind: str
    slug: str
    title: str
    definition: str
    category: str
    terms: tuple[str, ...] = ()
    updated_on: date | None = None
    review_due_on: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A line of an article's public history."""

    on: date
    what: str
    who: str
    is_signature: bool = False


@dataclass(frozen=True, slots=True)
class LatestChange:
    """A publication of an article, for the feed."""

    pk: int
    slug: str
    title: str
    definition: str
    why: str
    on: date
