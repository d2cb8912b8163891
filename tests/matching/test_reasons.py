"""Why a listing stands where it stands."""

import pytest

from rapport.matching import (
    Aspect,
    Document,
    Emphasis,
    Enquiries,
    OpeningState,
    ReasonCode,
    SourceKind,
    TermUse,
    Wish,
)
from rapport.matching.ranking import PARTS
from tests.matching.builders import (
    ago,
    any_of,
    listing,
    office,
    only_hit,
    opening,
    said,
    within,
)

MOOD = {"must": (any_of("concern:mood"),)}
WEIGHTS = {part.name: part.weight for part in PARTS}


def points(document: Document, code: ReasonCode, **asked: object) -> float:
    """What a hit earned by a code; 0 if the code is not among its reasons."""
    return sum(one.points for one in only_hit(document, **asked).reasons if one.code is code)


def best_listing() -> Document:
    return listing(
        1,
        TermUse("concern:mood", Emphasis.FOCUS, trained=True),
        "payer:aetna",
        "gender:woman",
        name="Hope Miller",
        known=frozenset({"payer"}),
        fee_cents=8_000,
        openings=(opening(),),
        facts={Aspect.CONTACT: said(), Aspect.COVERAGE: said()},
        words="word " * 30,
        enquiries=Enquiries(4, 4),
    )


def test_a_listing_that_has_everything_earns_every_point_there_is() -> None:
    hit = only_hit(
        best_listing(),
        place=within(10),
        must=(any_of("concern:mood"), any_of("payer:aetna")),
        wishes=(Wish("gender:woman"),),
        words="hope",
    )
    assert hit.score == sum(WEIGHTS.values())
    assert {one.code for one in hit.reasons} == {
        ReasonCode.TRAINED_IN,
        ReasonCode.TAKING_CLIENTS,
        ReasonCode.NAME_MATCHES,
        ReasonCode.DISTANCE,
        ReasonCode.OFFERS,
        ReasonCode.COVERED,
        ReasonCode.CONFIRMED,
        ReasonCode.ANSWERS,
        ReasonCode.COMPLETE,
    }
    assert hit.misfits == ()


def test_the_points_of_the_reasons_add_up_to_the_score_and_the_strongest_comes_first() -> None:
    hit = only_hit(best_listing(), place=within(10), words="hope word", **MOOD)
    earned = [one.points for one in hit.reasons]
    assert hit.score == pytest.approx(sum(earned), abs=0.005)
    assert earned == sorted(earned, reverse=True)


def test_a_listing_that_says_nothing_earns_nothing() -> None:
    hit = only_hit(listing())
    assert (hit.score, hit.reasons) == (0, ())
    assert [one.code for one in hit.misfits] == [ReasonCode.OPENINGS_UNKNOWN]


@pytest.mark.parametrize(
    ("use", "code"),
    [
        (TermUse("concern:mood", Emphasis.FOCUS), ReasonCode.FOCUSES_ON),
        (TermUse("concern:mood", Emphasis.ALSO), ReasonCode.WORKS_WITH),
        (TermUse("concern:mood"), ReasonCode.WORKS_WITH),
        (TermUse("concern:mood", Emphasis.ALSO, trained=True), ReasonCode.TRAINED_IN),
    ],
)
def test_the_first_reason_says_how_much_a_concern_is_their_work(
    use: TermUse, code: ReasonCode
) -> None:
    assert only_hit(listing(1, use), **MOOD).reasons[0].code is code


def test_a_narrower_term_is_named_and_earns_a_little_less_than_the_term_itself() -> None:
    itself = only_hit(listing(1, TermUse("concern:mood", Emphasis.FOCUS)), **MOOD)
    narrower = only_hit(listing(1, TermUse("concern:depression", Emphasis.FOCUS)), **MOOD)
    assert narrower.reasons[0].term == "concern:depression"
    assert narrower.score == pytest.approx(itself.score * 0.75)


def test_of_two_narrower_terms_the_one_that_earns_more_speaks_whatever_their_order() -> None:
    uses = (TermUse("concern:depression", Emphasis.ALSO), TermUse("concern:postpartum"))
    for given in (uses, uses[::-1]):
        assert only_hit(listing(1, *given), **MOOD).reasons[0].term == "concern:postpartum"


