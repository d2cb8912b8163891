"""Topics by letter."""

import unicodedata
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

from rapport.vocabulary.snapshot import Vocabulary, in_language
from rapport.web.addresses import TOPIC_SCHEMES, topic_url


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic in the list: its name, one line, and its page."""

    label: str
    definition: str
    url: str


def a_to_z(
    vocabulary: Vocabulary, in_use: Set[str], language: str
) -> list[tuple[str, list[TopicLink]]]:
    """Give the topics that somebody works with, by first letter without accents."""
    letters: dict[str, list[TopicLink]] = defaultdict(list)
    for key, term in vocabulary.terms.items():
        if term.scheme in TOPIC_SCHEMES.values() and key in in_use:
            label = in_language(term.label, language)
            link = TopicLink(label, in_language(term.definition, language), topic_url(term))
            letters[first_letter(label)].append(link)
    return [
        (letter, sorted(links, key=lambda link: link.label.casefold()))
        for letter, links in sorted(letters.items())
    ]


def first_letter(label: str) -> str:
    """Give the letter under which a label is listed, without its accent."""
    first = unicodedata.normalize("NFKD", label)[:1].upper()
    return first if first.isalpha() else "0–9"
