"""The questions, their topics, and which of them may be looked at while tuning."""

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared/data/help_seeker_questions/questions_train.csv"
TOPICS = Path(__file__).with_name("topics.yaml")
TUNE_PERCENT = 60
WEIGHT_OF_NEIGHBOUR = 0.6

_SAME_START = 200
_LETTERS = re.compile(r"[a-z']+")


class Part(StrEnum):
    """Which questions."""

    TUNE = "tune"
    HELD_OUT = "held-out"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `group` is shared by questions with the same text."""

    group: str
    text: str
    topics: frozenset[str]

    @property
    def part(self) -> Part:
        """60 % are for tuning, by SHA-256 of the group's slug."""
        return Part.TUNE if bucket_of(self.group) < TUNE_PERCENT else Part.HELD_OUT


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the questions, and which of our concerns are right for it, with a weight."""

    name: str
    concerns: Mapping[str, float]


def bucket_of(name: str, salt: str = "") -> int:
    """Give a number from 0 to 99 that depends on nothing but the name and the salt."""
    return int(hashlib.sha256(f"{salt}{name}".encode()).hexdigest()[:8], 16) % 100


def read_questions(path: Path, part: Part = Part.ALL) -> tuple[Question, ...]:
    """Read questions with at least one topic. Columns: slug, title, text, topics ("a|b")."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    groups: dict[str, str] = {}
    for row in rows:
        text = _comparable(row)
        groups[text] = min(groups.get(text, row["slug"]), row["slug"])
    questions = (
        Question(
            groups[_comparable(row)],
            f"{row['title']} {row['text']}",
            frozenset(filter(None, map(str.strip, row["topics"].split("|")))),
        )
        for row in rows
    )
    return tuple(one for one in questions if one.topics and part in (Part.ALL, one.part))


def _comparable(row: Mapping[str, str]) -> str:
    """The same text asked twice, under other titles, must not lie on both sides of a split."""
    words = " ".join(_LETTERS.findall(row["text"].lower()))
    return words[:_SAME_START] or row["slug"]


@cache
def topics() -> tuple[Topic, ...]:
    """Give the topics with their concerns, in alphabetical order."""
    raw: dict[str, dict[str, Sequence[str]]] = yaml.safe_load(TOPICS.read_text("utf-8"))
    return tuple(
        Topic(
            name,
            dict.fromkeys(lists["concerns"], 1.0)
            | dict.fromkeys(lists.get("also", ()), WEIGHT_OF_NEIGHBOUR),
        )
        for name, lists in sorted(raw.items())
    )
