"""The places that license therapists in the United States: states, DC and territories."""

import csv
from collections.abc import Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType

from rapport.places.names import name_key, words_of

_TABLE = files("rapport.places").joinpath("data/jurisdictions.csv").read_text("utf-8")
_ROWS = tuple(csv.DictReader(_TABLE.splitlines()))

JURISDICTIONS: Mapping[str, str] = MappingProxyType({row["code"]: row["name"] for row in _ROWS})
"""ISO 3166-2:US code to English name, for example "US-NJ" to "New Jersey".

Without the Minor Outlying Islands (US-UM), where nobody lives and no board licenses.
"""


def _codes_by_word() -> dict[str, str]:
    """Map to codes what stands for them as one word: "nj", "usnj", "fla"."""
    codes: dict[str, str] = {}
    for row in _ROWS:
        letters = row["code"].removeprefix("US-").lower()
        names = (row["name"], *filter(None, row["also"].split("|")))
        spellings = [letters, f"us{letters}", *("".join(words_of(name)) for name in names)]
        codes.update(dict.fromkeys(spellings, row["code"]))
    return codes


def _codes_by_name() -> dict[str, str]:
    """Map to codes the keys of their names, so that "N. Carolina" is read too."""
    return {name_key(words_of(row["name"])): row["code"] for row in _ROWS}


_BY_WORD = _codes_by_word()
_BY_NAME = _codes_by_name()


def jurisdiction_of(text: str) -> str | None:
    """Give the code of the jurisdiction that "NJ", "New Jersey", "N.J." or "US-NJ" names."""
    return jurisdiction_of_words(words_of(text))


def jurisdiction_of_words(words: Sequence[str]) -> str | None:
    """Do the same for words that are already taken apart.

    Codes are looked up before abbreviations are written out: "MT" is Montana, not "Mount".
    """
    return _BY_WORD.get("".join(words)) or _BY_NAME.get(name_key(words))
