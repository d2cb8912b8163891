"""What a person's own words were taken to mean: choices to take back, and topics to choose from.

A search ("emdr austin tx") becomes choices at once. A sentence ("my husband left and I feel
worthless") only suggests: the person chooses.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapport.directory.criteria import Criteria
from rapport.directory.indexing import LiveIndex
from rapport.matching import Meeting, words_of
from rapport.understanding import Reading, Understanding, understand

GUESSED = frozenset({"typo", "similar"})
MOST_SUGGESTIONS = 5
SUGGESTED = "concern"
TITLES = frozenset({"dr", "doctor", "doctora", "mr", "mrs", "ms", "prof", "professor", "sr", "sra"})


@dataclass(frozen=True, slots=True)
class WordsHelp:
    """What the page says about the words: concerns to choose from, a crisis, words not used.

    `crisis` is `self`, `other`, `violence` or `medical`, or empty.
    """

    suggestions: tuple[str, ...] = ()
    crisis: str = ""
    unused: tuple[str, ...] = ()


def interpret(criteria: Criteria, live: LiveIndex, language: str = "en") -> Criteria:
    """Turn the words of a search into choices and a place.

    Words that are names, and words that somebody here wrote of their work, stay words.
    """
    if not criteria.words or criteria.said:
        return criteria
    understood = understand(criteria.words, live.lexicon, language)
    reading = _likeliest(understood, live)
    if _is_somebodys_name(criteria.words, reading, live):
        return replace(criteria, said=criteria.words)
    new = replace(criteria, said=criteria.words, words=_left(understood, reading, live))
    for term in reading.terms:
        is_only_suggested = understood.is_sentence and term.scheme == SUGGESTED
        if not term.is_negated and not is_only_suggested:
            chosen = (*new.terms.get(term.scheme, ()), term.key)
            new = _chosen(new, term.scheme, chosen)
    if reading.place is not None and not criteria.near:
        new = replace(new, near=reading.place.text)
    return new


def help_with_words(criteria: Criteria, live: LiveIndex, language: str = "en") -> WordsHelp:
    """Say what else the page should show about the words that were typed."""
    if not criteria.said:
        return WordsHelp()
    understood = understand(criteria.said, live.lexicon, language)
    reading = _likeliest(understood, live)
    found = {term.key for term in reading.terms}
    is_open = understood.is_sentence or not any(key.startswith(f"{SUGGESTED}:") for key in found)
    keys = [one.key for one in understood.suggestions if one.key in live.terms_in_use]
    left = [key for key in keys if key not in criteria.terms.get(SUGGESTED, ())]
    has_meaning = understood.is_sentence or bool(reading.rest)
    used = set(words_of(criteria.words))
    rest = () if understood.is_sentence else (*reading.rest, *reading.names)
    return WordsHelp(
        suggestions=tuple(left[:MOST_SUGGESTIONS]) if is_open and has_meaning else (),
        crisis=str(understood.crisis.kind) if understood.crisis else "",
        unused=tuple(span.text for span in rest if used.isdisjoint(words_of(span.text))),
    )


def _chosen(criteria: Criteria, scheme: str, keys: Iterable[str]) -> Criteria:
    """`meeting` is a field of its own; every other scheme holds terms."""
    if scheme == "meeting":
        ways = {key.partition(":")[2] for key in keys} | {str(one) for one in criteria.meeting}
        return replace(criteria, meeting=tuple(one for one in Meeting if one in ways))
    return criteria.with_terms(scheme, keys)


def _likeliest(understood: Understanding, live: LiveIndex) -> Reading:
    """Prefer a listing's name to a small town that is written in the same way."""
    first = understood.readings[0]
    is_bare_town = first.place is not None and not first.terms and first.place.text.isalpha()
    if is_bare_town and first.place and set(words_of(first.place.text)) <= live.name_words:
        others = (one for one in understood.readings[1:] if one.place is None)
        return next(others, first)
    return first


def _is_somebodys_name(text: str, reading: Reading, live: LiveIndex) -> bool:
    """Tell whether the words are a listing's name that also reads as a place, a kind or a typo."""
    if any(term.scheme != "kind" and term.kind not in GUESSED for term in reading.terms):
        return False
    words = words_of(text)
    has_more = bool(reading.rest or reading.names)
    return len(words) > 1 and live.index.has_name(words, is_whole=not has_more)


def _left(understood: Understanding, reading: Reading, live: LiveIndex) -> str:
    """Give the left-over words to look for: part of a name, or in what somebody wrote.

    A name that nobody here has stays only if nothing else was asked for: then the honest answer is
    that there is no such person. Beside other choices it would hide everybody, so the page says
    that it was not used instead, as of every word that nobody wrote. A sentence is not taken apart,
    and words of a crisis hide nobody.
    """
    spans = sorted((*reading.names, *reading.rest), key=lambda span: span.start)
    named = {word for span in reading.names for word in words_of(span.text)}
    sought: set[str] = set()
    if understood.is_sentence:
        spans = list(reading.names)
    elif not understood.crisis:
        sought = {word for span in reading.sought for word in words_of(span.text)}
    words = dict.fromkeys(word for span in spans for word in words_of(span.text))
    asked = named if not reading.terms else frozenset()
    return " ".join(
        word
        for word in words
        if word not in TITLES
        and (
            word in asked
            or word in live.name_words
            or (word in sought and live.index.is_written(word))
        )
    )
