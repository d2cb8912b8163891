"""Who takes new clients: said for whom, where, how soon and how lately."""

import pytest

from rapport.matching import Document, Meeting, OpeningState, ReasonCode, SourceKind
from tests.matching.builders import (
    ago,
    any_of,
    ids,
    listing,
    office,
    only_hit,
    opening,
    remote_only,
    within,
)

OPEN, WAITLIST, FULL = OpeningState
AETNA = {"must": (any_of("payer:aetna"),)}
SOON = {"openings_within_days": 14}
NEAR, FAR = office(1, 10), office(80, 11)
VIDEO_PRACTICE = 12


def takes_clients(document: Document, **asked: object) -> bool:
    return bool(ids(document, **SOON | asked))


def test_the_general_row_speaks_when_there_is_no_other() -> None:
    assert takes_clients(listing(openings=(opening(OPEN),)))
    assert not takes_clients(listing(openings=(opening(FULL),)))
    assert not takes_clients(listing(openings=(opening(WAITLIST),)))
    assert not takes_clients(listing())


@pytest.mark.parametrize("specific", [OPEN, FULL])
def test_a_row_for_the_payer_asked_for_wins_over_the_general_row(specific: OpeningState) -> None:
    general = FULL if specific is OPEN else OPEN
    rows = (opening(general), opening(specific, payer="payer:aetna"))
    assert takes_clients(listing(1, "payer:aetna", openings=rows), **AETNA) is (specific is OPEN)


@pytest.mark.parametrize("specific", [OPEN, FULL])
def test_a_row_for_the_office_wins_over_the_general_row(specific: OpeningState) -> None:
    general = FULL if specific is OPEN else OPEN
    rows = (opening(general), opening(specific, office=10))
    two = listing(offices=(NEAR, FAR), openings=rows)
    assert takes_clients(two, place=within(10)) is (specific is OPEN)


@pytest.mark.parametrize("specific", [OPEN, FULL])
def test_a_row_for_office_and_payer_wins_over_the_rows_for_either(specific: OpeningState) -> None:
    either = FULL if specific is OPEN else OPEN
    rows = (
        opening(either),
        opening(either, office=10),
        opening(either, payer="payer:aetna"),
        opening(specific, office=10, payer="payer:aetna"),
    )
    one = listing(1, "payer:aetna", openings=rows)
    assert takes_clients(one, **AETNA) is (specific is OPEN)


def test_a_more_specific_row_speaks_even_when_it_is_older() -> None:
    rows = (opening(OPEN, days=0), opening(FULL, days=89, office=10))
    assert not takes_clients(listing(openings=rows))


def test_a_more_specific_row_speaks_even_when_it_is_too_old_to_count() -> None:
    rows = (opening(OPEN, days=0), opening(OPEN, days=91, office=10))
    assert not takes_clients(listing(openings=rows))


def test_of_two_rows_as_specific_the_newer_speaks() -> None:
    rows = (opening(OPEN, days=10, office=10), opening(FULL, days=5, payer="payer:aetna"))
    assert not takes_clients(listing(1, "payer:aetna", openings=rows), **AETNA)
    rows = (opening(OPEN, days=5, office=10), opening(FULL, days=10, payer="payer:aetna"))
    assert takes_clients(listing(1, "payer:aetna", openings=rows), **AETNA)


def test_of_two_rows_as_specific_and_as_new_the_one_that_promises_less_speaks() -> None:
    rows = (opening(OPEN, office=10), opening(FULL, payer="payer:aetna"))
    for given in (rows, rows[::-1]):
        assert not takes_clients(listing(1, "payer:aetna", openings=given), **AETNA)


def test_only_offices_inside_the_radius_speak_for_meeting_in_person() -> None:
    rows = (opening(FULL, office=10), opening(OPEN, office=11))
    two = listing(offices=(NEAR, FAR), openings=rows)
    assert not takes_clients(two, place=within(10))
    assert takes_clients(two, place=within(100))


def test_of_several_offices_that_would_do_the_best_speaks() -> None:
    rows = (opening(FULL, office=10), opening(OPEN, wait=7, office=11))
    assert takes_clients(listing(offices=(NEAR, FAR), openings=rows))


