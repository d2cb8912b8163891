"""Crisis lines: data with a source and the day on which that source was read.

The operator keeps them in the administration. Pages read a copy in a file, which every change and
every start writes anew: so they are there with the database down, and cost no query. Without that
file, or if it lacks a line for an emergency or a crisis, the shipped lines are shown.
"""

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

SHIPPED_FILE = Path(__file__).resolve().parent / "crisis_lines.yaml"
COPY_NAME = "crisis-lines.json"
OVERDUE_DAYS = 90


class Purpose(StrEnum):
    """For whom a line is, and so where it stands."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    ABUSE = "abuse"
    ELSEWHERE = "elsewhere"


ON_EVERY_PAGE = (Purpose.EMERGENCY, Purpose.CRISIS)


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One line: what it is for, how to reach it, and who says so since when.

    `name`, `call_hint` (a key to press) and `keyword` (the word a text must be) are by language;
    a hint or keyword without an English one is for its language only.
    """

    slug: str
    purpose: Purpose
    name: dict[str, str]
    source: str
    read_on: date
    call: str = ""
    text: str = ""
    web: str = ""
    call_hint: dict[str, str] = field(default_factory=dict)
    keyword: dict[str, str] = field(default_factory=dict)
    note: str = ""

    def is_overdue(self, today: date) -> bool:
        """Tell whether somebody should read the source again."""
        return (today - self.read_on).days > OVERDUE_DAYS

    @property
    def tel(self) -> str:
        """Give the number to call as an address has it, without blanks."""
        return self.call.replace(" ", "-")

    @property
    def sms(self) -> str:
        """Give the number for texts as an address has it, without blanks."""
        return self.text.replace(" ", "-")

    @property
    def is_on_every_page(self) -> bool:
        """Tell whether the line belongs on top of every page."""
        return self.purpose in ON_EVERY_PAGE


def crisis_lines() -> tuple[CrisisLine, ...]:
    """Give the lines of this directory, in the order in which they are shown. No query."""
    path = _copy_path()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return shipped_crisis_lines()
    return _read_copy(path, changed) or shipped_crisis_lines()


def crisis_lines_for(purpose: Purpose) -> tuple[CrisisLine, ...]:
    """Give the lines for one purpose."""
    return tuple(line for line in crisis_lines() if line.purpose is purpose)


@cache
def shipped_crisis_lines() -> tuple[CrisisLine, ...]:
    """Give the lines that come with Rapport."""
    return _lines(yaml.safe_load(SHIPPED_FILE.read_text(encoding="utf-8")))


def write_copy(lines: Iterable[CrisisLine]) -> None:
    """Put the lines where every page reads them; a reader sees the old or the new, never half."""
    path = _copy_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(line) | {"read_on": line.read_on.isoformat()} for line in lines])
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=COPY_NAME)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(name).replace(path)


def _copy_path() -> Path:
    return Path(settings.DATA_DIR) / COPY_NAME


@cache
def _read_copy(path: Path, changed: int) -> tuple[CrisisLine, ...]:
    """Read the copy of that time; nothing if it is no copy or has no line for everybody."""
    try:
        lines = _lines(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return lines if {line.purpose for line in lines} >= set(ON_EVERY_PAGE) else ()


def _lines(entries: Iterable[dict[str, Any]]) -> tuple[CrisisLine, ...]:
    return tuple(
        CrisisLine(**entry | {"purpose": Purpose(entry["purpose"]), "read_on": _day(entry)})
        for entry in entries
    )


def _day(entry: dict[str, Any]) -> date:
    read_on = entry["read_on"]
    return read_on if isinstance(read_on, date) else date.fromisoformat(read_on)
