"""What asking for less would give."""

import pytest

from rapport.matching import (
    RADII_KM,
    Meeting,
    OpeningState,
    Query,
    Region,
    Relaxation,
    RelaxationKind,
    relax,
)
from tests.matching.builders import (
    TODAY,
    any_of,
    listing,
    office,
    opening,
    remote_only,
    search,
    within,
)

BY_VIDEO = {Meeting.VIDEO: {"US-TX": None}}
WITHOUT, RADIUS, VIDEO = RelaxationKind


def offered(documents: object, **asked: object) -> dict[tuple[str, str | float | None], int]:
    """Totals by kind and by what would be left out or how far it would reach."""
    results = search(documents, **asked)  # type: ignore[arg-type]
    return {(one.kind, one.criterion or one.radius_km): one.total for one in results.relaxations}


def test_nothing_is_offered_when_nothing_was_asked() -> None:
    assert offered(listing()) == {}


def test_each_choice_could_be_left_out_alone() -> None:
    everybody = (
        listing(1, "language:es"),
        listing(2, "gender:woman"),
        listing(3, "gender:woman"),
        listing(4, "language:es", "gender:woman"),
        listing(5),
    )
    asked = (any_of("language:es"), any_of("gender:woman"))
    assert offered(everybody, must=asked) == {
        (WITHOUT, "language"): 3,
        (WITHOUT, "gender"): 2,
    }


def test_fee_openings_words_and_avoidance_could_be_left_out() -> None:
    perfect = {"name": "Ada", "fee_cents": 0, "openings": (opening(),)}
    everybody = (
        listing(1, **perfect),
        listing(2, **perfect | {"name": "Bob"}),
        listing(3, **perfect | {"fee_cents": None}),
        listing(4, **perfect | {"openings": ()}),
        listing(5, "approach:x", **perfect),
    )
    assert offered(
        everybody,
        words="ada",
        max_fee_cents=100,
        openings_within_days=14,
        avoid=frozenset({"approach:x"}),
    ) == {
        (WITHOUT, "words"): 2,
        (WITHOUT, "fee-ceiling"): 2,
        (WITHOUT, "openings"): 2,
        (WITHOUT, "avoid"): 2,
    }


def test_wider_radii_and_video_are_offered_around_a_place() -> None:
    everybody = (
        listing(1, offices=(office(10),)),
        listing(2, offices=(office(30),)),
        listing(3, offices=(office(30),), remote=BY_VIDEO),
        remote_only(4, remote=BY_VIDEO),
        remote_only(5, remote={Meeting.VIDEO: {"US-NM": None}}),
    )
    assert offered(everybody, place=within(RADII_KM[1]), jurisdiction="US-TX") == {
        (WITHOUT, "place"): 5,
        (RADIUS, RADII_KM[2]): 3,
        (RADIUS, RADII_KM[3]): 3,
        (RADIUS, RADII_KM[4]): 3,
        (VIDEO, None): 3,
    }


def test_no_radius_is_offered_to_who_wants_video_only() -> None:
    everybody = (listing(1), remote_only(2, remote=BY_VIDEO))
    kinds = {
        kind
        for kind, _what in offered(
            everybody, place=within(10), jurisdiction="US-TX", meeting=frozenset({Meeting.VIDEO})
        )
    }
    assert kinds == {WITHOUT}


def test_a_region_has_no_radius_but_video() -> None:
    everybody = (listing(1), remote_only(2, remote=BY_VIDEO))
    assert offered(everybody, place=Region("US-TX"), jurisdiction="US-TX") == {
        (WITHOUT, "place"): 2,
        (VIDEO, None): 2,
    }


def test_leaving_out_the_payer_asks_for_openings_anew() -> None:
    """Who is full for Aetna may take others; who does not take it at all may have room."""
    rows = (opening(), opening(OpeningState.FULL, payer="payer:aetna"))
    everybody = (listing(1, "payer:aetna", openings=rows), listing(2, openings=rows))
    asked = {"must": (any_of("payer:aetna"),), "openings_within_days": 14}
    assert offered(everybody, **asked)[(WITHOUT, "payer")] == 2


def test_a_wider_radius_asks_for_openings_at_the_offices_it_reaches() -> None:
    rows = (opening(OpeningState.FULL, office=10), opening(office=11))
    two = listing(offices=(office(1, 10), office(30, 11)), openings=rows)
    totals = offered(two, place=within(10), openings_within_days=14)
    assert totals[(RADIUS, RADII_KM[1])] == 0
    assert totals[(RADIUS, RADII_KM[2])] == 1


def test_a_relaxed_query_begins_at_its_first_page() -> None:
    asked = Query(day=TODAY, place=within(10), words="ada", page=7)
    for relaxation in (
        Relaxation(WITHOUT, 0, "words"),
        Relaxation(WITHOUT, 0, "place"),
        Relaxation(RADIUS, 0, radius_km=20.0),
        Relaxation(VIDEO, 0),
    ):
        assert relax(asked, relaxation).page == 1


def test_only_a_search_around_a_point_can_reach_further() -> None:
    with pytest.raises(ValueError, match="radius"):
        relax(Query(day=TODAY, place=Region("US-TX")), Relaxation(RADIUS, 0, radius_km=20.0))
