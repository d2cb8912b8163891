"""What every invented listing is made from."""

from dataclasses import dataclass
from datetime import date

from rapport.demo.decks import Decks
from rapport.demo.dice import Dice
from rapport.demo.geography import Area
from rapport.demo.prose import Voice
from rapport.places import JURISDICTIONS
from rapport.vocabulary.snapshot import Vocabulary


@dataclass(frozen=True)
class Maker:
    """Day, vocabulary and seed; the decks remember which sentences were used in which area."""

    today: date
    vocabulary: Vocabulary
    seed: int
    decks: Decks

    def dice(self, index: int, purpose: str) -> Dice:
        """Give the dice for one purpose of one listing, whatever the others roll."""
        return Dice(self.seed, index, purpose)

    def voice(self, area: Area, kind: str, dice: Dice, facts: dict[str, str]) -> Voice:
        """Give the voice of somebody in the area, who may speak of city, state and `facts`."""
        places = {"city": area.name, "state": JURISDICTIONS[area.jurisdiction]}
        return Voice(self.decks, (area.name, area.jurisdiction), kind, dice, places | facts)
