"""The small lists of ordinary words that the data files hold."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from rapport.understanding.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class WordLists:
    """See data/words.yaml for what each list is for; `schemes` keeps its order."""

    noise: frozenset[str]
    prepositions: frozenset[str]
    titles: frozenset[str]
    negations: frozenset[str]
    telling: frozenset[str]
    vague: frozenset[str]
    weak: frozenset[str]
    cues: frozenset[str]
    cues_before: frozenset[str]
    word_codes: frozenset[str]
    first_names: frozenset[str]
    ordinary: frozenset[str]
    no_error: frozenset[str]
    schemes: tuple[str, ...]


def data_text(name: str) -> str:
    """Give the text of one of the package's data files."""
    return files("rapport.understanding").joinpath("data", name).read_text("utf-8")


@cache
def word_lists() -> WordLists:
    """Read the lists, once."""
    raw: dict[str, str] = yaml.safe_load(data_text("words.yaml"))
    lists = {
        name: frozenset(token.plain for token in tokens_of(text))
        for name, text in raw.items()
        if name != "schemes"
    }
    ordinary = frozenset(data_text("ordinary_words.txt").split())
    names = ("noise", "telling", "titles", "cues", "first_names", "negations")
    return WordLists(
        **lists,
        ordinary=ordinary,
        no_error=ordinary.union(*(lists[name] for name in names)),
        schemes=tuple(raw["schemes"].split()),
    )
