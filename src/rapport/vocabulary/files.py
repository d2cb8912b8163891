"""Schemes as YAML files: read, checked, and turned into entries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

SCHEMES_DIR = Path(__file__).resolve().parent / "schemes"

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Translated = dict[str, Text]
Names = dict[str, list[Text]]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C where libyaml is there: it is ten times as fast."""

_STRICT = ConfigDict(extra="forbid", frozen=True)


class VocabularyError(ValueError):
    """A scheme file that cannot be used; each problem names file, term and reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class TermEntry(BaseModel):
    """One term as a scheme file gives it.

    `aliases` are other names, matched without regard to case; `aliases_exact` only as they are
    written; `phrases` are what people say when they mean the term.
    """

    model_config = _STRICT

    slug: Slug
    label: Translated
    definition: Translated = Field(default_factory=dict)
    aliases: Names = Field(default_factory=dict)
    aliases_exact: Names = Field(default_factory=dict)
    phrases: Names = Field(default_factory=dict)
    broader: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    category: Slug | None = None
    jurisdictions: tuple[str, ...] = ()
    crosswalk: dict[str, list[str] | str] = Field(default_factory=dict)


class SchemeFile(BaseModel):
    """One facet: its name in each language and its terms."""

    model_config = _STRICT

    scheme: Slug
    label: Translated
    hint: Translated = Field(default_factory=dict)
    order: Literal["label", "given"] = "label"
    categories: dict[Slug, Translated] = Field(default_factory=dict)
    terms: tuple[TermEntry, ...]

    def problems(self) -> Iterator[str]:
        """Say what contradicts itself inside the scheme."""
        slugs = Counter(term.slug for term in self.terms)
        yield from (f"{slug}: the slug is used twice" for slug, n in slugs.items() if n > 1)
        yield from self._wrong_links(frozenset(slugs))
        yield from self._shared_names()
        try:
            TopologicalSorter({term.slug: term.broader for term in self.terms}).prepare()
        except CycleError as error:
            yield f"broader goes in a circle: {' > '.join(error.args[1])}"

    def _wrong_links(self, slugs: frozenset[str]) -> Iterator[str]:
        for term in self.terms:
            if "en" not in term.label:
                yield f"{term.slug}: no English label"
            for kind, links in (("broader", term.broader), ("related", term.related)):
                for link in links:
                    if link not in slugs:
                        yield f"{term.slug}: {kind} names {link}, which is not there"
            if term.category is not None and term.category not in self.categories:
                yield f"{term.slug}: the category {term.category} is not declared"

    def _shared_names(self) -> Iterator[str]:
        owners: dict[tuple[str, str], str] = {}
        for term in self.terms:
            for language, name in _names_of(term):
                owner = owners.setdefault((language, name), term.slug)
                if owner != term.slug:
                    yield f"{term.slug}: “{name}” already belongs to {owner}"


def _names_of(term: TermEntry) -> Iterator[tuple[str, str]]:
    for language, label in term.label.items():
        yield language, label.casefold()
    for names in (term.aliases, term.phrases):
        for language, some in names.items():
            yield from ((language, name.casefold()) for name in some)
    for language, some in term.aliases_exact.items():
        yield from ((language, name) for name in some)


def read_scheme(path: Path) -> SchemeFile:
    """Read one scheme file. Raises VocabularyError that names every problem."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (safe)
        scheme = SchemeFile.model_validate(raw)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise VocabularyError([f"{path.name}: not readable as YAML: {error}"]) from error
    except ValidationError as error:
        raise VocabularyError(
            f"{path.name}: {_where(raw, problem['loc'])}: {problem['msg']}"
            for problem in error.errors()
        ) from error
    problems = [f"{path.name}: {problem}" for problem in scheme.problems()]
    if scheme.scheme != path.stem:
        problems.append(f"{path.name}: the file is named differently from its scheme")
    if problems:
        raise VocabularyError(problems)
    return scheme


def _where(raw: object, loc: tuple[int | str, ...]) -> str:
    """Say where a problem is, with the term's slug instead of its number."""
    match loc:
        case ("terms", int(number), *rest) if isinstance(raw, Mapping):
            term = raw["terms"][number]
            slug = term.get("slug", number) if isinstance(term, Mapping) else number
            return f"{slug}: {'.'.join(map(str, rest))}"
        case _:
            return ".".join(map(str, loc))


def read_schemes(directory: Path = SCHEMES_DIR) -> tuple[SchemeFile, ...]:
    """Read all scheme files of a directory, by name. Raises VocabularyError with all problems."""
    schemes: list[SchemeFile] = []
    problems: list[str] = []
    for path in sorted(directory.glob("*.yaml")):
        try:
            schemes.append(read_scheme(path))
        except VocabularyError as error:
            problems += error.problems
    if problems:
        raise VocabularyError(problems)
    return tuple(schemes)


@cache
def shipped_schemes() -> tuple[SchemeFile, ...]:
    """The schemes that come with the package, read once."""
    return read_schemes()


def scheme_names(directory: Path = SCHEMES_DIR) -> tuple[str, ...]:
    """Give the names of the schemes of a directory without reading them."""
    return tuple(sorted(path.stem for path in directory.glob("*.yaml")))
