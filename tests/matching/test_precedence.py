"""Which of two facts counts: the newer, and on a tie of dates the better source."""

from itertools import combinations

import pytest

from rapport.matching import Fact, SourceKind
from rapport.matching.freshness import outranks
from tests.matching.builders import ago

BEST_FIRST = [
    SourceKind.THERAPIST,
    SourceKind.OPERATOR,
    SourceKind.ROSTER,
    SourceKind.REGISTRY,
]


def test_every_source_has_a_rank() -> None:
    assert set(BEST_FIRST) == set(SourceKind)


@pytest.mark.parametrize("newer", SourceKind)
@pytest.mark.parametrize("older", SourceKind)
def test_the_newer_date_wins_whoever_said_it(newer: SourceKind, older: SourceKind) -> None:
    assert outranks(Fact(ago(1), newer), Fact(ago(2), older))
    assert not outranks(Fact(ago(2), older), Fact(ago(1), newer))


@pytest.mark.parametrize(("better", "worse"), [*combinations(BEST_FIRST, 2)])
def test_on_the_same_day_the_better_source_wins(better: SourceKind, worse: SourceKind) -> None:
    assert outranks(Fact(ago(1), better), Fact(ago(1), worse))
    assert not outranks(Fact(ago(1), worse), Fact(ago(1), better))


@pytest.mark.parametrize("source", SourceKind)
def test_saying_the_same_again_on_the_same_day_replaces_it(source: SourceKind) -> None:
    assert outranks(Fact(ago(1), source), Fact(ago(1), source))


@pytest.mark.parametrize("source", SourceKind)
def test_anything_outranks_nothing(source: SourceKind) -> None:
    assert outranks(Fact(ago(10_000), source), None)
