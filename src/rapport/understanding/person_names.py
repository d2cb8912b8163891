"""Find words that look like a person's name: "dr garcia", "maria lópez"."""

from collections.abc import Sequence

from rapport.understanding.tokens import Token
from rapport.understanding.wordlists import word_lists

LONGEST_NAME = 3
_SHORTEST_WORD = 2
_TITLED = 0.9
_UNTITLED = 0.45


def name_spans(
    text: str, tokens: Sequence[Token], *, is_sentence: bool, known: frozenset[str]
) -> list[tuple[int, int, float]]:
    """Give (first, last, confidence) of runs of words; `last` is not included.

    After a title any word may be a name; without one only words that are neither ordinary nor in
    the vocabulary, and only in a search.
    """
    titles = word_lists().titles
    found: list[tuple[int, int, float]] = []
    for i, token in enumerate(tokens):
        if token.plain in titles:
            last = _run(tokens, i + 1, known, is_titled=True)
            if last > i + 1:
                found += [(i, end, _TITLED) for end in range(i + 2, last + 1)]
        elif not is_sentence and _may_be_name(token, known):
            last = _run(tokens, i, known, is_titled=False)
            found += [(i, end, _UNTITLED) for end in range(i + 1, last + 1)]
    return found


def _run(tokens: Sequence[Token], first: int, known: frozenset[str], *, is_titled: bool) -> int:
    last = first
    while last < len(tokens) and last - first < LONGEST_NAME:
        is_first = is_titled and last == first and tokens[last].plain.isalpha()
        is_free = is_first and tokens[last].plain not in word_lists().noise
        if not (is_free or _may_be_name(tokens[last], known)):
            break
        last += 1
    return last


def _may_be_name(token: Token, known: frozenset[str]) -> bool:
    lists = word_lists()
    return (
        len(token.plain) >= _SHORTEST_WORD
        and token.plain.isalpha()
        and token.folded not in known
        and token.plain not in lists.ordinary
        and token.plain not in lists.noise
        and token.plain not in lists.telling
        and token.plain not in lists.titles
    )
