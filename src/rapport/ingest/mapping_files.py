"""Mappings as YAML files: read, checked against vocabulary and roster, wrong lines named."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from pydantic import ValidationError

from rapport.ingest.header import Header
from rapport.ingest.mapping import Loc, RosterMapping
from rapport.ingest.problems import ImportRefused
from rapport.places import jurisdiction_of
from rapport.vocabulary.snapshot import Vocabulary

MAPPINGS_DIR = Path(__file__).resolve().parent / "mappings"
LARGEST_MAPPING_BYTES = 1_000_000

_SCHEMES_OF = {"default_profession": "profession", "professions": "profession", "format": "format"}
"""Places of a mapping that take terms of one scheme only."""


def saved_dir() -> Path:
    """Give the directory of the mappings that were made in the browser."""
    return Path(settings.DATA_DIR) / "mappings"


def named_mappings() -> list[str]:
    """Give the names of the mappings that were saved or come with the package."""
    files = (*saved_dir().glob("*.yaml"), *MAPPINGS_DIR.glob("*.yaml"))
    return sorted({file.stem for file in files})


def find_mapping(name: str) -> Path:
    """Give the file of a mapping: a path, or the name of one that was saved or is shipped."""
    path = Path(name)
    if path.is_file():
        return path
    for directory in (saved_dir(), MAPPINGS_DIR):
        file = directory / f"{name}.yaml"
        if "/" not in name and file.is_file():
            return file
    raise ImportRefused(
        f"{name}: there is no such mapping file. "
        f"Saved or shipped with Rapport: {', '.join(named_mappings())}."
    )


def mapping_as_written(text: str, name: str) -> dict[str, Any]:
    """Give a mapping as strings, lists and tables, not checked against anything."""
    _tree, raw = _parse(text, name)
    if not isinstance(raw, dict):
        raise ImportRefused(f"{name}: is no mapping: it needs source, date, columns …")
    return raw


def write_mapping(raw: Mapping[str, Any], path: Path) -> None:
    """Write a mapping whole or not at all; what stood there before is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(dict(raw), allow_unicode=True, sort_keys=False, width=100)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def read_mapping(path: Path, vocabulary: Vocabulary) -> RosterMapping:
    """Read a mapping. Raises ImportRefused that names file, line, field and reason."""
    tree, raw = _read_yaml(path)
    if not isinstance(raw, dict):
        raise ImportRefused(f"{path.name}: is no mapping: it needs source, date, columns …")
    try:
        mapping = RosterMapping.model_validate(raw)
    except ValidationError as error:
        raise ImportRefused(
            *(_sentence(path, tree, one["loc"], one["msg"]) for one in error.errors())
        ) from error
    problems = [_sentence(path, tree, loc, said) for loc, said in _problems(mapping, vocabulary)]
    if problems:
        raise ImportRefused(*problems)
    return mapping


def check_columns(path: Path, mapping: RosterMapping, header: Header) -> None:
    """Refuse a mapping that names a column which the file does not have, or has twice."""
    tree, _raw = _read_yaml(path)
    problems = []
    for column, loc in mapping.named_columns():
        found = len(header.places(column))
        if found == 0:
            near = get_close_matches(column, header.names, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            problems.append(_sentence(path, tree, loc, f"the file has no column “{column}”.{hint}"))
        elif found > 1:
            said = f"the column “{column}” is there {'twice' if found == 2 else 'several times'}"  # noqa: PLR2004
            problems.append(_sentence(path, tree, loc, said))
    if problems:
        raise ImportRefused(*problems)


def _read_yaml(path: Path) -> tuple[yaml.Node | None, Any]:
    """Read a file as a tree with lines and as plain values, all of them strings.

    YAML would make `Yes` a truth, `1.0` a number and `*` a copy; here a label is what is written.
    """
    try:
        if path.stat().st_size > LARGEST_MAPPING_BYTES:
            raise ImportRefused(f"{path.name}: larger than a mapping ever is (1 MB)")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{path.name}: not readable as YAML: {error}") from error
    except OSError as error:
        raise ImportRefused(f"{path.name}: cannot be read: {error.strerror}") from error
    return _parse(text, path.name)


def _parse(text: str, name: str) -> tuple[yaml.Node | None, Any]:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise ImportRefused(f"{name}: a mapping has no use for anchors and aliases")
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
        doubled = _doubled_key(tree) if tree else None
        raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (makes nothing but strings)
    except ImportRefused:
        raise
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ImportRefused(f"{name}: not readable as YAML: {error}") from error
    if doubled is not None:
        line = doubled.start_mark.line + 1
        raise ImportRefused(f"{name}, line {line}: “{doubled.value}” is there twice")
    return tree, raw


def _doubled_key(node: yaml.Node) -> yaml.Node | None:
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        keys = Counter(str(key.value) for key, _value in node.value)
        for key, value in reversed(node.value):
            if keys[str(key.value)] > 1:
                return key  # type: ignore[no-any-return]
            children.append(value)
    elif isinstance(node, yaml.SequenceNode):
        children = node.value
    return next(filter(None, map(_doubled_key, children)), None)


def _problems(mapping: RosterMapping, vocabulary: Vocabulary) -> Iterator[tuple[Loc, str]]:
    for term, loc in mapping.named_terms():
        scheme = next((_SCHEMES_OF[str(step)] for step in loc if step in _SCHEMES_OF), "")
        if term not in vocabulary.terms:
            near = get_close_matches(term, vocabulary.terms, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            yield loc, f"the vocabulary has no term “{term}”.{hint}"
        elif scheme and not term.startswith(f"{scheme}:"):
            yield loc, f"“{term}” is no {scheme}"
    for number, spec in enumerate(mapping.values):
        if spec.scheme and spec.scheme not in vocabulary.schemes:
            yield ("values", number, "scheme"), f"the vocabulary has no scheme “{spec.scheme}”"
    for number, licence in enumerate(mapping.licences):
        code = licence.default_jurisdiction
        if code and not jurisdiction_of(code):
            yield ("licences", number, "default_jurisdiction"), f"“{code}” is no jurisdiction"


def _sentence(path: Path, tree: yaml.Node | None, loc: Loc, reason: str) -> str:
    loc = tuple(step for step in loc if "[" not in str(step))  # pydantic's names of its types
    where = ".".join(map(str, loc))
    field, _mark, rest = reason.removeprefix("Value error, ").partition(": ")
    if not where and rest and field.isidentifier():
        loc, where, reason = (field,), field, rest
    return f"{path.name}, line {_line(tree, loc)}, {where}: {reason}"


def _line(node: yaml.Node | None, loc: Loc) -> int:
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
                # A block begins on the line after its name; its name is what people look for.
                is_block = value.start_mark.line > key.start_mark.line
                return value if not is_block or _has_parts(value) else key  # type: ignore[no-any-return]
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None


def _has_parts(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode | yaml.SequenceNode)
