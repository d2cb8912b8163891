"""Works that articles cite: structured as CSL-JSON, checked, and formatted in APA 7."""

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from stdnum import isbn

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>&]+")
"""Crossref's pattern for modern DOIs, without what no registrant uses and markup needs."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


def checked_doi(value: str) -> str:
    """Give the DOI without its address; a wrong syntax raises ValueError."""
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value.strip(), flags=re.I)
    if not _DOI.fullmatch(bare):
        raise ValueError(f"“{value}” is not a DOI: it begins with 10., a number and a slash")
    return bare


def checked_isbn(value: str) -> str:
    """Give the ISBN with hyphens; a wrong length or check digit raises ValueError."""
    if not isbn.is_valid(value):
        raise ValueError(f"“{value}” is not an ISBN: its length or check digit is wrong")
    return str(isbn.format(value))


def checked_address(value: str) -> str:
    """Give an address of a page on the web; anything but http or https raises ValueError."""
    parts = urlsplit(value.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"“{value}” is not an address of a web page")
    return value.strip()


_STRICT = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Name(BaseModel):
    """A person (family and given name) or a body (`literal`)."""

    model_config = _STRICT

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Name":
        if bool(self.family) == bool(self.literal):
            raise ValueError("a name has either a family name or, for a body, a literal name")
        return self


class Reference(BaseModel):
    """One work. `issued` is its year; without one it is cited as n.d."""

    model_config = _STRICT

    id: Key
    type: Literal["article-journal", "book", "chapter", "report", "webpage", "thesis"]
    author: tuple[Name, ...] = Field(min_length=1)
    title: Line
    issued: int | None = Field(default=None, ge=1500, le=2100)
    container_title: Line | None = Field(default=None, alias="container-title")
    editor: tuple[Name, ...] = ()
    publisher: Line | None = None
    edition: Line | None = None
    volume: Line | None = None
    issue: Line | None = None
    page: Line | None = None
    number: Line | None = None
    doi: Annotated[Line, AfterValidator(checked_doi)] | None = Field(default=None, alias="DOI")
    isbn: Annotated[Line, AfterValidator(checked_isbn)] | None = Field(default=None, alias="ISBN")
    url: Annotated[Line, AfterValidator(checked_address)] | None = Field(default=None, alias="URL")
    accessed: date | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> "Reference":
        needed = {
            "article-journal": ("container_title", "the journal in container-title"),
            "chapter": ("container_title", "the book in container-title"),
            "book": ("publisher", "the publisher"),
            "report": ("publisher", "the body that published it in publisher"),
            "webpage": ("url", "its address in URL"),
            "thesis": ("publisher", "the university in publisher"),
        }[self.type]
        if getattr(self, needed[0]) is None and not (self.type == "report" and self.url):
            raise ValueError(f"a work of type {self.type} needs {needed[1]}")
        if self.type == "webpage" and self.issued is None and self.accessed is None:
            raise ValueError("a web page without a year needs the day it was read in accessed")
        return self

    def as_csl(self) -> dict[str, Any]:
        """Give the work as CSL-JSON (docs.citationstyles.org, schema 1.0)."""
        csl: dict[str, Any] = self.model_dump(
            mode="json", by_alias=True, exclude_none=True, exclude={"issued", "accessed"}
        )
        csl = {field: value for field, value in csl.items() if value not in ([], ())}
        if self.issued is not None:
            csl["issued"] = {"date-parts": [[self.issued]]}
        if self.accessed is not None:
            day = self.accessed
            csl["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
        return csl
