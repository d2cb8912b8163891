"""All names of all terms, made once, ready to be found in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapport.understanding.profiles import Profiles
from rapport.understanding.reading import Entry, Kind, Lists, Texts
from rapport.understanding.spelling import Spelling
from rapport.understanding.tokens import Token, stem, tokens_of
from rapport.understanding.wordlists import word_lists

Node = dict[str, Any]
"""A node of the trie: folded word → node, and "" → the names that end here."""

SUGGESTED_SCHEME = "concern"
_LONGEST_SIMILAR = 3
_SHORTEST_INITIALS = 2


class Name(NamedTuple):
    """One name of a term. `written` is set where only the exact capitals count."""

    key: str
    kind: Kind
    words: tuple[str, ...]
    language: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An `Entry` as a plain value, for whoever has no vocabulary at hand."""

    key: str
    label: Texts
    definition: Texts = field(default_factory=dict)
    aliases: Lists = field(default_factory=dict)
    aliases_exact: Lists = field(default_factory=dict)
    phrases: Lists = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names in a trie of words, known words for typing errors, profiles of the concerns.

    Never changed once built, so threads may share it. `Lexicon.build` takes under a second for
    1,700 terms; build it once per vocabulary.
    """

    trie: Node
    similar: Mapping[tuple[str, ...], tuple[Name, ...]]
    spelling: Spelling
    known: frozenset[str]
    profiles: Profiles

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> "Lexicon":
        """Take the terms in; slugs are never matched as text."""
        trie: Node = {}
        similar: dict[tuple[str, ...], list[Name]] = {}
        named: set[str] = set()
        known: set[str] = set()
        concerns: list[Entry] = []
        for entry in entries:
            if entry.key.startswith(f"{SUGGESTED_SCHEME}:"):
                concerns.append(entry)
            for text in entry.definition.values():
                known.update(token.folded for token in tokens_of(text))
            for name, tokens in _names_of(entry):
                _plant(trie, name, tokens)
                folded = [token.folded for token in tokens]
                known.update(folded)
                if name.kind is not Kind.PHRASE and not name.written:
                    named.update(folded)
                    if 1 < len(folded) <= _LONGEST_SIMILAR:
                        similar.setdefault(_bag(folded), []).append(name)
        return cls(
            trie=trie,
            similar={bag: tuple(names) for bag, names in similar.items()},
            spelling=Spelling(named - word_lists().noise),
            known=frozenset(known),
            profiles=Profiles.build(concerns),
        )

    def similar_names(self, folded: Iterable[str]) -> tuple[Name, ...]:
        """Find names made of the same words in another order or form."""
        return self.similar.get(_bag(folded), ())


def _bag(folded: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(stem(word) for word in folded))


def _plant(trie: Node, name: Name, tokens: tuple[Token, ...]) -> None:
    node = trie
    for token in tokens:
        node = node.setdefault(token.folded, {})
    names: list[Name] = node.setdefault("", [])
    if all((name.key, name.written) != (other.key, other.written) for other in names):
        names.append(name)


def _names_of(entry: Entry) -> Iterator[tuple[Name, tuple[Token, ...]]]:
    kinds = ((Kind.ALIAS, entry.aliases), (Kind.PHRASE, entry.phrases))
    for language, label in entry.label.items():
        for text in _label_forms(label):
            yield from _name(entry.key, Kind.EXACT, language, text)
    for kind, lists in kinds:
        for language, texts in lists.items():
            for text in texts:
                yield from _name(entry.key, kind, language, text)
    for language, texts in entry.aliases_exact.items():
        for text in texts:
            for name, tokens in _name(entry.key, Kind.ALIAS, language, text):
                yield name._replace(written=text), tokens


def _label_forms(label: str) -> Iterator[str]:
    """Give the label and, of "Dialectical behavior therapy (DBT)", the part before the bracket."""
    yield label
    before, bracket, _ = label.partition("(")
    if bracket and before.strip():
        yield before.strip()


def _name(
    key: str, kind: Kind, language: str, text: str
) -> Iterator[tuple[Name, tuple[Token, ...]]]:
    tokens = tokens_of(text)
    words = tuple(token.plain for token in tokens)
    if not tokens or (
        len(words) == 1 and len(words[0]) < _SHORTEST_INITIALS and words[0].isascii()
    ):
        return
    if all(word in word_lists().noise for word in words):
        return
    yield Name(key, kind, words, language), tokens
