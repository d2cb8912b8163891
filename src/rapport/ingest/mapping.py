"""How a roster's columns become facts: what a mapping may say."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rapport.directory.models.coverage import Network
from rapport.directory.models.listing import ConsentBasis, Kind
from rapport.directory.models.listing_term import EmphasisChoice
from rapport.ingest.tables import FileSpec
from rapport.matching import Aspect

_STRICT = ConfigDict(extra="forbid", frozen=True)

Loc = tuple[int | str, ...]
"""Where something stands in a mapping: `("values", 0, "column")`."""


def _several(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Columns = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One column or several."""


def _or_none(value: object) -> object:
    return None if value == "" else value


Targets = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One `scheme:slug` or several."""


class SourceSpec(BaseModel):
    """Who says what the roster says."""

    model_config = _STRICT

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    name: str = Field(min_length=1, max_length=120)
    kind: Literal["roster", "registry", "operator"] = "roster"
    url: str = Field("", max_length=300)
    licence: str = Field("", max_length=120)


class ColumnSpec(BaseModel):
    """Which column is what.

    Several columns of a name or street are joined; of the others the first that is filled in
    counts. `home` says that the office is a private home.
    """

    model_config = _STRICT

    name: Columns
    npi: Columns = ()
    pronouns: Columns = ()
    headline: Columns = ()
    own_words: Columns = ()
    practising_since: Columns = ()
    street: Columns = ()
    city: Columns = ()
    jurisdiction: Columns = ()
    postcode: Columns = ()
    latitude: Columns = ()
    longitude: Columns = ()
    home: Columns = ()
    phone: Columns = ()
    email: Columns = ()
    website: Columns = ()

    def given(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Fields that have columns, with the columns."""
        for name in type(self).model_fields:
            columns: tuple[str, ...] = getattr(self, name)
            if columns:
                yield name, columns


class ValueSpec(BaseModel):
    """A column whose values are terms of the vocabulary.

    `separator` splits a cell; a label of `map`, `ignore` or `todo` that contains it stays whole.
    With `scheme` a value that is not in `map` is looked up by label and alias. What is in `todo`
    waits for a decision: it is reported as unknown. The rest of the fields say the same of every
    term of the column.
    """

    model_config = _STRICT

    column: str
    separator: str = ","
    map: dict[str, Targets] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()
    scheme: str = ""
    emphasis: Annotated[EmphasisChoice | None, BeforeValidator(_or_none)] = None
    is_member: bool = False
    network: Network = Network.IN

    @cached_property
    def targets(self) -> dict[str, tuple[str, ...]]:
        """Terms of each value that is known, by the value in small letters; none if ignored."""
        known: dict[str, tuple[str, ...]] = {label.casefold(): () for label in self.ignore}
        return known | {label.casefold(): terms for label, terms in self.map.items()}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every value that is known, the longest first."""
        return tuple(sorted((*self.map, *self.ignore, *self.todo), key=len, reverse=True))


class CredentialSpec(BaseModel):
    """Letters after a name, as people write them: "MSSS / LCSW", "M.A.; LMHC"."""

    model_config = _STRICT

    column: str
    ignore: tuple[str, ...] = ()


class LicenceSpec(BaseModel):
    """Columns of one licence. Where a column is empty or absent the default holds.

    Without any profession that of a known credential is taken.
    """

    model_config = _STRICT

    number: str
    jurisdiction: str = ""
    issued_on: str = ""
    expires_on: str = ""
    profession: str = ""
    professions: dict[str, str] = Field(default_factory=dict)
    default_jurisdiction: str = ""
    default_profession: str = ""

    def columns(self) -> dict[str, str]:
        """Give fields that name a column, with the column."""
        names = ("number", "jurisdiction", "issued_on", "expires_on", "profession")
        return {name: getattr(self, name) for name in names}


class FeeSpec(BaseModel):
    """A column with a price or a range of prices, such as "$120-150"."""

    model_config = _STRICT

    column: str
    floor: str = ""
    minutes: int | None = Field(None, gt=0, le=600)
    format: str = ""

    def columns(self) -> dict[str, str]:
        """Give fields that name a column, with the column."""
        return {"column": self.column, "floor": self.floor}


class OpeningSpec(BaseModel):
    """A column that says whether new clients are taken; yes and no need no `map`."""

    model_config = _STRICT

    column: str
    map: dict[str, Literal["open", "waitlist", "full", ""]] = Field(default_factory=dict)


class RosterMapping(BaseModel):
    """A whole mapping."""

    model_config = _STRICT

    source: SourceSpec
    date: date
    consent_basis: Annotated[ConsentBasis | None, BeforeValidator(_or_none)] = None
    status: Literal["published", "draft"] = "published"
    kind: Kind
    key: Columns
    file: FileSpec = FileSpec()
    columns: ColumnSpec
    joiners: dict[Literal["name", "street"], str] = Field(default_factory=dict)
    dates: dict[Aspect | Literal["all"], str] = Field(default_factory=dict)
    values: tuple[ValueSpec, ...] = ()
    constants: tuple[str, ...] = ()
    credentials: CredentialSpec | None = None
    licences: tuple[LicenceSpec, ...] = ()
    fees: tuple[FeeSpec, ...] = ()
    openings: OpeningSpec | None = None

    @model_validator(mode="after")
    def _publishes_with_a_right(self) -> Self:
        if self.status == "published" and not self.consent_basis:
            names = ", ".join(ConsentBasis.values)
            raise ValueError(f"consent_basis: say on what right these are published: {names}")
        if self.source.kind == "registry" and self.status == "published":
            raise ValueError("status: a registry is for checking and pre-filling, so use draft")
        return self

    def named_columns(self) -> Iterator[tuple[str, Loc]]:
        """Every column that the mapping names, with where it does."""
        yield from ((column, ("key", n)) for n, column in enumerate(self.key))
        for name, columns in self.columns.given():
            yield from ((column, ("columns", name)) for column in columns)
        for aspect, column in self.dates.items():
            yield column, ("dates", str(aspect))
        for number, spec in enumerate(self.values):
            yield spec.column, ("values", number, "column")
        if self.credentials:
            yield self.credentials.column, ("credentials", "column")
        parts: list[tuple[Loc, dict[str, str]]]
        parts = [(("licences", n), one.columns()) for n, one in enumerate(self.licences)]
        parts += [(("fees", n), one.columns()) for n, one in enumerate(self.fees)]
        for loc, of_part in parts:
            yield from ((column, (*loc, name)) for name, column in of_part.items() if column)
        if self.openings:
            yield self.openings.column, ("openings", "column")

    def named_terms(self) -> Iterator[tuple[str, Loc]]:
        """Every `scheme:slug` that the mapping names, with where it does."""
        for number, spec in enumerate(self.values):
            for label, terms in spec.map.items():
                yield from ((term, ("values", number, "map", label)) for term in terms)
        yield from ((term, ("constants", number)) for number, term in enumerate(self.constants))
        for number, licence in enumerate(self.licences):
            for label, term in licence.professions.items():
                yield term, ("licences", number, "professions", label)
            if licence.default_profession:
                yield licence.default_profession, ("licences", number, "default_profession")
        for number, fee in enumerate(self.fees):
            if fee.format:
                yield fee.format, ("fees", number, "format")
