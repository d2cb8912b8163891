"""What listings wrote, as arrays: every place where a word stands, found by what it folds to."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rapport.matching.engine.columns import Array, Columns, Texts, starts_of
from rapport.matching.engine.runs import spread
from rapport.matching.inflection import folded
from rapport.matching.own_words import (
    IN_HEADLINE,
    LAST_OF_HEADLINE,
    LAST_OF_TEXT,
    SAME_FORM,
    TEXT_FROM,
    most_apart,
)
from rapport.matching.words import words_of

_PLACE_BITS = 20
"""Of a key of listing and place: more than places need, so that a reach stays in its listing."""


@dataclass(frozen=True)
class Written:
    """Distinct words with the places where they stand, by fold and then by themselves.

    `folds` are distinct and sorted; fold i has the words `first[i]` to `first[i + 1]`. Word j
    stands in `listing[start[j]:start[j + 1]]` (int32), at `place` there (uint16, see `own_words`);
    both rise, and a listing is there once for every place.
    """

    folds: Texts
    first: Array
    words: Texts
    start: Array
    listing: Array
    place: Array

    def forms(self, word: str) -> range:
        """Places of the words that fold to the same as a word."""
        fold = folded(word)
        at = bisect_left(self.folds, fold)
        if at == len(self.folds) or self.folds[at] != fold:
            return range(0)
        return range(int(self.first[at]), int(self.first[at + 1]))

    def listings(self, word: str) -> Array:
        """Listings that wrote a word or an inflection of it; some several times, in any order."""
        return self.listing[self._entries(self.forms(word))]

    def levels(self, word: str, count: int) -> Array:
        """How well each of so many listings wrote a word, uint8; 0 also for those that did not."""
        levels = np.zeros(count, np.uint8)
        for form in self.forms(word):
            entries = self._entries(range(form, form + 1))
            is_same = SAME_FORM * (self.words[form] == word)
            in_headline = self.place[entries] < TEXT_FROM
            for level, listings in (
                (is_same, self.listing[entries]),
                (is_same + IN_HEADLINE, self.listing[entries][in_headline]),
            ):
                if level:
                    levels[listings] = np.maximum(levels[listings], level)
        return levels

    def keys(self, word: str, among: Array) -> Array:
        """Where a word and its inflections stand in those listings that a mask chooses: rising.

        A key is a listing, moved by 20 bits, and a place.
        """
        entries = self._entries(self.forms(word))
        listing = self.listing[entries]
        chosen = np.flatnonzero(among[listing])
        keys = listing[chosen].astype(np.int64) << _PLACE_BITS
        keys |= self.place[entries][chosen]
        return np.sort(keys) if len(self.forms(word)) > 1 else keys

    def _entries(self, forms: range) -> slice:
        if not forms:
            return slice(0, 0)
        return slice(int(self.start[forms.start]), int(self.start[forms.stop]))


def near(keys: Sequence[Array], wanted: Sequence[Array], count: int) -> Array:
    """Tell for each of `count` listings whether the words that it needs stand near each other.

    `keys` are those of each word, `wanted` masks of the listings that need it there.
    """
    found = np.zeros(count, bool)
    needed = np.sum(wanted, axis=0)
    reach_of = np.array([most_apart(many) for many in range(len(keys) + 1)])
    for starts in keys:
        listing = starts >> _PLACE_BITS
        last = starts + reach_of[needed[listing]]
        holds = np.ones(len(starts), bool)
        for others, is_wanted in zip(keys, wanted, strict=True):
            if not len(others):
                holds &= ~is_wanted[listing]
            elif others is not starts:
                at = np.minimum(others.searchsorted(starts), len(others) - 1)
                is_there = (others[at] >= starts) & (others[at] <= last)
                holds &= is_there | ~is_wanted[listing]
        found[listing[holds]] = True
    return found


class _Numbers(dict[str, int]):
    """Distinct words, numbered as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def written(columns: Columns) -> Written:
    """Find the words of headlines and texts."""
    numbers = _Numbers()
    found = array("I")
    lengths = np.zeros((len(columns), 2), np.int64)
    for at, both in enumerate(zip(columns.headlines, columns.words, strict=True)):
        for part, text in enumerate(both):
            if text:
                words = words_of(text)
                lengths[at, part] = len(words)
                found.extend(map(numbers.__getitem__, words))
    table = sorted(numbers, key=lambda word: (folded(word), word))
    place_of = np.zeros(len(table), np.int64)
    place_of[[numbers[one] for one in table]] = np.arange(len(table))
    number = place_of[np.frombuffer(found, np.uint32)]
    counts = np.bincount(number, minlength=len(table))
    order = _ordered(number)
    folds = [folded(word) for word in table]
    distinct_folds = list(dict.fromkeys(folds))
    return Written(
        folds=Texts.of(distinct_folds),
        first=np.array([*(bisect_left(folds, one) for one in distinct_folds), len(folds)]),
        words=Texts.of(table),
        start=starts_of(counts),
        listing=np.repeat(np.arange(len(columns), dtype=np.int32), lengths.sum(axis=1))[order],
        place=_places(lengths)[order],
    )


def _ordered(number: Array) -> Array:
    """Order by number, which is used up; equals stay in order.

    One sort of integers is quicker than `argsort`, and less to hold.
    """
    bits = max(1, len(number).bit_length())
    number <<= bits
    number |= np.arange(len(number))
    number.sort()
    number &= (1 << bits) - 1
    return number


def _places(lengths: Array) -> Array:
    """Where each word stands, from how many words the headline and the text of each have."""
    whole, headline = lengths.sum(axis=1), lengths[:, 0]
    text = (starts_of(whole)[:-1] + headline).astype(np.int32)
    place = np.arange(whole.sum(), dtype=np.int32)
    place -= np.repeat(text, whole)
    in_headline = np.flatnonzero(place < 0)
    place += TEXT_FROM
    np.minimum(place, LAST_OF_TEXT, out=place)
    place[in_headline] = np.minimum(spread(np.zeros_like(headline), headline), LAST_OF_HEADLINE)
    return place.astype(np.uint16)
