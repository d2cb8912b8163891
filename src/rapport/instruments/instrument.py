"""What a self-check is: its questions, its scoring, the words for a score, and who says so."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, StringConstraints
from pydantic.dataclasses import dataclass

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _with_english(text: dict[str, str]) -> dict[str, str]:
    if "en" not in text:
        raise ValueError("the English text is missing")
    return text


Translated = Annotated[dict[str, Text], AfterValidator(_with_english)]
"""A text by language; English is always there."""

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, config=_STRICT)
class Anchor:
    """One of the answers that every question offers, in the order of the form, and its points."""

    points: int
    label: Translated


@dataclass(frozen=True, slots=True, config=_STRICT)
class Item:
    """A question, word for word. Points above `care_above` show the crisis card."""

    number: int
    text: Translated
    care_above: int | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Subscale:
    """Questions that belong together; a negative one counts reversed in the score."""

    name: Translated
    items: tuple[int, ...]
    direction: Literal["positive", "negative"]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Scoring:
    """How answers become a score: reversed where said, then summed or averaged, then multiplied.

    `lowest` and `highest` are what the source gives as the range of the score.
    """

    rule: Literal["sum", "mean"]
    lowest: int
    highest: int
    times: int = 1
    decimals: int = 0
    reversed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Meaning:
    """What a score means in plain words, and a first next step."""

    plain: Translated
    next_step: Translated


@dataclass(frozen=True, slots=True, config=_STRICT)
class Band:
    """A range of scores, both ends included, and the word that the source has for it."""

    lowest: Fraction
    highest: Fraction
    word: Translated
    meaning: Meaning

    def __contains__(self, score: Fraction) -> bool:
        """Tell whether a score is in this band."""
        return self.lowest <= score <= self.highest


@dataclass(frozen=True, slots=True, config=_STRICT)
class Work:
    """The publication that a self-check comes from."""

    authors: tuple[Text, ...]
    year: int
    title: Text
    container: Text
    doi: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Licence:
    """Who allows the use, in which words, and where that can be read."""

    name: Text
    statement: Text
    source: Text
    is_non_commercial: bool = False


@dataclass(frozen=True, slots=True, config=_STRICT)
class Instrument:
    """A self-check as its file gives it; `bands` is empty where the source names none.

    `bands_note` says where bands and words come from, or why there are none. `unbanded` is what is
    said of every score then. `terms` are keys of the vocabulary that the self-check is about.
    """

    slug: str
    short_name: Text
    name: Text
    topic: Translated
    about: Translated
    instruction: Translated
    anchors: tuple[Anchor, ...]
    items: tuple[Item, ...]
    scoring: Scoring
    bands_note: Translated
    today: Translated
    terms: tuple[str, ...]
    notice: Text
    licence: Licence
    source: Work
    bands: tuple[Band, ...] = ()
    unbanded: Meaning | None = None
    subscales: tuple[Subscale, ...] = ()

    @property
    def points(self) -> tuple[int, ...]:
        """Give the points that an answer can have, from the least."""
        return tuple(sorted(anchor.points for anchor in self.anchors))

    @property
    def point_sums(self) -> range:
        """Give the sums of points that answers can reach once reversed ones are turned round."""
        least, most = self.points[0], self.points[-1]
        return range(least * len(self.items), most * len(self.items) + 1)

    def score_of(self, point_sum: int) -> Fraction:
        """Give the score that a sum of points stands for."""
        divisor = len(self.items) if self.scoring.rule == "mean" else 1
        return Fraction(point_sum * self.scoring.times, divisor)

    def band_of(self, score: Fraction) -> Band | None:
        """Give the band of a score; None where the self-check has no bands."""
        return next((band for band in self.bands if score in band), None)


def languages_of(instrument: Instrument) -> frozenset[str]:
    """Give the languages in which all questions and answers are there word for word."""
    asked = [instrument.instruction, *(item.text for item in instrument.items)]
    asked += [anchor.label for anchor in instrument.anchors]
    return frozenset.intersection(*(frozenset(text) for text in asked))
