"""Cards that are dealt without repeating one before all others were dealt."""

from collections.abc import Callable, Hashable, Sequence

from rapport.demo.dice import Dice


def _any_card(_card: str) -> bool:
    return True


class Decks:
    """Decks by name, each in its own order; neighbours in a list of results share no card."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._rounds: dict[Hashable, int] = {}
        self._rest: dict[Hashable, list[str]] = {}
        self._said: set[str] = set()

    def deal(
        self, deck: Hashable, cards: Sequence[str], fits: Callable[[str], bool] = _any_card
    ) -> str:
        """Deal the next card that fits, after shuffling anew if none is left; "" if none ever does.

        A deck is known by its name: its cards must be the same at each call.
        """
        rest = self._rest.setdefault(deck, [])
        card = next(filter(fits, rest), None)
        if card is None:
            rest += self._shuffled(deck, cards)
            card = next(filter(fits, rest), None)
        if card is None:
            return ""
        rest.remove(card)
        return card

    def is_new(self, sentence: str) -> bool:
        """Tell whether the sentence was never said before, and remember that it is now."""
        was_said = sentence in self._said
        self._said.add(sentence)
        return not was_said

    def _shuffled(self, deck: Hashable, cards: Sequence[str]) -> list[str]:
        round_ = self._rounds[deck] = self._rounds.get(deck, 0) + 1
        return Dice(self._seed, deck, round_).several(cards, len(cards))
