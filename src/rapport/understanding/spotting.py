"""Find every place in the words where a term may be named, however sure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapport.understanding.lexicon import Lexicon, Name, Node
from rapport.understanding.reading import Kind, Spotted
from rapport.understanding.tokens import Token
from rapport.understanding.wordlists import word_lists

_CONFIDENCE = {
    Kind.EXACT: 0.95,
    Kind.ALIAS: 0.93,
    Kind.PLURAL: 0.9,
    Kind.PHRASE: 0.8,
    Kind.TYPO: 0.75,
    Kind.SIMILAR: 0.65,
}
_SECOND_EDIT = 0.1
_OTHER_LANGUAGE = 0.9
_WEAK_IN_SENTENCE = 0.3
_SIDE_SCHEME_IN_SENTENCE = 0.5
_IN_CAPITALS_THROUGHOUT = 0.4
_MAIN_SCHEMES = frozenset({"concern", "approach", "payer", "language", "credential"})
_MOST_EDITS = 2
_NEGATION_REACH = 2
_SHORT_ACRONYM = 4


class Candidate(NamedTuple):
    """A term that the words from token `first` up to, not including, `last` may name."""

    first: int
    last: int
    spotted: Spotted


class Words(NamedTuple):
    """The text, its words, and what is known of it as a whole."""

    text: str
    tokens: tuple[Token, ...]
    is_sentence: bool
    is_shouted: bool
    language: str


def spot_terms(words: Words, lexicon: Lexicon, taken: frozenset[int]) -> list[Candidate]:
    """Give all candidates. Words in `taken` may be a place: they are no typing errors."""
    corrections = _corrections(words.tokens, lexicon, taken)
    found: list[Candidate] = []
    for first in range(len(words.tokens)):
        for last, names, edits in _walk(lexicon.trie, words.tokens, corrections, first):
            for name in names:
                candidate = _candidate(words, name, first, last, edits)
                if candidate is not None:
                    found.append(candidate)
    if not words.is_sentence:
        found += _similar(words, lexicon, {(one.first, one.last) for one in found})
    return found


def _corrections(
    tokens: Sequence[Token], lexicon: Lexicon, taken: frozenset[int]
) -> list[tuple[tuple[str, int], ...]]:
    """Give the known words that an unknown one may stand for."""
    lists = word_lists()
    strange = lists.no_error
    return [
        ()
        if i in taken
        or token.folded in lexicon.known
        or token.folded in strange
        or token.plain in strange
        else lexicon.spelling.near(token.folded)
        for i, token in enumerate(tokens)
    ]


def _walk(
    trie: Node,
    tokens: Sequence[Token],
    corrections: Sequence[tuple[tuple[str, int], ...]],
    first: int,
) -> Iterator[tuple[int, list[Name], int]]:
    """Follow the words from `first` down the trie; give each end with its number of edits."""
    nodes: list[tuple[Node, int]] = [(trie, 0)]
    for position in range(first, len(tokens)):
        following: list[tuple[Node, int]] = []
        for node, edits in nodes:
            child = node.get(tokens[position].folded)
            if child is not None:
                following.append((child, edits))
            for word, more in corrections[position]:
                child = node.get(word)
                if child is not None and edits + more <= _MOST_EDITS:
                    following.append((child, edits + more))
        for node, edits in following:
            if "" in node:
                yield position + 1, node[""], edits
        if not following:
            return
        nodes = following


def _candidate(words: Words, name: Name, first: int, last: int, edits: int) -> Candidate | None:
    tokens = words.tokens[first:last]
    text = words.text[tokens[0].start : tokens[-1].end]
    plain = tuple(token.plain for token in tokens)
    if name.written and (text != name.written or edits):
        return None
    kind = name.kind
    if edits:
        kind = Kind.TYPO
    elif kind is not Kind.PHRASE and plain != name.words:
        kind = Kind.PLURAL
    if kind is Kind.PLURAL and len(plain) == 1 and len(plain[0]) <= _SHORT_ACRONYM:
        return None
    confidence = _CONFIDENCE[kind] - _SECOND_EDIT * max(0, edits - 1)
    if name.language not in (words.language, "en"):
        confidence *= _OTHER_LANGUAGE
    if name.written and words.is_shouted:
        confidence *= _IN_CAPITALS_THROUGHOUT
    confidence *= _fit(words, name, first, last)
    start, end = tokens[0].start, tokens[-1].end
    spotted = Spotted(
        start, end, text, name.key, kind, round(confidence, 3), _is_negated(words.tokens, first)
    )
    return Candidate(first, last, spotted)


def _fit(words: Words, name: Name, first: int, last: int) -> float:
    """How much a single ordinary word counts in a sentence without a cue beside it."""
    if last - first > 1 or not words.is_sentence or _has_cue(words.tokens, first, last):
        return 1.0
    if words.tokens[first].plain in word_lists().weak and not name.written:
        return _WEAK_IN_SENTENCE
    is_main = name.key.partition(":")[0] in _MAIN_SCHEMES
    return 1.0 if is_main else _SIDE_SCHEME_IN_SENTENCE


def _has_cue(tokens: Sequence[Token], first: int, last: int) -> bool:
    lists = word_lists()
    after = last < len(tokens) and tokens[last].plain in lists.cues
    return after or (first > 0 and tokens[first - 1].plain in lists.cues_before)


def _is_negated(tokens: Sequence[Token], first: int) -> bool:
    """Whether "not", "no" or "without" stands before it, with at most one noise word between."""
    lists = word_lists()
    for position in range(first - 1, max(-1, first - 1 - _NEGATION_REACH), -1):
        plain = tokens[position].plain
        if plain in lists.negations:
            return True
        if plain not in lists.noise:
            return False
    return False


def _similar(words: Words, lexicon: Lexicon, spans: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Find "counseling for couples" for "couples counseling": the same words in another form."""
    tokens = words.tokens
    for first in range(len(tokens)):
        for last in (first + 2, first + 3):
            if last > len(tokens) or (first, last) in spans:
                continue
            for name in lexicon.similar_names(token.folded for token in tokens[first:last]):
                start, end = tokens[first].start, tokens[last - 1].end
                confidence = _CONFIDENCE[Kind.SIMILAR]
                yield Candidate(
                    first,
                    last,
                    Spotted(
                        start,
                        end,
                        words.text[start:end],
                        name.key,
                        Kind.SIMILAR,
                        confidence,
                        _is_negated(tokens, first),
                    ),
                )
