"""Choose spans that do not overlap: the best reading, and others where words are ambiguous."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rapport.understanding.place_spotting import PlaceCandidate
from rapport.understanding.reading import Reading, Span, Spotted, SpottedPlace
from rapport.understanding.spotting import Candidate, Words
from rapport.understanding.wordlists import word_lists

MOST_READINGS = 4
LEAST_CONFIDENCE = 0.5
"""Terms below this are left to the suggestions."""

_PER_WORD = 0.25
"""Each further word counts that much more: the longest match wins over several short ones."""

_RANK_STEP = 0.004


class Piece(NamedTuple):
    """A candidate of any sort over the words `first` to `last`, not included."""

    first: int
    last: int
    weight: float
    what: object


def readings_of(
    words: Words,
    terms: Sequence[Candidate],
    places: Sequence[PlaceCandidate],
    names: Sequence[tuple[int, int, float]],
) -> tuple[Reading, ...]:
    """Give up to MOST_READINGS different readings, the likeliest first; at least one."""
    pieces = [*_term_pieces(terms), *_place_pieces(words, places), *_name_pieces(words, names)]
    best = _best(len(words.tokens), pieces)
    chosen = [best]
    for piece in best:
        rivals = [one for one in pieces if _overlap(one, piece) and one is not piece]
        for rival in sorted(rivals, key=lambda one: -one.weight)[:MOST_READINGS]:
            rest = [one for one in pieces if one is rival or not _overlap(one, rival)]
            chosen.append(_best(len(words.tokens), rest))
    chosen.sort(key=lambda some: -sum(piece.weight for piece in some))
    readings = dict.fromkeys(_reading(words, some) for some in chosen)
    return tuple(readings)[:MOST_READINGS]


def _weight(first: int, last: int, confidence: float) -> float:
    count = last - first
    return confidence * count * (1 + _PER_WORD * (count - 1))


def _term_pieces(terms: Iterable[Candidate]) -> Iterable[Piece]:
    ranks = {scheme: rank for rank, scheme in enumerate(word_lists().schemes)}
    for one in terms:
        if one.spotted.confidence < LEAST_CONFIDENCE:
            continue
        rank = ranks.get(one.spotted.scheme, len(ranks))
        weight = _weight(one.first, one.last, one.spotted.confidence - _RANK_STEP * rank)
        yield Piece(one.first, one.last, weight, one.spotted)


def _place_pieces(words: Words, places: Iterable[PlaceCandidate]) -> Iterable[Piece]:
    for one in places:
        start, end = words.tokens[one.first].start, words.tokens[one.last - 1].end
        place = SpottedPlace(start, end, words.text[start:end], one.confidence)
        yield Piece(one.first, one.last, _weight(one.first, one.last, one.confidence), place)


def _name_pieces(words: Words, names: Iterable[tuple[int, int, float]]) -> Iterable[Piece]:
    for first, last, confidence in names:
        start, end = words.tokens[first].start, words.tokens[last - 1].end
        span = Span(start, end, words.text[start:end])
        yield Piece(first, last, _weight(first, last, confidence), span)


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether they share words, or are both a place: a search has one."""
    are_places = isinstance(one.what, SpottedPlace) and isinstance(other.what, SpottedPlace)
    return are_places or (one.first < other.last and other.first < one.last)


def _best(count: int, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the heaviest pieces that do not overlap, with at most one place."""
    chosen = _heaviest(count, pieces, lambda _: True)
    places = [one for one in chosen if isinstance(one.what, SpottedPlace)]
    if len(places) > 1:
        kept = max(places, key=lambda one: (one.weight, one.first))
        chosen = _heaviest(
            count, pieces, lambda one: one is kept or not isinstance(one.what, SpottedPlace)
        )
    return chosen


def _heaviest(
    count: int, pieces: Sequence[Piece], is_allowed: Callable[[Piece], bool]
) -> list[Piece]:
    """Weighted interval scheduling, from the last word to the first."""
    starting: list[list[Piece]] = [[] for _ in range(count)]
    for piece in pieces:
        if is_allowed(piece):
            starting[piece.first].append(piece)
    totals = [0.0] * (count + 1)
    choice: list[Piece | None] = [None] * count
    for first in range(count - 1, -1, -1):
        totals[first] = totals[first + 1]
        for piece in starting[first]:
            total = piece.weight + totals[piece.last]
            if total > totals[first]:
                totals[first], choice[first] = total, piece
    chosen: list[Piece] = []
    position = 0
    while position < count:
        piece_here = choice[position]
        if piece_here is None:
            position += 1
        else:
            chosen.append(piece_here)
            position = piece_here.last
    return chosen


def _reading(words: Words, pieces: Sequence[Piece]) -> Reading:
    used = {i for piece in pieces for i in range(piece.first, piece.last)}
    whats = [piece.what for piece in pieces]
    rest = _rest(words, used)
    return Reading(
        terms=tuple(what for what in whats if isinstance(what, Spotted)),
        place=next((what for what in whats if isinstance(what, SpottedPlace)), None),
        names=tuple(what for what in whats if type(what) is Span),
        rest=tuple(_span(words, at) for at in rest),
        sought=tuple(_span(words, at) for at in rest if _is_sought(words, at)),
    )


def _rest(words: Words, used: set[int]) -> list[int]:
    """Give the places of the words that are left over, without noise."""
    lists = word_lists()
    silent = lists.noise | lists.negations | lists.prepositions
    return [
        i for i, token in enumerate(words.tokens) if i not in used and token.plain not in silent
    ]


def _is_sought(words: Words, at: int) -> bool:
    """Tell whether a word says something by itself, and does not say what is not wanted."""
    lists = word_lists()
    plain = words.tokens[at].plain
    is_denied = at > 0 and words.tokens[at - 1].plain in lists.negations
    return len(plain) > 1 and not is_denied and plain not in lists.vague | lists.telling


def _span(words: Words, at: int) -> Span:
    token = words.tokens[at]
    return Span(token.start, token.end, words.text[token.start : token.end])
