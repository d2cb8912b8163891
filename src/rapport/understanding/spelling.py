"""Which known word a mistyped one may be: one edit from five letters on, two from eight.

Symmetric deletes over the first letters (W. Garbe, SymSpell, 2012): a few dictionary look-ups a
word instead of a comparison with every known word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapport.places.spelling import edits_between

SHORTEST_FOR_ONE = 5
SHORTEST_FOR_TWO = 8
_PREFIX = 7


def most_edits(word: str) -> int:
    """How many edits a word of that length is allowed."""
    if len(word) < SHORTEST_FOR_ONE or not word.isalpha():
        return 0
    return 2 if len(word) >= SHORTEST_FOR_TWO else 1


class Spelling:
    """Known words, found again by what is left after deleting letters."""

    def __init__(self, words: Iterable[str]) -> None:
        index: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            for rest in _deletes(word[:_PREFIX], most_edits(word)) if most_edits(word) else ():
                index[rest].append(word)
        self._index = dict(index)

    def near(self, word: str) -> tuple[tuple[str, int], ...]:
        """Give known words within the allowed edits, with their number; the nearest first."""
        most = most_edits(word)
        if not most:
            return ()
        seen = {
            known for rest in _deletes(word[:_PREFIX], most) for known in self._index.get(rest, ())
        }
        found = (
            (known, edits)
            for known in seen
            if abs(len(known) - len(word)) <= most
            and known[0] == word[0]
            and (edits := edits_between(word, known, most)) <= min(most, most_edits(known))
        )
        return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


def _deletes(word: str, most: int) -> Iterator[str]:
    level = {word}
    yield word
    for _ in range(most):
        level = {one[:i] + one[i + 1 :] for one in level for i in range(len(one))}
        yield from level