def test_an_office_near_by_does_not_speak_for_video() -> None:
    rows = (opening(OPEN), opening(FULL, office=10))
    both = listing(offices=(NEAR,), openings=rows, remote={Meeting.VIDEO: {"US-TX": None}})
    here = {"place": within(10), "jurisdiction": "US-TX"}
    assert not takes_clients(both, **here)
    assert takes_clients(both, **here, meeting=frozenset({Meeting.VIDEO}))


def test_who_would_meet_either_way_hears_of_the_opening_by_video() -> None:
    rows = (opening(OPEN), opening(FULL, office=10))
    both = listing(offices=(NEAR,), openings=rows, remote={Meeting.VIDEO: {"US-TX": None}})
    assert takes_clients(both)
    assert takes_clients(both, meeting=frozenset({Meeting.IN_PERSON, Meeting.VIDEO}))


def test_a_video_practice_with_a_row_of_its_own_speaks_for_video_only() -> None:
    rows = (opening(FULL), opening(OPEN, office=VIDEO_PRACTICE))
    both = listing(offices=(NEAR,), openings=rows, remote={Meeting.VIDEO: {"US-TX": None}})
    here = {"place": within(10), "jurisdiction": "US-TX"}
    assert not takes_clients(both, **here)
    assert takes_clients(both, **here, meeting=frozenset({Meeting.VIDEO}))
    assert takes_clients(both, **here, meeting=frozenset({Meeting.VIDEO, Meeting.IN_PERSON}))


def test_somebody_who_names_no_payer_could_pay_in_any_way() -> None:
    rows = (opening(FULL), opening(OPEN, payer="payer:aetna"))
    assert takes_clients(listing(1, "payer:aetna", openings=rows))


def test_a_payer_that_was_asked_for_but_is_not_taken_does_not_speak() -> None:
    """Cigna's clients would be taken, if only the listing took Cigna."""
    rows = (opening(OPEN), opening(FULL, payer="payer:aetna"))
    aetna_only = listing(1, "payer:aetna", openings=rows)
    assert not takes_clients(aetna_only, must=(any_of("payer:aetna", "payer:cigna"),))


def test_the_row_of_a_plan_speaks_when_its_broader_payer_is_asked_for() -> None:
    rows = (opening(OPEN), opening(FULL, payer="payer:aetna"))
    aetna_only = listing(1, "payer:aetna", openings=rows)
    assert not takes_clients(aetna_only, must=(any_of("payer:private"),))


@pytest.mark.parametrize("by", SourceKind)
def test_an_opening_counts_for_ninety_days_whoever_said_it(by: SourceKind) -> None:
    assert takes_clients(listing(openings=(opening(OPEN, 90, by=by),)))
    assert not takes_clients(listing(openings=(opening(OPEN, 91, by=by),)))


def test_an_opening_must_come_within_the_days_asked_for() -> None:
    in_a_month = listing(openings=(opening(OPEN, wait=30),))
    assert not takes_clients(in_a_month, openings_within_days=29)
    assert takes_clients(in_a_month, openings_within_days=30)


def test_the_shortest_wait_among_those_that_would_do_counts() -> None:
    rows = (opening(OPEN, wait=60, office=10), opening(OPEN, wait=10, office=11))
    assert takes_clients(listing(offices=(NEAR, FAR), openings=rows))


def test_of_two_openings_as_good_the_one_confirmed_last_is_shown() -> None:
    rows = (opening(OPEN, days=80, office=10), opening(OPEN, days=3, office=11))
    for given in (rows, rows[::-1]):
        hit = only_hit(listing(offices=(NEAR, FAR), openings=given))
        assert hit.reasons[0].on == ago(3)


def test_who_is_full_is_still_found_when_openings_were_not_asked_for() -> None:
    hit = only_hit(listing(openings=(opening(FULL),)))
    assert [one.code for one in hit.misfits] == [ReasonCode.FULL]


def test_a_listing_that_cannot_be_met_takes_no_clients() -> None:
    assert not takes_clients(remote_only(openings=(opening(OPEN),)))
