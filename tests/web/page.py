"""What a person sees and can do on a page: text, links and forms of an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_UNSEEN = frozenset({"head", "script", "style", "template"})


@dataclass
class Element:
    """An element of a page with its attributes and what is inside it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the text as people read it, without runs of blanks."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in _UNSEEN:
                yield from child._texts()
                yield " "

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def all(self, tag: str = "", **attributes: str) -> list["Element"]:
        """Give the elements inside, by tag and attributes; `cls` is one class, `_` stands for -."""
        return [one for one in self._inside() if one._is(tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> "Element":
        """Give the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes} in: {self.text[:300]}"
        return found[0]

    def _inside(self) -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._inside()

    def _is(self, tag: str, attributes: dict[str, str]) -> bool:
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        cls = wanted.pop("cls", None)
        return (
            (not tag or self.tag == tag)
            and (cls is None or cls in self.attributes.get("class", "").split())
            and all(self.attributes.get(name) == value for name, value in wanted.items())
        )


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


class Page(Element):
    """A whole page: the answer to one request, after its redirects."""

    def __init__(self, response: Any) -> None:
        builder = _Builder()
        self.html: str = response.content.decode()
        builder.feed(self.html)
        builder.close()
        assert len(builder._open) == 1, f"<{builder._open[-1].tag}> is never closed"
        super().__init__("", {}, builder.root.children)
        self.status: int = response.status_code
        self.headers = response.headers
        self.url: str = response.request["PATH_INFO"]

    @property
    def title(self) -> str:
        """Give the title of the window."""
        return self.one("head").one("title").children[0].strip()  # type: ignore[union-attr]

    @property
    def heading(self) -> str:
        """Give the only first heading."""
        return self.one("h1").text

    @property
    def links(self) -> dict[str, str]:
        """Give the addresses of the links in the main part, by their text."""
        return {link.text: link["href"] for link in self.one("main").all("a")}

    @property
    def names(self) -> list[str]:
        """Give the names on the cards, in order."""
        return [one.text for one in self.all("h3", cls="card__name")]

    @property
    def total(self) -> int:
        """Give the number of results that the page states."""
        found = re.match(r"\d+", self.heading)
        return int(found[0]) if found else 0

    def form(self, **fields: str) -> Element:
        """Give the form that has these hidden fields, or this field at all (value "")."""
        found = [
            form
            for form in self.all("form")
            if all(form.all(name=name, **({"value": v} if v else {})) for name, v in fields.items())
        ]
        assert len(found) == 1, f"{len(found)} forms with {fields}"
        return found[0]


def filled(form: Element) -> dict[str, list[str]]:
    """Give what a browser would send of a form that nobody touched."""
    fields: dict[str, list[str]] = {}
    for one in form.all("input"):
        is_sent = one.attributes.get("type") not in {"checkbox", "radio"} or (
            "checked" in one.attributes
        )
        if is_sent and "name" in one.attributes:
            fields.setdefault(one["name"], []).append(one.attributes.get("value", ""))
    for select in form.all("select"):
        options = select.all("option")
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        fields[select["name"]] = [one["value"] for one in chosen]
    return fields


def visit(visitor: Client, address: str, **headers: str) -> Page:
    """Open an address, as by a link."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Page(visitor.get(address, headers=names))


def search(visitor: Client, **fields: str | list[str]) -> Page:
    """Send the search form and follow it to its results; `max_fee` is the field "max-fee"."""
    return send(visitor, {name.replace("_", "-"): value for name, value in fields.items()})


def send(visitor: Client, fields: dict[str, Any]) -> Page:
    """Send fields to the search and follow the redirect."""
    return Page(visitor.post("/find", fields, follow=True))
