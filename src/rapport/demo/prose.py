"""Sentences put together so that no two listings sound the same.

A fragment of the data files holds alternatives, "[tea|coffee]", and slots, "{city}". Fragments and
fillings of slots are dealt from decks by area, so that neighbours in a list share none.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from rapport.demo.decks import Decks
from rapport.demo.dice import Dice
from rapport.demo.tables import Words, table

_ALTERNATIVES = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_FIRST_NUMBER = 2


@dataclass(frozen=True)
class Voice:
    """Who writes: the decks of the area, the dice, known facts, and lists that fill slots."""

    decks: Decks
    area: Hashable
    kind: str
    dice: Dice
    facts: Mapping[str, str]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def say(self, part: str, fragments: Sequence[str], *, is_shared: bool = False) -> str:
        """Deal a fragment of a part and fill it; "" if every one needs a fact that is not known.

        A shared part is dealt from one deck for all kinds of listings.
        """
        deck = (self.area, "all" if is_shared else self.kind, part)
        return self.fill(self.decks.deal(deck, fragments, self._is_sayable))

    def fill(self, fragment: str) -> str:
        """Choose the alternatives of a fragment and fill its slots."""
        chosen = _ALTERNATIVES.sub(lambda found: self.dice.pick(found[1].split("|")), fragment)
        return _SLOT.sub(lambda found: self._filling(found[1]), chosen)

    def _filling(self, slot: str) -> str:
        if slot in self.facts:
            return self.facts[slot]
        return self.decks.deal((self.area, self.kind, slot), self.lists[slot])

    def _is_sayable(self, fragment: str) -> bool:
        return all(slot in self.facts or slot in self.lists for slot in _SLOT.findall(fragment))


def years_in_words(years: int) -> str:
    """Say "twelve years", and "more than twenty years" beyond what is written out."""
    numbers = table(Words, "words.yaml").numbers
    if years < _FIRST_NUMBER:
        return ""
    if years < _FIRST_NUMBER + len(numbers):
        return f"{numbers[years - _FIRST_NUMBER]} years"
    return f"more than {numbers[-1]} years"


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())
