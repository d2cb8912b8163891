"""Words with their place in the text, without case, accents, plural and UK spelling."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"(?:[a-z]\.){2,}[a-z]?(?![a-z])|[^\W_]+(?:'[^\W_]+)*", re.DOTALL)
_APOSTROPHES = frozenset("'`´‘’ʻʼ′＇")
_UNWRITTEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Chinese characters and kana: written without spaces, so each is a word of its own."""

_SIBILANT = ("ses", "xes", "zes", "ches", "shes")
_SHORTEST_PLURAL = 4
_SHORTEST_BRITISH = 6
_BRITISH = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[a-z]{3})isation", "ization"),
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ing)$)", "iz"),
        (r"(?<=[a-z]{2})ys(?=(?:e|ed|es|er|ing)$)", "yz"),
        (r"(?<=[a-z]{2}[vbnl])our(?!ish|ney|ce|ge|th)", "or"),
        (r"(?<=[a-z]{2})ll(?=(?:ed|ing|ors?|ers?)$)", "l"),
        (r"(?<=[a-z]{3})tre$", "ter"),
        (r"gramme$", "gram"),
        (r"paed", "ped"),
        (r"^age(?=ing$)", "ag"),
    )
)


class Token(NamedTuple):
    """One word: `start` and `end` in the original text, `plain` as written, `folded` to compare."""

    start: int
    end: int
    plain: str
    folded: str


def tokens_of(text: str) -> tuple[Token, ...]:
    """Split text into words. "Can’t" is cant, "self-harm" two words, "L.C.S.W." is lcsw."""
    plain, offsets = _plain(text)
    found: list[Token] = []
    for match in _WORD.finditer(plain):
        start, end = match.span()
        raw = match.group()
        if not raw.isascii() and _UNWRITTEN.search(raw):
            found += [_token(raw[i], offsets, start + i, start + i + 1) for i in range(len(raw))]
        else:
            found.append(_token(raw, offsets, start, end))
    return tuple(found)


def _token(raw: str, offsets: list[int] | None, start: int, end: int) -> Token:
    word = raw.replace("'", "").replace(".", "")
    folded = fold(raw[:-2] if raw.endswith("'s") else word)
    if offsets is None:
        return Token(start, end, word, folded)
    return Token(offsets[start], offsets[end - 1] + 1, word, folded)


def _plain(text: str) -> tuple[str, list[int] | None]:
    """Give the text in lower case without accents, and where each of its letters comes from."""
    if text.isascii():
        return text.replace("`", "'").lower(), None
    letters: list[str] = []
    offsets: list[int] = []
    for position, letter in enumerate(text):
        for plain in _plain_letter(letter):
            letters.append(plain)
            offsets.append(position)
    return "".join(letters), offsets


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    marked = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(one for one in marked if not unicodedata.combining(one))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Give the singular in US spelling, by rule: both sides of a comparison are folded alike."""
    if not word.isascii():
        return word
    if len(word) >= _SHORTEST_BRITISH:
        for pattern, plain in _BRITISH:
            word = pattern.sub(plain, word)
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return f"{word[:-3]}y"
    if word.endswith(_SIBILANT):
        return word[:-1] if word.endswith(("ses", "zes")) else word[:-2]
    return word[:-1]


_ENDINGS = re.compile(
    r"(?<=[a-z]{3})(?:fulness|iveness|ousness|ingly|edly|fully|iness|ness|ments?|ful|less|ings?"
    r"|ied|ies|ed|ily|ely|ly|ious|iety|ions?|ers?|ors?|ives?|ity|ally|al|able|ence|ance|es|s|y|e)$"
)
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_SHORTEST_STEM = 4


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give what a word's relatives share: worried, worrying, worry. By rule, so approximate."""
    if len(word) < _SHORTEST_STEM or not word.isascii():
        return word
    short = _ENDINGS.sub("", _ENDINGS.sub("", word))
    return _DOUBLED.sub(r"\1", short)
