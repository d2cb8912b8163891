"""Articles as Markdown files with front matter: read and checked one by one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from rapport.encyclopedia.markdown_text import TextError, links_of, paragraphs_of, to_html
from rapport.encyclopedia.references import Key, Line, Reference

LIBRARY = Path(__file__).resolve().parent / "library"

KINDS = ("term", "concern", "approach", "guide", "practice", "resource")
CLASSIC = ("term", "concern", "approach")
"""Kinds of article that have every element of the classic directory's page, in its order."""

ROLES = ("looks-like", "do-now", "urgent")
FIND = "[find]"
IN_PRACTICE = "[in practice]"

TermKey = Annotated[
    str, StringConstraints(pattern=r"^(concern|approach|community|age|format)/[a-z0-9-]+$")
]

_HEADING = re.compile(r"^## (?P<heading>.+?)(?:\s*\{(?P<role>[a-z-]+)\})?\s*$")
_CITATION = re.compile(r"\[(@[^\]]*)\]")
_STRICT = ConfigDict(extra="forbid", frozen=True)


class ArticleError(ValueError):
    """A file that cannot be an article; each problem names file, line or field, and reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


class Guideline(BaseModel):
    """A body that says so, the year, and the listed work in which it does."""

    model_config = _STRICT

    body: Line
    year: int = Field(ge=1950, le=2100)
    reference: Key


class InPractice(BaseModel):
    """How a way of working goes with the topic: one plain line, and who says that it helps.

    `term` is an approach on the page of a concern or term, a concern on the page of an approach.
    """

    model_config = _STRICT

    term: TermKey
    line: Line
    guideline: Guideline | None = None
    evidence: Literal["limited", "studies"] | None = None
    reference: Key | None = None

    @model_validator(mode="after")
    def _says_who_says_so(self) -> "InPractice":
        if (self.guideline is None) == (self.evidence is None):
            raise ValueError("say either which guideline says so or `evidence: limited`")
        if (self.evidence == "studies") != (self.reference is not None):
            raise ValueError("`evidence: studies` names its listed work in `reference`")
        return self

    @property
    def source_key(self) -> str:
        """The key of the work that says so, or nothing."""
        return self.guideline.reference if self.guideline else self.reference or ""


class FrontMatter(BaseModel):
    """What an article's file says before its text."""

    model_config = _STRICT

    title: Annotated[Line, StringConstraints(max_length=65)]
    definition: Line
    category: Key
    terms: tuple[TermKey, ...] = ()
    aliases: tuple[Line, ...] = ()
    phrases: tuple[Line, ...] = ()
    related: tuple[str, ...] = ()
    author: Line = "The editors of Rapport"
    updated: date
    next_review: date
    translation_of: str | None = None
    in_practice: tuple[InPractice, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under its heading, or without one after a mark. `role` is one of ROLES."""

    heading: str
    text: str
    role: str = ""
    line: int = 1

    @property
    def html(self) -> str:
        """The text as HTML, with citations as typed."""
        return to_html(self.text)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article as its file says it. `body` holds sections and the marks FIND, IN_PRACTICE."""

    path: Path
    language: str
    kind: str
    slug: str
    front: FrontMatter
    body: tuple[Section | str, ...] = field(default=())

    @property
    def key(self) -> str:
        """How other articles link to this one: `concern/anxiety`."""
        return f"{self.kind}/{self.slug}"

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the text."""
        return tuple(part for part in self.body if isinstance(part, Section))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as plain paragraphs, citations included."""
        return tuple(one for section in self.sections for one in paragraphs_of(section.text))

    @property
    def links(self) -> tuple[str, ...]:
        """Targets of all links in the text."""
        return tuple(one for section in self.sections for one in links_of(section.text))

    @property
    def cited(self) -> tuple[str, ...]:
        """Keys of the works cited, in the order in which they are first cited."""
        texts = [self.front.definition]
        for part in self.body:
            if part == IN_PRACTICE:
                for entry in self.front.in_practice:
                    texts.append(entry.line)
                    if entry.source_key:
                        texts.append(f"[@{entry.source_key}]")
            elif isinstance(part, Section):
                texts.append(part.text)
        return tuple(dict.fromkeys(key for text in texts for key in citations_in(text)))


def citations_in(text: str) -> Iterator[str]:
    """Give the keys of works that a text cites, as often as it does: `[@one; @two]`."""
    for match in _CITATION.finditer(text):
        for part in match.group(1).split(";"):
            yield part.strip().removeprefix("@")


def read_article(path: Path) -> ArticleFile:
    """Read one file `LANGUAGE/KIND/SLUG.md`; whatever is wrong with it raises `ArticleError`."""
    kind, language = path.parent.name, path.parent.parent.name
    where = f"{language}/{kind}/{path.name}"
    if kind not in KINDS:
        raise ArticleError([f"{where}: its folder is none of {', '.join(KINDS)}"])
    head, text, first_line = _split(path.read_text(encoding="utf-8"), where)
    try:
        front = FrontMatter.model_validate(_front_matter(head, where))
    except ValidationError as error:
        raise ArticleError(_problems(error, where)) from error
    body = tuple(_body(text, first_line, where))
    return ArticleFile(path, language, kind, path.stem, front, body)


def _split(content: str, where: str) -> tuple[str, str, int]:
    parts = content.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():  # noqa: PLR2004 (before, between, after)
        raise ArticleError([f"{where}, line 1: no front matter between two lines of ---"])
    return parts[1], parts[2], parts[1].count("\n") + 3


def _front_matter(head: str, where: str) -> Any:
    try:
        return yaml.safe_load(head)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = getattr(error, "problem", None) or "not YAML"
        raise ArticleError([f"{where}, line {line}: {reason}"]) from error


def _problems(error: ValidationError, where: str) -> Iterator[str]:
    for problem in error.errors():
        place = ".".join(str(part) for part in problem["loc"]) or "front matter"
        yield f"{where}: {place}: {problem['msg'].removeprefix('Value error, ')}"


def _body(text: str, first_line: int, where: str) -> Iterator[Section | str]:
    heading: tuple[str, str, int] | None = None
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), None], start=first_line):
        match = _HEADING.match(line) if line is not None else None
        mark = line.strip() if line is not None else ""
        if line is not None and match is None and mark not in (FIND, IN_PRACTICE):
            lines.append(line)
            continue
        yield from _section(heading, lines, number, where)
        lines = []
        if mark in (FIND, IN_PRACTICE):
            heading = ("", "", number)
            yield mark
        elif match:
            heading = (match["heading"], match["role"] or "", number)


def _section(
    heading: tuple[str, str, int] | None, lines: list[str], number: int, where: str
) -> Iterator[Section]:
    text = "\n".join(lines).strip("\n")
    if heading is None:
        if text.strip():
            raise ArticleError([f"{where}, line {number}: text stands before a ## heading"])
        return
    title, role, line = heading
    if role and role not in ROLES:
        raise ArticleError([f"{where}, line {line}: {{{role}}} is none of {', '.join(ROLES)}"])
    if not text.strip():
        if title:
            yield Section(title, "", role, line)
        return
    try:
        to_html(text)
    except TextError as error:
        blank = next(at for at, one in enumerate(lines) if one.strip())
        place = line + blank + error.line
        raise ArticleError([f"{where}, line {place}: {error.reason}"]) from error
    yield Section(title, text, role, line)