def test_having_more_of_what_was_asked_for_never_costs_points() -> None:
    asked = {"must": (any_of("concern:mood", "concern:family"),)}
    focus = TermUse("concern:mood", Emphasis.FOCUS)
    one = only_hit(listing(1, focus), **asked)
    both = only_hit(listing(1, focus, TermUse("concern:family", Emphasis.ALSO)), **asked)
    assert both.score > one.score


def test_distance_earns_all_up_to_five_miles_and_half_after_another_fifteen() -> None:
    at = {
        km: points(listing(offices=(office(km),)), ReasonCode.DISTANCE, place=within(100))
        for km in (0, 7.9, 32, 56)
    }
    full = WEIGHTS["distance"]
    assert at == pytest.approx({0: full, 7.9: full, 32: full / 2, 56: full / 4})


@pytest.mark.parametrize(("days", "share"), [(30, 1), (31, 0.8), (60, 0.8), (61, 0.4), (90, 0.4)])
def test_an_opening_earns_by_its_age(days: int, share: float) -> None:
    hit = only_hit(listing(openings=(opening(days=days),)))
    taking = next(one for one in hit.reasons if one.code is ReasonCode.TAKING_CLIENTS)
    assert (taking.points, taking.on) == (WEIGHTS["openings"] * share, ago(days))


def test_an_opening_that_no_longer_counts_earns_nothing_and_is_not_known() -> None:
    hit = only_hit(listing(openings=(opening(days=91),)))
    assert [one.code for one in hit.reasons] == [ReasonCode.COMPLETE]
    assert [one.code for one in hit.misfits] == [ReasonCode.OPENINGS_UNKNOWN]


def test_a_waiting_list_earns_a_quarter() -> None:
    waiting = listing(openings=(opening(OpeningState.WAITLIST),))
    assert points(waiting, ReasonCode.WAITLIST) == WEIGHTS["openings"] / 4


def test_a_later_opening_earns_less_but_never_less_than_two_fifths() -> None:
    earned = [
        points(listing(openings=(opening(wait=wait),)), ReasonCode.TAKING_CLIENTS)
        for wait in (0, 14, 59, 365)
    ]
    assert earned == pytest.approx([20, 20, 10, 8])


def test_contact_that_somebody_confirmed_earns_and_imported_contact_does_not() -> None:
    confirmed = listing(facts={Aspect.CONTACT: said(1)})
    imported = listing(facts={Aspect.CONTACT: said(1, SourceKind.ROSTER)})
    assert points(confirmed, ReasonCode.CONFIRMED) == WEIGHTS["confirmation"]
    assert points(imported, ReasonCode.CONFIRMED) == 0


@pytest.mark.parametrize(
    ("days", "by", "share"),
    [
        (120, SourceKind.THERAPIST, 1),
        (121, SourceKind.THERAPIST, 0.7),
        (181, SourceKind.THERAPIST, 0.3),
        (1, SourceKind.ROSTER, 0.7),
        (181, SourceKind.ROSTER, 0.3),
    ],
)
def test_a_payer_that_was_asked_for_earns_by_the_age_of_its_confirmation(
    days: int, by: SourceKind, share: float
) -> None:
    covered = listing(1, "payer:aetna", facts={Aspect.COVERAGE: said(days, by)})
    earned = points(covered, ReasonCode.COVERED, must=(any_of("payer:aetna"),))
    assert earned == pytest.approx(WEIGHTS["coverage"] * share)
    assert points(covered, ReasonCode.COVERED) == 0


def test_each_wish_that_is_met_earns_its_share_and_each_other_is_a_misfit() -> None:
    wishes = (Wish("gender:woman", 1), Wish("language:es", 2))
    hit = only_hit(listing(1, "language:es"), wishes=wishes)
    offers = next(one for one in hit.reasons if one.code is ReasonCode.OFFERS)
    assert (offers.term, offers.points) == ("language:es", WEIGHTS["wishes"] * 2 / 3)
    assert (ReasonCode.LACKS, "gender:woman") in [(one.code, one.term) for one in hit.misfits]


def test_completeness_is_capped_so_that_essays_earn_nothing_more() -> None:
    enough, essay = listing(words="word " * 30), listing(words="word " * 3_000)
    assert points(enough, ReasonCode.COMPLETE) == points(essay, ReasonCode.COMPLETE) == 1
