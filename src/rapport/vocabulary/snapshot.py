"""The whole vocabulary in memory: labels, hierarchy and order, frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

DEFAULT_LANGUAGE = "en"


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Give the text of a language, of its main language, or the English one."""
    main = language.split("-", maxsplit=1)[0]
    return texts.get(language) or texts.get(main) or texts.get(DEFAULT_LANGUAGE, "")


@dataclass(frozen=True, slots=True)
class TermInfo:
    """A term as pages and importers need it; `key` is `scheme:slug`, `pk` the database row."""

    pk: int
    key: str
    label: Mapping[str, str]
    definition: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases_exact: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    category: str = ""
    jurisdictions: tuple[str, ...] = ()
    crosswalk: Mapping[str, object] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def scheme(self) -> str:
        """The scheme the term belongs to."""
        return self.key.partition(":")[0]

    @property
    def slug(self) -> str:
        """The term's name inside its scheme."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class SchemeInfo:
    """A scheme's own words and its terms in order."""

    slug: str
    label: Mapping[str, str]
    hint: Mapping[str, str]
    is_alphabetical: bool
    categories: Mapping[str, Mapping[str, str]]
    terms: tuple[str, ...]


class Vocabulary:
    """All terms of all schemes at one moment. Look-ups by `scheme:slug` or by any name."""

    def __init__(self, terms: Iterable[TermInfo], schemes: Iterable[SchemeInfo]) -> None:
        self.terms = MappingProxyType({term.key: term for term in terms})
        self.schemes = MappingProxyType({scheme.slug: scheme for scheme in schemes})
        self.ancestors = MappingProxyType({key: self._closure(key) for key in self.terms})
        self._by_name = self._names()

    def label(self, key: str, language: str = DEFAULT_LANGUAGE) -> str:
        """Give a term's label; a term that is not there any more is named by its slug."""
        term = self.terms.get(key)
        return in_language(term.label, language) if term else key.partition(":")[2]

    def definition(self, key: str, language: str = DEFAULT_LANGUAGE) -> str:
        """Give a term's one-line definition, or nothing."""
        term = self.terms.get(key)
        return in_language(term.definition, language) if term else ""

    def find(self, scheme: str, name: str) -> TermInfo | None:
        """Find a term of a scheme by slug, label or alias in any language, whatever the case."""
        key = self._by_name.get((scheme, " ".join(name.casefold().split())))
        return self.terms[key] if key else None

    def _closure(self, key: str) -> frozenset[str]:
        found: set[str] = set()
        open_keys = list(self.terms[key].broader)
        while open_keys:
            one = open_keys.pop()
            if one in self.terms and one not in found:
                found.add(one)
                open_keys.extend(self.terms[one].broader)
        return frozenset(found)

    def _names(self) -> dict[tuple[str, str], str]:
        names: dict[tuple[str, str], str] = {}
        for key, term in self.terms.items():
            several = [*term.aliases.values(), *term.aliases_exact.values()]
            aliases = [name for some in several for name in some]
            for name in (*term.label.values(), *aliases):
                names.setdefault((term.scheme, name.casefold()), key)
        return names | {(term.scheme, term.slug): key for key, term in self.terms.items()}
