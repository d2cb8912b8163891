"""Words of crisis are recognised apart; idioms and "not suicidal" are not crises."""

import csv
from pathlib import Path

import pytest

from rapport.understanding import CrisisKind, find_crisis

SENTENCES = Path(__file__).with_name("crisis_sentences.csv")
LEAST_RECALL = 0.98
LEAST_PRECISION = 0.95
LEAST_RIGHT_KIND = 0.95


def sentences() -> list[tuple[str, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["kind"]) for row in csv.DictReader(file)]


def test_the_labelled_sentences_are_recognised() -> None:
    found = [(kind, find_crisis(text)) for text, kind in sentences()]
    hits = [(kind, crisis) for kind, crisis in found if kind and crisis]
    assert len(found) >= 150
    assert len(hits) >= LEAST_RECALL * sum(bool(kind) for kind, _ in found)
    assert len(hits) >= LEAST_PRECISION * sum(crisis is not None for _, crisis in found)
    assert sum(kind == one.kind for kind, one in hits) >= LEAST_RIGHT_KIND * len(hits)


@pytest.mark.parametrize(
    "text",
    [
        "killing it at work",
        "not suicidal",
        "dying to meet",
        "this job is killing me",
        "suicide prevention training",
        "kill my mother in law lol",
    ],
)
def test_idioms_are_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I want to die", CrisisKind.SELF),
        ("I’M NOT SUICIDAL BUT I DON’T WANT TO BE HERE ANYMORE", CrisisKind.SELF),
        ("No. I want to die", CrisisKind.SELF),
        ("my friend wants to die", CrisisKind.OTHER),
        ("my husband left and I want to die", CrisisKind.SELF),
        ("he will kill me", CrisisKind.VIOLENCE),
        ("I took a whole bottle of pills", CrisisKind.MEDICAL),
        ("quiero morirme", CrisisKind.SELF),
        ("mi esposo me pega", CrisisKind.VIOLENCE),
    ],
)
def test_the_kind_says_which_line_to_show(text: str, kind: CrisisKind) -> None:
    crisis = find_crisis(text)
    assert crisis is not None
    assert crisis.kind is kind
    assert text[crisis.start : crisis.end] == crisis.text


def test_an_idiom_does_not_hide_what_else_is_said() -> None:
    assert find_crisis("this job is killing me and I want to kill myself") is not None
