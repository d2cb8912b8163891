"""How a roster's columns become facts: a YAML file, checked against file and vocabulary."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from rapport.directory.models.listing import ConsentBasis, Kind
from rapport.ingest.problems import ImportRefused
from rapport.vocabulary.snapshot import Vocabulary

MAPPINGS_DIR = Path(__file__).resolve().parent / "mappings"
LARGEST_MAPPING_BYTES = 1_000_000

_STRICT = ConfigDict(extra="forbid", frozen=True)


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


Columns = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One column or several."""

Targets = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One `scheme:slug` or several."""


class SourceSpec(BaseModel):
    """Who says what the roster says."""

    model_config = _STRICT

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    name: str = Field(min_length=1, max_length=120)
    kind: Literal["roster", "registry", "operator"] = "roster"
    url: str = ""
    licence: str = ""


class ColumnSpec(BaseModel):
    """Which column is what. Several columns of a name or street are joined; of a telephone the
    first that is filled in counts.
    """

    model_config = _STRICT

    name: Columns
    npi: Columns = ()
    pronouns: Columns = ()
    headline: Columns = ()
    own_words: Columns = ()
    street: Columns = ()
    city: Columns = ()
    jurisdiction: Columns = ()
    postcode: Columns = ()
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

    `separator` splits a cell; a label of `map` or `ignore` that contains it stays whole.
    """

    model_config = _STRICT

    column: str
    separator: str = ","
    map: dict[str, Targets] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every value that is known."""
        return (*self.map, *self.ignore)


class RosterMapping(BaseModel):
    """A whole mapping."""

    model_config = _STRICT

    source: SourceSpec
    date: date
    consent_basis: ConsentBasis
    kind: Kind
    key: Columns
    columns: ColumnSpec
    values: tuple[ValueSpec, ...] = ()

    def named_columns(self) -> Iterator[tuple[str, tuple[int | str, ...]]]:
        """Every column that the mapping names, with where it does."""
        yield from ((column, ("key", n)) for n, column in enumerate(self.key))
        for name, columns in self.columns.given():
            yield from ((column, ("columns", name)) for column in columns)
        for number, spec in enumerate(self.values):
            yield spec.column, ("values", number, "column")


def find_mapping(name: str) -> Path:
    """Give the file of a mapping: a path, or the name of one that comes with the package."""
    path = Path(name)
    shipped = MAPPINGS_DIR / f"{name}.yaml"
    if path.is_file():
        return path
    if "/" not in name and shipped.is_file():
        return shipped
    names = ", ".join(sorted(file.stem for file in MAPPINGS_DIR.glob("*.yaml")))
    raise ImportRefused(f"{name}: there is no such mapping file. Shipped with Rapport: {names}.")


def read_mapping(path: Path, vocabulary: Vocabulary) -> RosterMapping:
    """Read a mapping. Raises ImportRefused that names file, line, field and reason."""
    if path.stat().st_size > LARGEST_MAPPING_BYTES:
        raise ImportRefused(f"{path.name}: larger than a mapping ever is (1 MB)")
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        raw = yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise ImportRefused(f"{path.name}: not readable as YAML: {error}") from error
    try:
        mapping = RosterMapping.model_validate(raw)
    except ValidationError as error:
        raise ImportRefused(
            *(_sentence(path, tree, one["loc"], one["msg"]) for one in error.errors())
        ) from error
    strangers = [
        _sentence(path, tree, loc, f"the vocabulary has no term “{term}”")
        for term, loc in _targets(mapping)
        if term not in vocabulary.terms
    ]
    if strangers:
        raise ImportRefused(*strangers)
    return mapping


def check_columns(path: Path, mapping: RosterMapping, header: Iterable[str]) -> None:
    """Refuse a mapping that names a column which the file does not have."""
    there = list(header)
    tree = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    problems = []
    for column, loc in mapping.named_columns():
        if column not in there:
            near = get_close_matches(column, there, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            problems.append(_sentence(path, tree, loc, f"the file has no column “{column}”.{hint}"))
    if problems:
        raise ImportRefused(*problems)


def _targets(mapping: RosterMapping) -> Iterator[tuple[str, tuple[int | str, ...]]]:
    for number, spec in enumerate(mapping.values):
        for label, terms in spec.map.items():
            yield from ((term, ("values", number, "map", label)) for term in terms)


def _sentence(path: Path, tree: yaml.Node | None, loc: tuple[int | str, ...], reason: str) -> str:
    where = ".".join(map(str, loc))
    return f"{path.name}, line {_line(tree, loc)}, {where}: {reason}"


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """Give the line on which a part of the YAML stands, or that of the nearest part around it."""
    line = node.start_mark.line + 1 if node else 1
    for step in loc:
        child = _child(node, step)
        if child is None:
            break
        node = child
        line = node.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value  # type: ignore[no-any-return]
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None
