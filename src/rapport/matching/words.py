"""Words as the engine compares them: without case, accents and punctuation.

A name is found by the beginnings of its words, by nicknames ("Bob", "Pepe") and in spite of one
slip of the finger. What is written exactly comes first.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+")
_LOWER_OR_SPACE = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ")  # noqa: PLR2004
    for code in range(256)
)
"""What stands for each byte of ASCII: this finds words several times as fast as `_WORD`."""

AS_WRITTEN, NICKNAME, SLIP = 1.0, 0.9, 0.6
"""How well a word fits a name: it begins like one of its words, is a nickname, or nearly one."""

LONG_ENOUGH = 5
"""Letters that a word must have before one wrong letter is forgiven."""


def words_of(text: str) -> tuple[str, ...]:
    """Split text into comparable words: "García-Núñez’s" gives garcia, nunez, s."""
    if text.isascii():
        return tuple(text.encode().translate(_LOWER_OR_SPACE).decode().split())
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return tuple(_WORD.findall(plain.casefold()))


def asked_words(text: str) -> tuple[str, ...]:
    """The words of a search, each once."""
    return tuple(dict.fromkeys(words_of(text)))


def fit_to_name(word: str, name: tuple[str, ...]) -> float:
    """How well a word fits a name, 0 if not at all.

    One letter must be a whole word; a slip is never in the first letter.
    """
    if any(part.startswith(word) if len(word) > 1 else part == word for part in name):
        return AS_WRITTEN
    if not nicknames_of(word).isdisjoint(name):
        return NICKNAME
    return SLIP if any(is_slip(word, part) for part in name) else 0.0


def nicknames_of(word: str) -> frozenset[str]:
    """Other first names that the same people go by; English and Spanish."""
    return _nicknames().get(word, frozenset())


def is_slip(word: str, other: str) -> bool:
    """Tell whether words differ by a letter too many, too few, wrong, or swapped with the next."""
    return (
        min(len(word), len(other)) >= LONG_ENOUGH
        and word[0] == other[0]
        and OSA.distance(word, other, score_cutoff=1) == 1
    )


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    lines = (files("rapport.matching") / "data/nicknames.csv").read_text("utf-8").splitlines()
    found: dict[str, set[str]] = {}
    for line in lines:
        same = set(line.split(","))
        for name in same:
            found.setdefault(name, set()).update(same - {name})
    return {name: frozenset(others) for name, others in found.items()}
