"""Make differently typed names equal: "St. Louis" and "Saint Louis", "San José" and "san jose"."""

import csv
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʻʼ′"), None)
_DOTTED_INITIAL = re.compile(r"\b([a-z])\.\s?(?=[a-z]\b)")
_NOT_A_WORD = re.compile(r"[\W_]+")
_LAYOUT = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_UNREADABLE = frozenset({"Cc", "Cs"})


def tidy(text: str) -> str:
    """Make the text fit to be shown again: composed, single spaces, nothing invisible.

    The marks that look like an apostrophe become one, before NFKC turns some of them into spaces.
    """
    plain = re.sub("[`´‘’ʻʼ′]", "'", text)
    composed = unicodedata.normalize("NFKC", plain)
    visible = (c for c in composed if c in _LAYOUT or not unicodedata.category(c).startswith("C"))
    return " ".join("".join(visible).split())


def is_readable(text: str) -> bool:
    """Tell whether the text is free of control characters and broken Unicode."""
    return all(c in _LAYOUT or unicodedata.category(c) not in _UNREADABLE for c in text)


def words_of(text: str) -> tuple[str, ...]:
    """Give the words in lower case without accents, apostrophes and dots: "N.J." is one word."""
    if text.isascii() and text.replace(" ", "").isalpha():  # nearly every name in the data
        return tuple(text.lower().split())
    marked = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    plain = "".join(c for c in marked if not unicodedata.combining(c))
    return tuple(_NOT_A_WORD.sub(" ", _DOTTED_INITIAL.sub(r"\1", plain)).split())


def name_key(words: Sequence[str]) -> str:
    """Make one key for all spellings of a name: abbreviations written out, no spaces.

    Without spaces "La Grange" is "LaGrange" and "O'Fallon" is the postal "O Fallon".
    """
    long_forms = _long_forms()
    return "".join([long_forms.get(word, word) for word in words])


@cache
def _long_forms() -> dict[str, str]:
    """Read the abbreviations in town names, after USPS Publication 28, appendices B and C."""
    table = files("rapport.places").joinpath("data/abbreviations.csv").read_text("utf-8")
    return {row["short"]: row["long"] for row in csv.DictReader(table.splitlines())}
