"""What is counted of a text: stems, pairs of stems, and families of words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import yaml

from rapport.understanding.tokens import Token, stem, tokens_of
from rapport.understanding.wordlists import data_text

MOST_TOKENS = 150
"""Words after these are not looked at: they cost time and, on the tune part, tell nothing."""

_FIRST_SENTENCE = re.compile(r".{15,200}?[?.!](?=\s)", re.DOTALL)


def features_of(text: str) -> Counter[str]:
    """Count the features of a text, those of its first sentence twice: it says what matters."""
    return features_of_tokens(text, tokens_of(text))


def features_of_tokens(text: str, tokens: Sequence[Token]) -> Counter[str]:
    """Do the same for a text whose words are known."""
    tokens = tokens[:MOST_TOKENS]
    counts = _counted(tokens)
    first = _FIRST_SENTENCE.match(text)
    if first:
        counts.update(_counted([token for token in tokens if token.end <= first.end()]))
    return counts


def _counted(tokens: Sequence[Token]) -> Counter[str]:
    stems = [stem(token.folded) for token in tokens]
    families = _families()
    relatives = [families.get(one, one) for one in stems]
    found = [*stems, *map(" ".join, pairwise(stems))]
    found += [one for one in relatives if one[0] == "="]
    found += [f"{one} {two}" for one, two in pairwise(relatives) if one[0] == "=" or two[0] == "="]
    return Counter(found)


@cache
def _families() -> Mapping[str, str]:
    """Map stems to the family of data/families.yaml that they belong to."""
    raw: dict[str, str] = yaml.safe_load(data_text("families.yaml"))
    return {
        stem(token.folded): f"={family}"
        for family, words in raw.items()
        for token in tokens_of(words)
    }
