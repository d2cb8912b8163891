"""Promise 1: every fact has a date, and what its age means is one table."""

import pytest

from rapport.matching import Aspect, Fact, Freshness, SourceKind, freshness_of
from rapport.matching.freshness import POLICY, Ages, counts_as_yes
from tests.matching.builders import TODAY, ago, said

FRESH, AGEING, STALE, UNKNOWN = Freshness

PROMISED = {
    Aspect.OPENINGS: (23, 30, 60, 90),
    Aspect.CONTACT: (90, 120, 180, 365),
    Aspect.COVERAGE: (90, 120, 180, 365),
    Aspect.FEES: (90, 120, 180, 365),
    Aspect.PRACTICE: (365, 450, 540, 730),
}
"""Days to ask, mark, lower, and until not known."""

BOUNDARIES = [
    (aspect, days, freshness)
    for aspect, (_ask, mark, lower, unknown) in PROMISED.items()
    for days, freshness in [
        (0, FRESH),
        (mark, FRESH),
        (mark + 1, AGEING),
        (lower, AGEING),
        (lower + 1, STALE),
        (unknown, STALE),
        (unknown + 1, UNKNOWN),
    ]
]

IMPORTED = [
    (aspect, by, days, freshness)
    for aspect, (_ask, mark, lower, unknown) in PROMISED.items()
    for by in (SourceKind.ROSTER, SourceKind.REGISTRY)
    for days, freshness in [
        (0, AGEING),
        (mark, AGEING),
        (lower, AGEING),
        (lower + 1, STALE),
        (unknown, STALE),
        (unknown + 1, UNKNOWN if aspect is Aspect.OPENINGS else STALE),
    ]
]


def test_the_policy_is_the_promise() -> None:
    assert dict(POLICY) == {aspect: Ages(*days) for aspect, days in PROMISED.items()}


@pytest.mark.parametrize("by", [SourceKind.THERAPIST, SourceKind.OPERATOR])
@pytest.mark.parametrize(("aspect", "days", "freshness"), BOUNDARIES)
def test_what_was_confirmed_changes_on_the_day_after_each_boundary(
    aspect: Aspect, days: int, freshness: Freshness, by: SourceKind
) -> None:
    assert freshness_of(aspect, said(days, by), TODAY) is freshness
    assert counts_as_yes(aspect, said(days, by), TODAY) is (freshness is not UNKNOWN)


@pytest.mark.parametrize(("aspect", "by", "days", "freshness"), IMPORTED)
def test_what_was_imported_is_never_fresh_and_only_openings_run_out(
    aspect: Aspect, by: SourceKind, days: int, freshness: Freshness
) -> None:
    assert freshness_of(aspect, said(days, by), TODAY) is freshness
    assert counts_as_yes(aspect, said(days, by), TODAY) is (freshness is not UNKNOWN)


@pytest.mark.parametrize("aspect", [Aspect.IDENTITY, Aspect.LICENCE])
@pytest.mark.parametrize("by", SourceKind)
def test_identity_does_not_age_and_a_licence_lasts_to_its_expiry(
    aspect: Aspect, by: SourceKind
) -> None:
    assert freshness_of(aspect, said(20_000, by), TODAY) is FRESH


@pytest.mark.parametrize("aspect", Aspect)
def test_a_fact_without_a_date_is_not_known_but_still_counts(aspect: Aspect) -> None:
    assert freshness_of(aspect, None, TODAY) is UNKNOWN
    assert counts_as_yes(aspect, None, TODAY)


def test_an_operator_may_have_another_policy() -> None:
    policy = {Aspect.OPENINGS: Ages(1, 2, 3, 4)}
    ages = [freshness_of(Aspect.OPENINGS, said(days), TODAY, policy) for days in range(1, 6)]
    assert ages == [FRESH, FRESH, AGEING, STALE, UNKNOWN]


def test_a_fact_that_is_dated_tomorrow_is_fresh() -> None:
    assert freshness_of(Aspect.OPENINGS, Fact(ago(-1), SourceKind.THERAPIST), TODAY) is FRESH
