"""What an import did, or would do, as numbers with a word on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MEANINGS: Mapping[str, str] = {
    "rows": "read from the file",
    "new": "listings that were not there before",
    "changed": "listings of which the file says something else",
    "unchanged": "listings of which it says the same",
    "missing": "listings of this source that the file no longer names; they stay as they are",
    "withdrawn": "missing ones that were withdrawn",
    "returned": "withdrawn earlier, in the file again: published again",
    "merged": "rows that repeat an earlier one",
    "suppressed": "people who asked to be removed; no import brings them back",
    "refused_total": "rows that cannot be used; nothing of them comes in",
    "repaired_total": "cells that were read with a correction, or left out",
}
"""The words of docs/importing.md, in its order."""

ALWAYS = ("rows", "new", "changed", "unchanged", "refused_total")
"""Said even when they are nought; of the others nothing is said then."""


@dataclass(frozen=True, slots=True)
class ImportNumber:
    """One line of the table."""

    name: str
    number: int
    meaning: str


def numbers_of(report: Mapping[str, Any]) -> list[ImportNumber]:
    """Give the numbers of a report that say something."""
    return [
        ImportNumber(name.removesuffix("_total").capitalize(), report.get(name, 0), meaning)
        for name, meaning in MEANINGS.items()
        if name in ALWAYS or report.get(name)
    ]
