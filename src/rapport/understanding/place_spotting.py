"""Find the words that name a place: "austin tx", "07102", "in Newark", "New Jersey"."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapport.places import place_of_town, place_of_zip
from rapport.places.gazetteer import gazetteer
from rapport.places.jurisdictions import jurisdiction_of_words
from rapport.places.names import name_key
from rapport.understanding.tokens import Token
from rapport.understanding.wordlists import word_lists

LONGEST_TOWN = 4
LONGEST_STATE = 4
_ZIP_DIGITS = 5
_PLUS_FOUR_DIGITS = 4
_CODE = 2
_ZIP = 0.97
_WITH_ZIP = 0.98
_TOWN_AND_STATE = 0.95
_STATE = 0.86
_STATE_CODE = 0.8
_LARGE_TOWN = 0.8
_SMALL_TOWN = 0.55
_AFTER_PREPOSITION = 0.12
_ALSO_A_TERM = 0.3
_LARGE_TOWN_ZIPS = 4
_SHORTEST_BARE_TOWN = 4
_MOST_WORDS = 60
"""Places are looked for in the first words only: nobody gives one after that."""


class PlaceCandidate(NamedTuple):
    """The words from token `first` up to, not including, `last` name a place."""

    first: int
    last: int
    confidence: float


def spot_places(
    text: str, tokens: Sequence[Token], *, is_sentence: bool, known: frozenset[str]
) -> list[PlaceCandidate]:
    """Give all candidates. `known` are words of the vocabulary, which are rather no town."""
    tokens = tokens[:_MOST_WORDS]
    found: list[PlaceCandidate] = []
    zips = {i: end for i in range(len(tokens)) if (end := _zip_end(tokens, i))}
    found += [PlaceCandidate(i, end, _ZIP) for i, end in zips.items()]
    states = list(_states(text, tokens, is_sentence))
    named = [
        *_towns_before_states(tokens, states),
        *(PlaceCandidate(first, last, sure) for first, last, _, sure in states if sure),
        *_bare_towns(text, tokens, is_sentence, known),
    ]
    found += named
    found += [
        PlaceCandidate(one.first, zips[one.last], _WITH_ZIP) for one in named if one.last in zips
    ]
    return found


def _zip_end(tokens: Sequence[Token], i: int) -> int | None:
    plain = tokens[i].plain
    if len(plain) != _ZIP_DIGITS or not (plain.isascii() and plain.isdigit()):
        return None
    if place_of_zip(plain) is None:
        return None
    following = tokens[i + 1].plain if i + 1 < len(tokens) else ""
    has_four = len(following) == _PLUS_FOUR_DIGITS and following.isdigit()
    return i + 2 if has_four and tokens[i + 1].start == tokens[i].end + 1 else i + 1


def _states(
    text: str, tokens: Sequence[Token], is_sentence: bool
) -> Iterator[tuple[int, int, str, float]]:
    """Give (first, last, code, confidence as a place of its own) of words that name a state."""
    for first in range(len(tokens)):
        for last in range(first + 1, min(len(tokens), first + LONGEST_STATE) + 1):
            words = [token.plain for token in tokens[first:last]]
            code = jurisdiction_of_words(words)
            if code is None:
                continue
            if len(words) > 1 or len(words[0]) > _CODE:
                yield first, last, code, _STATE
            elif (
                _is_written_as_code(text, tokens[first]) or words[0] not in word_lists().word_codes
            ):
                yield first, last, code, _STATE_CODE
            elif not is_sentence and (last == len(tokens) or tokens[last].plain.isdigit()):
                yield first, last, code, 0.0


def _is_written_as_code(text: str, token: Token) -> bool:
    """Whether it is in capitals and not everything is: "IN" is Indiana, "in" is not."""
    return text[token.start : token.end].isupper() and not text.isupper()


def _towns_before_states(
    tokens: Sequence[Token], states: Iterable[tuple[int, int, str, float]]
) -> Iterator[PlaceCandidate]:
    for middle, last, code, _ in states:
        for first in range(max(0, middle - LONGEST_TOWN), middle):
            town = " ".join(token.plain for token in tokens[first:middle])
            if not tokens[first].plain.isdigit() and place_of_town(town, code):
                yield PlaceCandidate(first, last, _TOWN_AND_STATE)


def _bare_towns(
    text: str, tokens: Sequence[Token], is_sentence: bool, known: frozenset[str]
) -> Iterator[PlaceCandidate]:
    for first in range(len(tokens)):
        for last in range(first + 1, min(len(tokens), first + LONGEST_TOWN) + 1):
            confidence = _bare_town(text, tokens, (first, last), is_sentence, known)
            if confidence:
                yield PlaceCandidate(first, last, confidence)


def _bare_town(
    text: str,
    tokens: Sequence[Token],
    span: tuple[int, int],
    is_sentence: bool,
    known: frozenset[str],
) -> float:
    """How sure it is that the words are a town without its state; 0 if not at all."""
    first, last = span
    words = [token.plain for token in tokens[first:last]]
    if sum(map(len, words)) < _SHORTEST_BARE_TOWN or any(word.isdigit() for word in words):
        return 0.0
    lists = word_lists()
    has_preposition = first > 0 and tokens[first - 1].plain in lists.prepositions
    is_announced = has_preposition and text[tokens[first].start].isupper()
    is_ordinary = last - first == 1 and (words[0] in lists.ordinary or words[0] in lists.noise)
    if (is_sentence or is_ordinary) and not is_announced:
        return 0.0
    towns = gazetteer().towns(name_key(words))
    if not towns:
        return 0.0
    is_large = towns[0].zip_count >= _LARGE_TOWN_ZIPS
    if not is_large and (words[-1] in lists.noise or words[0] in lists.noise):
        return 0.0
    confidence = _LARGE_TOWN if is_large else _SMALL_TOWN
    if tokens[first].folded in known and not has_preposition:
        confidence -= _ALSO_A_TERM
    return confidence + (_AFTER_PREPOSITION if has_preposition else 0.0)
