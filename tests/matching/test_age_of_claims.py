"""A claim that is too old no longer counts as a yes."""

import pytest

from rapport.matching import Aspect, ReasonCode, SourceKind, Wish
from tests.matching.builders import any_of, ids, listing, only_hit, said, search

AETNA = any_of("payer:aetna")


@pytest.mark.parametrize("by", [SourceKind.THERAPIST, SourceKind.OPERATOR])
def test_coverage_that_was_confirmed_counts_for_a_year_and_not_a_day_longer(
    by: SourceKind,
) -> None:
    young = listing(1, "payer:aetna", facts={Aspect.COVERAGE: said(365, by)})
    old = listing(2, "payer:aetna", facts={Aspect.COVERAGE: said(366, by)})
    assert ids((young, old), must=(AETNA,)) == [1]


@pytest.mark.parametrize("by", [SourceKind.ROSTER, SourceKind.REGISTRY])
def test_coverage_from_a_roster_never_runs_out_because_nobody_was_asked(by: SourceKind) -> None:
    imported = listing(1, "payer:aetna", facts={Aspect.COVERAGE: said(3_000, by)})
    assert ids(imported, must=(AETNA,)) == [1]


def test_a_claim_that_was_never_dated_counts() -> None:
    assert ids(listing(1, "payer:aetna"), must=(AETNA,)) == [1]


def test_practice_counts_for_two_years() -> None:
    facts = {Aspect.PRACTICE: said(730)}, {Aspect.PRACTICE: said(731)}
    everybody = [listing(n, "concern:mood", facts=fact) for n, fact in enumerate(facts, 1)]
    assert ids(everybody, must=(any_of("concern:mood"),)) == [1]


def test_each_scheme_ages_by_its_own_aspect() -> None:
    facts = {Aspect.COVERAGE: said(400), Aspect.PRACTICE: said(1), Aspect.FEES: said(400)}
    one = listing(1, "payer:aetna", "concern:mood", "fee:sliding-scale", facts=facts)
    assert ids(one, must=(any_of("concern:mood"),)) == [1]
    assert ids(one, must=(AETNA,)) == []
    assert ids(one, must=(any_of("fee:sliding-scale"),)) == []


def test_the_kind_of_a_listing_does_not_age() -> None:
    clinic = listing(1, "kind:clinic", facts={Aspect.PRACTICE: said(5_000)})
    assert ids(clinic, must=(any_of("kind:clinic"),)) == [1]


def test_a_claim_that_no_longer_counts_is_counted_as_not_known() -> None:
    old = listing(1, "payer:aetna", known=frozenset({"payer"}), facts={Aspect.COVERAGE: said(366)})
    facet = search(old).facets["payer"]
    assert facet.counts == {}
    assert facet.not_known == 1


def test_a_claim_that_no_longer_counts_meets_no_wish() -> None:
    old = listing(1, "payer:aetna", facts={Aspect.COVERAGE: said(366)})
    hit = only_hit(old, wishes=(Wish("payer:aetna"),))
    assert hit.score == 0
    assert (ReasonCode.LACKS, "payer:aetna") in [(one.code, one.term) for one in hit.misfits]


def test_what_is_to_be_avoided_is_avoided_at_any_age() -> None:
    old = listing(1, "approach:rebirthing", facts={Aspect.PRACTICE: said(5_000)})
    assert ids(old, avoid=frozenset({"approach:rebirthing"})) == []
