"""One form for the plain inflections of a word, in English and Spanish: hike, hikes, hiking.

By rule, without a dictionary and without knowing the language, so approximate: both sides of a
comparison are folded alike, and what is folded is never shown. English follows the inflectional
steps (1 and 5) of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980); Spanish
nouns and adjectives lose number and gender. What a word is derived from is kept (depression is not
depressed), but for one pair: perfectionism is found by perfectionist.
"""

import re
from functools import lru_cache

SHORTEST = 4
"""Letters that a word must have to be folded."""

IRREGULAR = {
    **dict.fromkeys(("die", "dies", "died", "dying"), "die"),
    **dict.fromkeys(("lie", "lies", "lied", "lying"), "lie"),
    **dict.fromkeys(("tie", "ties", "tied", "tying"), "tie"),
    **dict.fromkeys(("evening", "evenings"), "evening"),
    "aids": "aids",
    "children": "child",
    "lives": "life",
    "men": "man",
    "people": "person",
    "trans": "trans",
    "wives": "wife",
    "women": "woman",
}
"""Forms that no rule gives, and some that a rule would spoil."""

_VOWEL = re.compile(r"[aeiou]|(?<=[^aeiou])y")
_SYLLABLE = re.compile(r"(?:[aeiou]|(?<=[^aeiou])y)+(?:[^aeiouy]|(?<=[aeiou])y)")
_SHORT_END = re.compile(r"[^aeiou](?:[aeiou]|y)[^aeiouwxy]$")
_DOUBLED = re.compile(r"([bcdfghjkmnpqrtvwx])\1$")
_BEARER = re.compile(r"(?<=[a-z]{3})is(?:mo?|ta?)$")
_FEMININE_BEARER = re.compile(r"(?<=[a-z]{2}[dst]or)a$")
_MASCULINE = re.compile(r"(?<=[a-z]{2}[b-df-hj-np-tv-z])o$")
_SHORTEST_ENDED = 2


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Give what a word, as `words_of` splits it, shares with its inflections.

    Words of fewer than four letters, and those with letters beyond a to z, stay as they are.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha():
        return word
    return _ungendered(_without_e(_without_ending(_singular(word))))


def _singular(word: str) -> str:
    """Porter's step 1a, but cry of cries, and virus as it is."""
    if word.endswith("ies") and not _VOWEL.search(word[:-3]):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _without_ending(word: str) -> str:
    """Porter's steps 1b and 1c: no -ed or -ing, and -y as -i."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and _VOWEL.search(stem):
            return _with_y_as_i(_mended(stem))
    return _with_y_as_i(word)


def _mended(stem: str) -> str:
    """What -ed or -ing was added to: hop of hopp, hike of hik, use of us, cry of cri."""
    if stem.endswith("i") and not _VOWEL.search(stem[:-1]):
        return f"{stem[:-1]}y"
    if stem.endswith(("at", "bl", "iz")):
        return f"{stem}e"
    if _DOUBLED.search(stem):
        return stem[:-1]
    is_short = _SHORT_END.search(stem) or len(stem) == _SHORTEST_ENDED
    return f"{stem}e" if is_short and _measure(stem) == 1 else stem


def _with_y_as_i(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and _VOWEL.search(word[:-1]) else word


def _without_e(word: str) -> str:
    """Porter's step 5: no -e but after a short syllable, and one l for two."""
    if word.endswith("e") and len(word) >= SHORTEST:
        stem = word[:-1]
        measure = _measure(stem)
        if measure > 1 or (measure == 1 and not _SHORT_END.search(stem)):
            return stem
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _ungendered(word: str) -> str:
    """Spanish: niño as niña, doctora as doctor; and -ism, -ist, -ismo, -ista as one."""
    if _BEARER.search(word):
        return _BEARER.sub("ist", word)
    return _MASCULINE.sub("a", _FEMININE_BEARER.sub("", word))


def _measure(stem: str) -> int:
    """How many times a vowel is followed by a consonant (Porter's m)."""
    return len(_SYLLABLE.findall(stem))
