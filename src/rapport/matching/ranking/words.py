"""Words: a name that was asked for, then words found in what a therapist wrote."""

from collections.abc import Iterator

from rapport.matching.own_words import IN_HEADLINE, OwnWords
from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode
from rapport.matching.words import asked_words

OWN_WORDS = 0.5
"""The most that a word in the listing's own text is worth; a name with a slip is worth 0.6."""

OF_LEVEL = (0.65, 0.8, 0.85, 1.0)
"""By level: an inflected word in the text, the word itself there, and both in the headline."""

SCATTERED = 0.7
"""Several words that stand far apart say less than a phrase."""


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """All points when every word is in the name, fewer for words in the listing's own text.

    A nickname earns nine tenths of a word as written, one with a slip of the finger six tenths.
    In the text a word counts once, however often it stands there.
    """
    asked = len(asked_words(facts.query.words))
    if facts.name_words:
        yield Reason(ReasonCode.NAME_MATCHES, weight * facts.name_words / asked)
    if facts.own_words.levels:
        share = share_of(facts.own_words)
        yield Reason(
            ReasonCode.WORDS_MATCH, weight * share / asked, detail=_detail(facts.own_words)
        )


def share_of(found: OwnWords) -> float:
    """What words in the text are worth together, each at most `OWN_WORDS`."""
    share = OWN_WORDS * sum(OF_LEVEL[level] for level in found.levels)
    return share * SCATTERED if found.are_near is False else share


def _detail(found: OwnWords) -> str:
    if all(level & IN_HEADLINE for level in found.levels):
        return "headline"
    return "together" if found.are_near else ""
