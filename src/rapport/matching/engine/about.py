"""What is in an index, apart from any search: words of names, terms in use, ages of facts."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from datetime import date

import numpy as np

from rapport.matching.engine.ages import ages_of
from rapport.matching.engine.columns import Array
from rapport.matching.engine.counting import count_rows
from rapport.matching.engine.day import CLASSES
from rapport.matching.engine.part import Part
from rapport.matching.engine.runs import places_of, set_of
from rapport.matching.freshness import Aspect, Freshness
from rapport.matching.words import words_of


class NameWords(Set[str]):
    """Every word of the names, as `words_of` gives it, without a list of them all."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and any(len(_with_word(part, word)) for part in self._parts)

    def __iter__(self) -> Iterator[str]:
        return iter({word for part in self._parts for word in _words(part)})

    def __len__(self) -> int:
        return sum(1 for _word in self)


def _words(part: Part) -> Iterator[str]:
    names = part.segment.names.names
    if not part.gone:
        yield from names.table
        return
    for place, word in enumerate(names.table):
        if set_of(names.listings(range(place, place + 1))) - part.gone:
            yield word


def _with_word(part: Part, word: str) -> Array:
    """Places of those whose name has a word."""
    names = part.segment.names.names
    found = names.listings(names.exact(word))
    return places_of(set_of(found) - part.gone) if part.gone and len(found) else found


def has_name(parts: tuple[Part, ...], words: Collection[str], *, is_whole: bool) -> bool:
    """Tell whether some name has all the words, or consists of just them."""
    return any(_has_name(part, set(words), is_whole) for part in parts)


def _has_name(part: Part, words: set[str], is_whole: bool) -> bool:
    found = part.segment.all - part.gone
    for word in words:
        found &= set_of(_with_word(part, word))
    if not is_whole:
        return bool(found)
    names = part.segment.columns.names
    return any(set(words_of(names[place])) == words for place in found)


def is_written(parts: tuple[Part, ...], word: str) -> bool:
    """Tell whether somebody wrote a word or an inflection of it."""
    return any(_is_written(part, word) for part in parts)


def _is_written(part: Part, word: str) -> bool:
    found = part.segment.written.listings(word)
    return bool(set_of(found) - part.gone) if part.gone else bool(len(found))


def terms_in_use(parts: tuple[Part, ...]) -> frozenset[str]:
    """Every term that some listing has, its broader ones included."""
    return frozenset(term for part in parts for term in _terms(part))


def _terms(part: Part) -> Iterator[str]:
    closure = part.segment.closure
    left = closure.sizes - count_rows(part.segment, places_of(part.gone))
    return (closure.terms[place] for place in np.flatnonzero(left).tolist())


def ages(parts: tuple[Part, ...], aspect: Aspect, day: date) -> Mapping[Freshness, int]:
    """How many listings have a fact of an aspect, by how much it says on a day."""
    counter: Counter[Freshness] = Counter()
    for part in parts:
        found = np.bincount(ages_of(part.segment.columns, aspect, day)[part.places()], minlength=5)
        for age, count in enumerate(found.tolist()):
            counter[CLASSES.get(age, Freshness.UNKNOWN)] += count
    return counter


def without_way_to_meet(parts: tuple[Part, ...]) -> int:
    """How many listings have neither an office nor a right to see anybody by video or phone."""
    return sum(_without_way(part) for part in parts)


def _without_way(part: Part) -> int:
    columns = part.segment.columns
    ways = np.diff(columns.office_start) + np.diff(columns.remote_start)
    return int((ways[part.places()] == 0).sum())
