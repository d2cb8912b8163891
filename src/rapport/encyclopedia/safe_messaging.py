"""Words that can hurt: what to say instead when writing about suicide, harm and illness."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).resolve().parent / "data" / "safe_messaging.yaml"


@dataclass(frozen=True, slots=True)
class SafetyWarning:
    """Words found in a text, and what to write instead."""

    words: str
    instead: str


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return tuple(
        (re.compile(rule["words"], re.IGNORECASE), rule["instead"]) for rule in data["rules"]
    )


def warnings_in(text: str) -> Iterator[SafetyWarning]:
    """Find what the guidance on safe messaging advises against."""
    for pattern, instead in _rules():
        for match in pattern.finditer(text):
            yield SafetyWarning(match.group(), instead)
