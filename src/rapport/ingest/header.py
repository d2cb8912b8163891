"""Column names: found again when case, spaces or underscores differ."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a table's columns; a column without a name is called by its number."""

    names: tuple[str, ...]
    line: int = 1
    _places: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str], line: int = 1) -> "Header":
        """Make a header of the cells of a first row."""
        shown = tuple(
            " ".join(name.replace("\ufeff", "").split()) or f"column {number}"
            for number, name in enumerate(names, start=1)
        )
        header = cls(shown, line)
        for place, name in enumerate(shown):
            header._places.setdefault(name, []).append(place)
        for place, name in enumerate(shown):
            folded = header._places.setdefault(_folded(name), [])
            if place not in folded and _folded(name) not in shown:
                folded.append(place)
        return header

    def places(self, column: str) -> Sequence[int]:
        """Give where a column stands: nowhere, once, or several times if the name is doubled."""
        exact = " ".join(column.split())
        return self._places.get(exact) or self._places.get(_folded(column)) or ()

    def place(self, column: str) -> int:
        """Give where a column stands that is there once."""
        return self.places(column)[0]

    def drifted(self, column: str) -> str:
        """Give the name by which the file has a column, if it is another than was asked for."""
        name = self.names[self.place(column)]
        return "" if name == " ".join(column.split()) else name


def _folded(name: str) -> str:
    """Case, underscores, dots and spaces are no difference."""
    return " " + re.sub(r"[\s_.]+", " ", name).strip().casefold()
