"""Words as the engine compares them: without case, accents and punctuation."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """Split text into comparable words: "García-Núñez’s" gives garcia, nunez, s."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return tuple(_WORD.findall(plain.casefold()))


def found_in_name(word: str, name: tuple[str, ...]) -> bool:
    """Tell whether some word of a name begins with `word`; one letter must be a whole word."""
    return any(part.startswith(word) if len(word) > 1 else part == word for part in name)
