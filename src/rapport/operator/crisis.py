"""Crisis lines: data with a source and the day on which that source was read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

CRISIS_FILE = Path(__file__).resolve().parent / "crisis_lines.yaml"
OVERDUE_DAYS = 90


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One line: what it is for, how to reach it, and who says so since when.

    A line with topics is for people whom these concern; a line without is for everybody.
    """

    slug: str
    name: dict[str, str]
    call: str
    text: str
    source: str
    read_on: date
    note: str = ""
    keyword: str = ""
    """The word to send to the number for texts, where a line asks for one."""
    topics: tuple[str, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Tell whether somebody should read the source again."""
        return (today - self.read_on).days > OVERDUE_DAYS


@cache
def crisis_lines() -> tuple[CrisisLine, ...]:
    """The lines of this directory, in the order in which they are shown."""
    entries = yaml.safe_load(CRISIS_FILE.read_text(encoding="utf-8"))
    return tuple(
        CrisisLine(**entry | {"topics": tuple(entry.get("topics", ()))}) for entry in entries
    )


def crisis_lines_for(topic: str) -> tuple[CrisisLine, ...]:
    """The lines for people whom a topic concerns, such as "abuse"."""
    return tuple(line for line in crisis_lines() if topic in line.topics)
