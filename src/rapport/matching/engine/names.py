"""Words of names, and the listings they stand in."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from rapport.matching.engine.columns import Array, Columns, Texts, starts_of
from rapport.matching.engine.runs import distinct, owners
from rapport.matching.words import (
    AS_WRITTEN,
    LONG_ENOUGH,
    NICKNAME,
    SLIP,
    is_slip,
    nicknames_of,
    words_of,
)

_AFTER_ANY_WORD = "\U0010ffff"

_PIECE = 1 << 20
"""So many words of listings are held as objects at a time."""


@dataclass(frozen=True)
class Postings:
    """Distinct words, sorted, and the listings of word i: `listing[start[i]:start[i + 1]]`."""

    words: Texts
    start: Array
    listing: Array

    @cached_property
    def table(self) -> list[str]:
        """All words, sorted by code points as Python sorts."""
        return list(self.words)

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
    """Words of names."""

    names: Postings

    def in_name(self, word: str) -> dict[float, Array]:
        """Listings whose name a word fits, by how well, as `words.fit_to_name` says."""
        names = self.names
        places = names.beginning(word) if len(word) > 1 else names.exact(word)
        nicknames = [names.exact(one) for one in sorted(nicknames_of(word))]
        return {
            AS_WRITTEN: names.listings(places),
            NICKNAME: _together([names.listings(one) for one in nicknames if len(one)]),
            SLIP: _together([names.listings(range(at, at + 1)) for at in self._slips(word)]),
        }

    def _slips(self, word: str) -> list[int]:
        """Places of the words that are a slip of the finger away; the first letter is right."""
        if len(word) < LONG_ENOUGH:
            return []
        first = self.names.beginning(word[0])
        table = self.names.table[first.start : first.stop]
        found = extract(word, table, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [first.start + at for other, _far, at in found if is_slip(word, other)]


def _together(pieces: list[Array]) -> Array:
    return distinct(np.concatenate(pieces)) if pieces else np.zeros(0, np.int32)


def names_of(columns: Columns) -> Names:
    """Find the words of names."""
    return Names(_postings(columns.names))


def _postings(texts: Texts) -> Postings:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__  # a new word gets the next number
    found: list[int] = []
    pieces, lengths = [], []
    for text in texts:
        words = set(words_of(text)) if text else ()
        lengths.append(len(words))
        found.extend(map(numbers.__getitem__, words))
        if len(found) >= _PIECE:
            pieces.append(np.array(found, np.uint32))
            found.clear()
    number = np.concatenate([*pieces, np.array(found, np.uint32)])
    return _sorted(numbers, number, owners(np.array(lengths, np.int64)))


def _sorted(numbers: dict[str, int], number: Array, listing: Array) -> Postings:
    """Sort numbers of words, each beside its listing and once there, by word and listing."""
    table = sorted(numbers)
    place_of = np.zeros(len(table), np.int64)
    place_of[[numbers[one] for one in table]] = np.arange(len(table))
    counts = np.bincount(place_of[number], minlength=len(table))
    listing |= place_of[number] << 32
    listing.sort()
    return Postings(Texts.of(table), starts_of(counts), (listing & 0xFFFFFFFF).astype(np.int32))
