"""Where somebody is, and how they want to meet."""

from datetime import timedelta

import pytest

from rapport.matching import EVERYWHERE, Meeting, Near, Office, Region, Sort
from rapport.places import Point
from tests.matching.builders import (
    TODAY,
    ids,
    listing,
    office,
    only_hit,
    remote_only,
    search,
    within,
)

BY_VIDEO = {Meeting.VIDEO: {"US-TX": None}}
IN_PERSON, VIDEO, PHONE = (frozenset({way}) for way in Meeting)


def test_a_place_without_a_choice_means_in_person_within_the_radius() -> None:
    here, far = listing(1, offices=(office(9),)), listing(2, offices=(office(11),))
    by_video = remote_only(3, remote=BY_VIDEO)
    assert ids((here, far, by_video), place=within(10), jurisdiction="US-TX") == [1]


def test_video_asks_for_the_right_to_see_a_person_there_and_for_no_radius() -> None:
    texan = remote_only(1, remote=BY_VIDEO)
    distant_texan = listing(2, offices=(office(900),), remote=BY_VIDEO)
    new_mexican = listing(3, remote={Meeting.VIDEO: {"US-NM": None}})
    everybody = (texan, distant_texan, new_mexican)
    found = ids(everybody, place=within(10), jurisdiction="US-TX", meeting=VIDEO)
    assert sorted(found) == [1, 2]


@pytest.mark.parametrize(("days_left", "is_found"), [(1, True), (0, True), (-1, False)])
def test_the_right_to_see_a_person_by_video_lasts_through_its_last_day(
    days_left: int, is_found: bool
) -> None:
    until = TODAY + timedelta(days=days_left)
    licensed = remote_only(remote={Meeting.VIDEO: {"US-TX": until}})
    assert bool(ids(licensed, jurisdiction="US-TX", meeting=VIDEO)) is is_found


def test_somebody_who_does_not_say_where_they_are_sees_all_who_work_by_video() -> None:
    texan = remote_only(1, remote=BY_VIDEO)
    nobodys = remote_only(2, remote={Meeting.VIDEO: {}})
    ended = remote_only(3, remote={Meeting.VIDEO: {"US-TX": TODAY - timedelta(days=1)}})
    assert ids((texan, nobodys, ended), meeting=VIDEO) == [1]


def test_phone_and_video_are_two_ways_to_meet() -> None:
    by_phone = remote_only(1, remote={Meeting.PHONE: {"US-TX": None}})
    assert ids(by_phone, jurisdiction="US-TX", meeting=PHONE) == [1]
    assert ids(by_phone, jurisdiction="US-TX", meeting=VIDEO) == []


def test_in_person_and_video_together_are_the_union_and_count_each_listing_once() -> None:
    near = listing(1)
    both = listing(2, remote=BY_VIDEO)
    by_video = remote_only(3, remote=BY_VIDEO)
    neither = listing(4, offices=(office(50),))
    results = search(
        (near, both, by_video, neither),
        place=within(10),
        jurisdiction="US-TX",
        meeting=IN_PERSON | VIDEO,
    )
    assert results.total == 3
    assert sorted(hit.id for hit in results.hits) == [1, 2, 3]


def test_who_can_only_be_met_by_video_comes_last_when_sorted_by_distance() -> None:
    by_video = remote_only(1, remote=BY_VIDEO)
    office_too_far = listing(2, offices=(office(11),), remote=BY_VIDEO)
    near = listing(3, offices=(office(9),))
    results = search(
        (by_video, office_too_far, near),
        place=within(10),
        jurisdiction="US-TX",
        meeting=IN_PERSON | VIDEO,
        sort=Sort.DISTANCE,
    )
    assert results.hits[0].id == 3
    assert [hit.distance_km for hit in results.hits] == [pytest.approx(9), None, None]


def test_a_hit_says_every_way_in_which_the_person_could_meet() -> None:
    remote = BY_VIDEO | {Meeting.PHONE: {"US-NM": None}}
    hit = only_hit(listing(remote=remote), place=within(10), jurisdiction="US-TX")
    assert hit.meets == {Meeting.IN_PERSON, Meeting.VIDEO}


def test_without_any_place_every_way_will_do() -> None:
    assert sorted(ids((listing(1), remote_only(2, remote=BY_VIDEO)))) == [1, 2]


def test_a_listing_that_cannot_be_met_in_any_way_is_not_found() -> None:
    assert ids(remote_only(1)) == []


def test_a_region_means_an_office_in_it() -> None:
    texan = listing(1, offices=(Office(1, None, "US-TX"),))
    new_mexican = listing(2, offices=(office(jurisdiction="US-NM"),))
    by_video = remote_only(3, remote=BY_VIDEO)
    found = ids((texan, new_mexican, by_video), place=Region("US-TX"), jurisdiction="US-TX")
    assert found == [1]


def test_in_a_region_the_office_of_that_region_is_shown() -> None:
    both = listing(offices=(office(0, 10, "US-NM"), office(300, 11, "US-TX")))
    assert only_hit(both, place=Region("US-TX")).office == 11


def test_an_office_without_a_point_is_in_no_radius() -> None:
    somewhere = listing(1, offices=(Office(1, None, "US-TX"),))
    assert ids(somewhere, place=within(20_000)) == []


def test_a_helpline_for_everywhere_is_found_from_anywhere() -> None:
    helpline = remote_only(1, kind="helpline", remote={Meeting.PHONE: {EVERYWHERE: None}})
    for jurisdiction in ("US-TX", "US-AK", ""):
        assert ids(helpline, jurisdiction=jurisdiction, meeting=PHONE) == [1]
    assert ids(helpline, place=within(10), jurisdiction="US-TX") == []


def test_a_listing_with_two_offices_counts_by_the_nearest() -> None:
    two = listing(1, offices=(office(8, 10), office(3, 11)))
    one = listing(2, offices=(office(5, 20),))
    results = search((two, one), place=within(10), sort=Sort.DISTANCE)
    assert [hit.id for hit in results.hits] == [1, 2]
    assert results.hits[0].office == 11
    assert results.hits[0].distance_km == pytest.approx(3)


def test_the_radius_reaches_across_the_antimeridian() -> None:
    taveuni = Point(-16.8, 179.98)
    beyond = listing(1, offices=(Office(1, Point(-16.8, -179.98), "FJ-N"),))
    results = search(beyond, place=Near(taveuni, 10))
    assert [hit.id for hit in results.hits] == [1]
    assert results.hits[0].distance_km == pytest.approx(4.26, abs=0.01)


def test_a_radius_holds_its_edge() -> None:
    at_the_edge = listing(1, offices=(office(10),))
    distance_km = only_hit(at_the_edge, place=within(11)).distance_km
    assert distance_km is not None
    assert ids(at_the_edge, place=within(distance_km)) == [1]
    assert ids(at_the_edge, place=within(distance_km - 1e-6)) == []
