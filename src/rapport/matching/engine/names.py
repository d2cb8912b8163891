"""Words of names and texts, and the listings they stand in."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from rapport.matching.engine.columns import Array, Columns, Texts, starts_of
from rapport.matching.words import words_of

_AFTER_ANY_WORD = "\U0010ffff"


@dataclass(frozen=True)
class Postings:
    """Distinct words, sorted, and the listings of word i: `listing[start[i]:start[i + 1]]`."""

    words: Texts
    start: Array
    listing: Array

    @cached_property
    def table(self) -> list[str]:
        """All words, sorted by code points as Python sorts."""
        return [self.words[at] for at in range(len(self.words))]

    def exact(self, word: str) -> range:
        """The place of a word, if it is there."""
        at = bisect_left(self.table, word)
        return range(at, at + (at < len(self.table) and self.table[at] == word))

    def beginning(self, prefix: str) -> range:
        """Places of the words that begin like this."""
        return range(
            bisect_left(self.table, prefix), bisect_left(self.table, prefix + _AFTER_ANY_WORD)
        )

    def listings(self, places: range) -> Array:
        """Listings of words that stand side by side, rising, each once."""
        return np.unique(self.listing[self.start[places.start] : self.start[places.stop]])


@dataclass(frozen=True)
class Names:
    """Words of names, and words of what listings wrote."""

    names: Postings
    texts: Postings

    def in_name(self, word: str) -> Array:
        """Listings whose name has a word that begins with `word`, as `words.found_in_name` says."""
        places = self.names.beginning(word) if len(word) > 1 else self.names.exact(word)
        return self.names.listings(places)

    def in_text(self, word: str) -> Array:
        """Listings that wrote a word."""
        return self.texts.listings(self.texts.exact(word))


def names_of(columns: Columns) -> Names:
    """Find the words of names and texts."""
    return Names(_postings(columns.names), _postings(columns.words))


def _postings(texts: Texts) -> Postings:
    filled = np.flatnonzero(np.diff(texts.start)).tolist()
    found = [words_of(texts[at]) for at in filled]
    lengths = [len(words) for words in found]
    return _sorted(chain.from_iterable(found), np.repeat(np.array(filled, np.int64), lengths))


def _sorted(words: Iterable[str], listing: Array) -> Postings:
    numbers: dict[str, int] = {}
    number = np.fromiter((numbers.setdefault(one, len(numbers)) for one in words), np.int64)
    table = sorted(numbers)
    place_of = np.zeros(len(table), np.int64)
    place_of[[numbers[one] for one in table]] = np.arange(len(table))
    pairs = np.unique(place_of[number] << 32 | listing) if len(number) else number
    counts = np.bincount(pairs >> 32, minlength=len(table))
    return Postings(Texts.of(table), starts_of(counts), (pairs & 0xFFFFFFFF).astype(np.int32))
