"""What a listing wrote: where its words stand, and how well words that are asked for are found.

Only the listing itself is looked at, never how common a word is among all: so a base and its
changes, and both indexes, agree to the last point, and every point can be explained.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapport.matching.inflection import folded
from rapport.matching.words import words_of

INFLECTED, SAME_FORM, IN_HEADLINE = 0, 1, 2
"""A word's level is the sum of what holds where it stands best: 0 to 3."""

LEVELS = 4

TEXT_FROM = 2_000
"""Place of the first word of the text; the headline's words stand at 0, 1, 2 and so on."""
LAST_OF_HEADLINE, LAST_OF_TEXT = 999, 62_000
"""Words behind these all stand at the last place: so every place fits into two bytes."""

MOST_BETWEEN = 3
"""So many other words may stand between words that are near each other."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of a search that a listing wrote: the best level of each.

    `are_near` tells whether all stand within a few words of each other; None for a single word.
    """

    levels: tuple[int, ...] = ()
    are_near: bool | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """Where the words of a headline and a text stand: by fold, each with its place, rising."""

    words: Mapping[str, Sequence[tuple[int, str]]]

    @classmethod
    def of(cls, headline: str, text: str) -> "Writing":
        """Find the words of both."""
        words: dict[str, list[tuple[int, str]]] = {}
        for place, word in _placed(headline, text):
            words.setdefault(folded(word), []).append((place, word))
        return cls(words)

    def has(self, word: str) -> bool:
        """Tell whether a word or one of its inflections was written."""
        return folded(word) in self.words

    def found(self, words: Sequence[str]) -> OwnWords:
        """How well these words, of which each `has` been written, are found."""
        folds = {folded(word) for word in words}
        near = self._are_near(folds) if len(folds) > 1 else None
        return OwnWords(tuple(map(self._level, words)), near)

    def _level(self, word: str) -> int:
        return max(level(place, word == other) for place, other in self.words[folded(word)])

    def _are_near(self, folds: Collection[str]) -> bool:
        """Tell whether some stretch of the text, with few other words, holds all.

        One look at every place, because somebody may have written a word a thousand times.
        """
        everywhere = sorted((place, fold) for fold in folds for place, _word in self.words[fold])
        latest: dict[str, int] = {}
        for place, fold in everywhere:
            latest[fold] = place
            if len(latest) == len(folds) and place - min(latest.values()) <= most_apart(len(folds)):
                return True
        return False


def level(place: int, is_same: bool) -> int:
    """How well a word is found at a place, as it was asked for or inflected."""
    return IN_HEADLINE * (place < TEXT_FROM) + SAME_FORM * is_same


def most_apart(count: int) -> int:
    """The most places from the first to the last of so many different words that are near."""
    return count - 1 + MOST_BETWEEN


def _placed(headline: str, text: str) -> Iterator[tuple[int, str]]:
    for place, word in enumerate(words_of(headline)):
        yield min(place, LAST_OF_HEADLINE), word
    for place, word in enumerate(words_of(text), TEXT_FROM):
        yield min(place, LAST_OF_TEXT), word
