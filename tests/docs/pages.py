"""The documentation as text that tests can ask: pages, links, code and what it tells to type."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.conftest import ROOT

_FENCE = re.compile(r"^( *)(`{3,}|~{3,})[^\n]*\n(.*?)^\1\2", re.MULTILINE | re.DOTALL)
_CODE_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
_LINK_DEFINITION = re.compile(r"^\[[^\]]+\]: <?(\S+?)>?\s*$", re.MULTILINE)
_HEADING = re.compile(r"^#+ +(.+?)(?: +#+)?$", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\|(.+)\|[ \t]*$", re.MULTILINE)
_NOT_OURS = {"build", "dist", "node_modules", "htmlcov"}
_ARTICLES = ROOT / "src" / "rapport" / "encyclopedia" / "library"
"""Articles link to each other by their keys; `rapport encyclopedia check` looks at them."""


@dataclass(frozen=True)
class Page:
    """One Markdown file of the repository."""

    path: Path

    @cached_property
    def text(self) -> str:
        """Give the text without comments."""
        return _COMMENT.sub("", self.path.read_text(encoding="utf-8"))

    @cached_property
    def prose(self) -> str:
        """Give the text without code blocks."""
        return _FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """Give the targets of all links and images."""
        words = _CODE_SPAN.sub("", self.prose)
        return _LINK.findall(words) + _LINK_DEFINITION.findall(words)

    @property
    def anchors(self) -> set[str]:
        """Give the names that GitHub makes of the headings."""
        plain = [re.sub(r"[^\w\- ]", "", head.lower()) for head in _HEADING.findall(self.prose)]
        return {head.strip().replace(" ", "-") for head in plain}

    @property
    def code_spans(self) -> list[str]:
        """Give everything that stands in single backticks."""
        return _CODE_SPAN.findall(self.prose)

    @property
    def code_lines(self) -> list[str]:
        """Give the lines of all code blocks, without prompts and comments."""
        blocks = [match[3] for match in _FENCE.finditer(self.text)]
        lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
        return [re.sub(r"(^|\s)#.*", "", line).strip() for line in lines]

    @property
    def table_rows(self) -> list[list[str]]:
        """Give the rows of all tables as cells, header rows too."""
        return [
            [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]
            for row in _TABLE_ROW.findall(self.prose)
        ]

    def told(self, program: str) -> Iterator[list[str]]:
        """Give the arguments of every command for a program that the page tells to type."""
        command = re.compile(rf"(?:[A-Z_]+=\S+\s+)*(?:\S*/)?{re.escape(program)}(?:\s+(.*))?")
        for line in self.code_spans + self.code_lines:
            for part in re.split(r"\s*(?:&&|;|\|\|?)\s*", line):
                match = command.fullmatch(part)
                if match:
                    yield (match[1] or "").split()


PAGES = [
    Page(path)
    for path in sorted(ROOT.rglob("*.md"))
    if not path.is_relative_to(_ARTICLES)
    and not any(
        part in _NOT_OURS or part.startswith(".") for part in path.relative_to(ROOT).parent.parts
    )
]


def named(page: Page) -> str:
    """Give a page's path for a message."""
    return str(page.path.relative_to(ROOT))
