"""Words: a name that was asked for, then words found in what a therapist wrote."""

from collections.abc import Iterator

from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode
from rapport.matching.words import words_of

OWN_WORDS = 0.4


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """All points when every word is in the name, fewer for words in the listing's own text.

    A nickname earns nine tenths of a word as written, one with a slip of the finger six tenths.
    """
    asked = len(words_of(facts.query.words))
    if facts.name_words:
        yield Reason(ReasonCode.NAME_MATCHES, weight * facts.name_words / asked)
    if facts.own_words:
        yield Reason(ReasonCode.WORDS_MATCH, weight * OWN_WORDS * facts.own_words / asked)
