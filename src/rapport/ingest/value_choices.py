"""Every value of a column of terms, what a mapping makes of it, and what a person decides."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from rapport.ingest.cells import plain, split_cell
from rapport.ingest.column_roles import Raw, scheme_of
from rapport.ingest.mapping import ValueSpec
from rapport.ingest.problems import ImportRefused, Problem
from rapport.ingest.tables import Table
from rapport.vocabulary.snapshot import Vocabulary

LEAVE_OUT = "leave-out"
MOST_SHOWN = 300
MOST_COMPARED = 60
"""So many unknown values are compared with the vocabulary: that takes a while."""

LONGEST_VALUE = 200
ROWS_READ = 200_000
SEPARATORS = {
    ",": "a comma",
    ";": "a semicolon",
    "|": "a vertical bar",
    "/": "a slash",
    "\n": "nothing: a cell is one value",
}


@dataclass(frozen=True, slots=True)
class SeenValue:
    """A value, how often it stands there, the decision, and the terms nearest to it.

    `decision` is one or more `scheme:slug`, LEAVE_OUT, or empty while nothing is decided.
    """

    value: str
    count: int
    decision: str
    near: tuple[str, ...] = ()


def cells_of(table: Table, column: str) -> Counter[str]:
    """Count the filled cells of a column. Raises ImportRefused if it is not there once."""
    places = table.header.places(column)
    if len(places) != 1:
        raise ImportRefused(f"{table.path.name}: the file has no one column “{column}”.")
    place = places[0]
    cells: Counter[str] = Counter()
    for row in islice(table.rows(), ROWS_READ):
        cell = "" if isinstance(row, Problem) else plain(row.cells[place])
        if cell:
            cells[cell] += 1
    return cells


def best_separator(cells: Counter[str], scheme: str, vocabulary: Vocabulary) -> str:
    """Give the separator with which most values are known; the first if none are."""

    def known(separator: str) -> float:
        values = _values(cells, separator, ())
        found = sum(n for value, n in values.items() if vocabulary.find(scheme, value))
        return found / (sum(values.values()) or 1)

    return max(SEPARATORS, key=known)


def seen_values(cells: Counter[str], raw: Raw, vocabulary: Vocabulary) -> list[SeenValue]:
    """Give the most frequent values with what is decided of them.

    A term is decided for a value if the mapping says so, or if the value is its very name.
    """
    spec = ValueSpec.model_validate(raw)
    scheme = scheme_of(raw)
    names = _names_of(scheme, vocabulary)
    found: list[SeenValue] = []
    compared = 0
    for value, count in _values(cells, spec.separator, spec.labels).most_common():
        if len(found) >= MOST_SHOWN:
            break
        if len(value) > LONGEST_VALUE:
            continue
        decision = _decided(value, spec, scheme, vocabulary)
        near: list[str] = []
        if not decision and compared < MOST_COMPARED:
            compared += 1
            near = get_close_matches(value.casefold(), names, n=3, cutoff=0.5)
        terms = tuple(dict.fromkeys(names[name] for name in near))
        found.append(SeenValue(value, count, decision, terms))
    return found


def decide(raw: Raw, decisions: Mapping[str, str]) -> None:
    """Write decisions into a column's part of a mapping; an empty one waits under `todo`."""
    decided = {value.casefold() for value in decisions}

    def others(name: str) -> list[str]:
        return [label for label in raw.get(name, ()) if label.casefold() not in decided]

    terms = {label: raw["map"][label] for label in others("map")}
    ignore, todo = others("ignore"), others("todo")
    for value, decision in decisions.items():
        if decision == LEAVE_OUT:
            ignore.append(value)
        elif decision:
            terms[value] = decision.split()
        else:
            todo.append(value)
    for name, said in (("map", terms), ("ignore", ignore), ("todo", todo)):
        if said:
            raw[name] = said
        else:
            raw.pop(name, None)


def _values(cells: Counter[str], separator: str, labels: tuple[str, ...]) -> Counter[str]:
    """Count values, which upper and lower case do not tell apart."""
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for cell, number in cells.most_common():
        for value in split_cell(cell, separator, labels):
            counts[spelling.setdefault(value.casefold(), value)] += number
    return counts


def _decided(value: str, spec: ValueSpec, scheme: str, vocabulary: Vocabulary) -> str:
    targets = spec.targets.get(value.casefold())
    if targets is not None:
        return " ".join(targets) or LEAVE_OUT
    term = vocabulary.find(scheme, value)
    return term.key if term else ""


def _names_of(scheme: str, vocabulary: Vocabulary) -> dict[str, str]:
    names: dict[str, str] = {}
    for key in vocabulary.schemes[scheme].terms if scheme in vocabulary.schemes else ():
        term = vocabulary.terms[key]
        aliases = [name for some in term.aliases.values() for name in some]
        for name in (*term.label.values(), *aliases):
            names.setdefault(name.casefold(), key)
    return names
