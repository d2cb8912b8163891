"""What is in these words? One function for the search box and for free text."""

from collections.abc import Sequence

from rapport.understanding.choosing import readings_of
from rapport.understanding.crisis import crisis_among
from rapport.understanding.features import features_of, features_of_tokens
from rapport.understanding.lexicon import SUGGESTED_SCHEME, Lexicon
from rapport.understanding.person_names import name_spans
from rapport.understanding.place_spotting import spot_places
from rapport.understanding.reading import Reading, Suggestion, Understanding
from rapport.understanding.spotting import Words, spot_terms
from rapport.understanding.tokens import Token, tokens_of
from rapport.understanding.wordlists import word_lists

MOST_SPOTTED = 100
"""Terms are sought in so many words; suggestions and crisis words look further."""

_LEAST_TELLING = 2
_LONGEST_SEARCH = 14
_LEAST_SHOUTED = 3


def understand(text: str, lexicon: Lexicon, language: str = "en") -> Understanding:
    """Read words in any order. Never raises for a string; the same words give the same answer."""
    tokens = tokens_of(text)
    spotted = tokens[:MOST_SPOTTED]
    words = Words(text, spotted, _is_sentence(spotted), _is_shouted(text, spotted), language)
    readings = _readings(words, lexicon)
    return Understanding(
        readings=readings,
        suggestions=_suggestions(words, tokens, readings[0], lexicon),
        crisis=crisis_among(text, tokens),
        is_sentence=words.is_sentence,
    )


def _readings(words: Words, lexicon: Lexicon) -> tuple[Reading, ...]:
    places = spot_places(
        words.text, words.tokens, is_sentence=words.is_sentence, known=lexicon.known
    )
    taken = frozenset(i for one in places for i in range(one.first, one.last))
    names = name_spans(words.text, words.tokens, is_sentence=words.is_sentence, known=lexicon.known)
    return readings_of(words, spot_terms(words, lexicon, taken), places, names)


def _suggestions(
    words: Words, tokens: Sequence[Token], best: Reading, lexicon: Lexicon
) -> tuple[Suggestion, ...]:
    """Suggest from all words of a sentence; in a search from what is no place, payer or name."""
    if words.is_sentence:
        return lexicon.profiles.suggest(features_of_tokens(words.text, tokens))
    concerns = [term for term in best.terms if term.scheme == SUGGESTED_SCHEME]
    named = {term.key: term.confidence for term in concerns if not term.is_negated}
    spans = sorted((*concerns, *best.rest), key=lambda span: span.start)
    about = " ".join(span.text for span in spans)
    return lexicon.profiles.suggest(features_of(about), named)


def _is_shouted(text: str, tokens: tuple[Token, ...]) -> bool:
    """Whether all is in capitals, so that capitals do not tell ACT from act."""
    return len(tokens) >= _LEAST_SHOUTED and text.isupper()


def _is_sentence(tokens: tuple[Token, ...]) -> bool:
    """Whether somebody tells of themselves rather than lists what they look for."""
    telling = sum(token.plain in word_lists().telling for token in tokens)
    return telling >= _LEAST_TELLING or len(tokens) > _LONGEST_SEARCH
