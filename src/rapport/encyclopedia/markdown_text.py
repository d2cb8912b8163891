"""The small part of Markdown that articles are written in, as HTML.

Paragraphs, lists, bold, links and sub-headings. Citations stay as they are typed, `[@neff-2003]`.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ALLOWED = {
    "paragraph_open", "paragraph_close", "inline", "text", "softbreak", "strong_open",
    "strong_close", "link_open", "link_close", "bullet_list_open", "bullet_list_close",
    "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close",
    "heading_open", "heading_close",
}  # fmt: skip

_PARSER = MarkdownIt("commonmark", {"html": False})


class TextError(ValueError):
    """Text that uses what articles do not have; `line` is counted from 1 within the text."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def to_html(text: str) -> str:
    """Turn text into HTML; anything articles do not have raises `TextError`."""
    tokens = _PARSER.parse(text)
    for token, line in _with_lines(tokens):
        if token.type not in _ALLOWED:
            name = token.type.removesuffix("_open").replace("_", " ")
            raise TextError(line, f"articles have no {name}")
        if token.type == "heading_open" and token.tag != "h3":
            raise TextError(line, "inside a section only ### headings are allowed")
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {})).strip()


def paragraphs_of(text: str) -> list[str]:
    """Give the paragraphs and list items of a text as plain words."""
    return [
        "".join(
            " " if child.type == "softbreak" else child.content for child in token.children or ()
        )
        for token in _PARSER.parse(text)
        if token.type == "inline"
    ]


def links_of(text: str) -> list[str]:
    """Give the targets of all links of a text."""
    return [
        str(token.attrs["href"])
        for token, _ in _with_lines(_PARSER.parse(text))
        if token.type == "link_open"
    ]


def _with_lines(tokens: list[Token]) -> Iterator[tuple[Token, int]]:
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        yield token, line
        for child in token.children or ():
            yield child, line
