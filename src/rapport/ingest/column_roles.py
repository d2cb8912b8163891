"""What each column of a file is in a mapping, and how that is changed, one column at a time.

A mapping is here what a file of YAML gives: strings, lists and tables. A column whose role stays is
left alone, with everything else that a person wrote about it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rapport.ingest.header import Header
from rapport.ingest.mapping import ColumnSpec

Raw = dict[str, Any]

TERMS = "terms."
"""Roles of columns whose values are terms: `terms.payer`."""

JOINED = ("columns.name", "columns.street")
SEVERAL = tuple(f"columns.{name}" for name in ColumnSpec.model_fields)
"""Roles that several columns may have: names and streets are joined, of others one counts."""

SINGLE = {
    "credentials.column": "Letters after the name",
    "licences.number": "Licence: number",
    "licences.jurisdiction": "Licence: state",
    "licences.issued_on": "Licence: issued on",
    "licences.expires_on": "Licence: expires on",
    "licences.profession": "Licence: profession",
    "fees.column": "Fee: price or range",
    "fees.floor": "Fee: lowest of a sliding scale",
    "openings.column": "Takes new clients: yes, no or waiting list",
    "dates.all": "Day on which the row was last checked",
}
"""Roles of one column, with what people call them."""

NEEDED_WITH = {"licences": "number", "fees": "column", "credentials": "column"}


def roles_of(raw: Raw, header: Header) -> dict[int, str]:
    """Give the role of every column that has one, by its place in the file."""
    roles: dict[int, str] = {}
    for role, holder, key in _uses(raw):
        for column in _several(holder[key]):
            places = header.places(column)
            if len(places) == 1:
                roles.setdefault(places[0], role)
    return roles


def key_places(raw: Raw, header: Header) -> list[int]:
    """Give the places of the columns of the key."""
    found = (header.places(column) for column in _several(raw.get("key", ())))
    return [places[0] for places in found if len(places) == 1]


def change_roles(raw: Raw, header: Header, roles: Mapping[int, str]) -> None:
    """Give columns other roles ("" for none); those whose role stays are not touched."""
    before = roles_of(raw, header)
    changed = {place: role for place, role in roles.items() if role != before.get(place, "")}
    _leave(raw, header, set(changed))
    for place, role in changed.items():
        if role:
            _enter(raw, header, place, role)
    _drop_incomplete(raw)


def _uses(raw: Raw) -> Iterator[tuple[str, Raw, str]]:
    """Give each role with the table and the name under which its columns stand."""
    for part in ("columns", "dates"):
        for name in list(raw.get(part, {})):
            yield f"{part}.{name}", raw[part], name
    for part in ("credentials", "openings"):
        if raw.get(part, {}).get("column"):
            yield f"{part}.column", raw[part], "column"
    for part in ("licences", "fees"):
        names = [role.partition(".")[2] for role in SINGLE if role.startswith(part)]
        for one in raw.get(part, ()):
            yield from ((f"{part}.{name}", one, name) for name in names if one.get(name))
    for one in raw.get("values", ()):
        if one.get("column"):
            yield TERMS + scheme_of(one), one, "column"


def scheme_of(spec: Raw) -> str:
    """Give the scheme of a column of terms: the one it names, or that of most of its terms."""
    if spec.get("scheme"):
        return str(spec["scheme"])
    terms = (term for targets in spec.get("map", {}).values() for term in _several(targets))
    schemes = Counter(term.partition(":")[0] for term in terms)
    return schemes.most_common(1)[0][0] if schemes else ""


def _leave(raw: Raw, header: Header, places: set[int]) -> None:
    for _role, holder, key in list(_uses(raw)):
        columns = _several(holder[key])
        # What a draft mapping leaves for a person to name is no column of the file, and goes too.
        in_file = [one for one in columns if header.places(one)]
        kept = [one for one in in_file if not places & set(header.places(one))]
        if len(kept) == len(columns):
            continue
        if kept:
            holder[key] = kept
        else:
            del holder[key]


def _enter(raw: Raw, header: Header, place: int, role: str) -> None:
    column = header.names[place]
    part, _dot, name = role.partition(".")
    if role.startswith(TERMS):
        raw.setdefault("values", []).append({"column": column, "scheme": name})
    elif role in SEVERAL:
        columns = [*_several(raw["columns"].get(name, ())), column]
        known = [one for one in columns if header.places(one)]
        raw["columns"][name] = sorted(known, key=header.place)
    elif part in {"licences", "fees"}:
        found = raw.setdefault(part, [])
        if not found:
            found.append({})
        found[0][name] = column
    else:
        raw.setdefault(part, {})[name] = column


def _drop_incomplete(raw: Raw) -> None:
    """Drop parts that lost the column they are about."""
    for part in ("licences", "fees", "values"):
        needed = NEEDED_WITH.get(part, "column")
        kept = [one for one in raw.get(part, ()) if one.get(needed)]
        raw[part] = kept
        if not kept:
            del raw[part]
    for part in ("credentials", "openings"):
        if part in raw and not raw[part].get("column"):
            del raw[part]
    if not raw.get("dates", True):
        del raw["dates"]


def _several(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
