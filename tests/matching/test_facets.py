"""How many each choice would leave."""

from rapport.matching import Aspect, Meeting, OpeningState
from tests.matching.builders import (
    any_of,
    listing,
    office,
    opening,
    remote_only,
    said,
    search,
    within,
)

LANGUAGE = frozenset({"language"})


def test_a_scheme_is_counted_without_its_own_choice() -> None:
    everybody = (listing(1, "language:es"), listing(2, "language:fr"), listing(3, "language:fr"))
    results = search(everybody, must=(any_of("language:es"),))
    assert results.total == 1
    assert results.facets["language"].counts == {"language:es": 1, "language:fr": 2}


def test_a_scheme_is_counted_with_the_choices_in_other_schemes() -> None:
    everybody = (
        listing(1, "language:es", "gender:woman"),
        listing(2, "language:fr", "gender:man"),
        listing(3, "language:fr", "gender:woman"),
    )
    results = search(everybody, must=(any_of("language:fr"), any_of("gender:woman")))
    assert results.facets["language"].counts == {"language:es": 1, "language:fr": 1}
    assert results.facets["gender"].counts == {"gender:woman": 1, "gender:man": 1}


def test_what_nobody_said_is_not_known() -> None:
    said_it, known_to_have_none, silent = (
        listing(1, "language:es", known=LANGUAGE),
        listing(2, known=LANGUAGE),
        listing(3),
    )
    facet = search((said_it, known_to_have_none, silent)).facets["language"]
    assert (facet.counts, facet.not_known, facet.not_applicable) == ({"language:es": 1}, 1, 0)


def test_what_does_not_apply_is_neither_a_no_nor_not_known() -> None:
    clinic = listing(1, "gender:woman", kind="clinic", not_applicable=frozenset({"gender"}))
    facet = search((clinic, listing(2, "gender:woman"))).facets["gender"]
    assert (facet.counts, facet.not_known, facet.not_applicable) == ({"gender:woman": 1}, 0, 1)


def test_ways_to_meet_are_counted_whatever_way_was_chosen() -> None:
    remote = {Meeting.VIDEO: {"US-TX": None}, Meeting.PHONE: {"US-NM": None}}
    everybody = (
        listing(1, remote=remote),
        remote_only(2, remote=remote),
        listing(3, offices=(office(50),)),
    )
    for meeting in ((), (Meeting.VIDEO,), (Meeting.PHONE,), tuple(Meeting)):
        results = search(
            everybody, place=within(10), jurisdiction="US-TX", meeting=frozenset(meeting)
        )
        assert results.facets["meeting"].counts == {"in-person": 1, "video": 2}


def test_ways_to_meet_are_counted_with_the_openings_of_each_way() -> None:
    rows = (opening(), opening(OpeningState.FULL, office=10))
    both = listing(1, openings=rows, remote={Meeting.VIDEO: {"US-TX": None}})
    results = search(both, openings_within_days=14)
    assert results.facets["meeting"].counts == {"video": 1}


def test_fee_ceilings_are_counted_whatever_ceiling_was_chosen() -> None:
    everybody = (
        listing(1, fee_cents=5_000),
        listing(2, fee_cents=10_001),
        listing(3),
        listing(4, fee_cents=100, facts={Aspect.FEES: said(366)}),
    )
    for ceiling in (None, 0, 5_000):
        facet = search(everybody, max_fee_cents=ceiling).facets["fee-ceiling"]
        assert facet.counts == {"5000": 1, "10000": 1, "15000": 2, "20000": 2}
        assert facet.not_known == 2


def test_openings_are_counted_whatever_wait_was_chosen() -> None:
    everybody = (
        listing(1, openings=(opening(wait=14),)),
        listing(2, openings=(opening(wait=31),)),
        listing(3, openings=(opening(OpeningState.FULL),)),
        listing(4, openings=(opening(days=91),)),
        listing(5),
    )
    for days in (None, 14, 365):
        facet = search(everybody, openings_within_days=days).facets["openings"]
        assert facet.counts == {"14": 1, "30": 1, "365": 2}
        assert facet.not_known == 2


def test_payers_are_counted_with_the_openings_for_each_payer() -> None:
    rows = (opening(), opening(OpeningState.FULL, payer="payer:aetna"))
    both = listing(1, "payer:aetna", "payer:medicaid", openings=rows)
    everybody = (both, listing(2, openings=rows), listing(3))
    results = search(everybody, must=(any_of("payer:aetna"),), openings_within_days=14)
    assert results.total == 0
    assert results.facets["payer"].counts == {"payer:medicaid": 1}
    assert results.facets["payer"].not_known == 1
