"""How far apart points are, and which distances are understood."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.places import (
    EARTH_RADIUS_KM,
    KM_PER_MILE,
    DistanceError,
    Point,
    WhyNoDistance,
    distance_km,
    parse_distance,
)
from rapport.places.point import mean_point

HALF_WAY_ROUND_KM = math.pi * EARTH_RADIUS_KM
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_distance_is_the_same_both_ways(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= HALF_WAY_ROUND_KM + 1e-6


@given(points)
def test_a_point_is_nowhere_but_where_it_is(a: Point) -> None:
    assert distance_km(a, a) == 0


@given(points, points, points)
def test_a_detour_is_never_shorter(a: Point, b: Point, c: Point) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-3


@given(st.floats(-90, 90))
def test_the_antimeridian_is_no_border(latitude: float) -> None:
    assert distance_km(Point(latitude, 180), Point(latitude, -180)) == pytest.approx(0, abs=1e-6)


def test_a_step_over_the_antimeridian_is_a_step() -> None:
    step = EARTH_RADIUS_KM * math.radians(0.2)
    assert distance_km(Point(0, 179.9), Point(0, -179.9)) == pytest.approx(step)


@given(st.floats(-180, 180), st.floats(-180, 180))
def test_all_longitudes_meet_at_the_poles(a: float, b: float) -> None:
    assert distance_km(Point(90, a), Point(90, b)) == pytest.approx(0, abs=1e-6)
    assert distance_km(Point(90, a), Point(-90, b)) == pytest.approx(HALF_WAY_ROUND_KM)


def test_a_known_distance() -> None:
    """Austin to Dallas city halls: 293 km along the great circle."""
    assert distance_km(Point(30.2649, -97.7475), Point(32.7763, -96.7969)) == pytest.approx(
        293, abs=1
    )


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.1, 0), (-91, 0), (0, 180.1), (0, -181), (math.nan, 0), (0, math.nan), (math.inf, 0)],
)
def test_a_point_off_the_earth_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="must lie between"):
        Point(latitude, longitude)


def test_a_mean_over_the_antimeridian_stays_there() -> None:
    mean = mean_point([Point(0, 179), Point(0, -179)])
    assert mean
    assert distance_km(mean, Point(0, 180)) == pytest.approx(0, abs=1e-6)


def test_nothing_and_opposites_have_no_mean() -> None:
    assert mean_point([]) is None
    assert mean_point([Point(0, 0), Point(0, 180)]) is None


@pytest.mark.parametrize(
    ("text", "kilometres"),
    [("25mi", 25 * KM_PER_MILE), ("25 miles", 25 * KM_PER_MILE), ("1 mile", KM_PER_MILE),
     ("10 km", 10), ("10km", 10), (" 2.5 KM ", 2.5), (".5 mi.", 0.5 * KM_PER_MILE),
     ("10\u00a0kilometres", 10), ("20000 km", 20_000)],
)  # fmt: skip
def test_a_distance_with_a_unit_is_understood(text: str, kilometres: float) -> None:
    assert parse_distance(text) == pytest.approx(kilometres)


@pytest.mark.parametrize("text", ["25", " 25 ", "0.5"])
def test_a_bare_number_is_refused(text: str) -> None:
    with pytest.raises(DistanceError) as refusal:
        parse_distance(text)
    assert refusal.value.reason is WhyNoDistance.NO_UNIT


@pytest.mark.parametrize(
    "text",
    ["abc", "", "-5 km", "0", "0 km", "0.0mi", "nan", "nan km", "inf", "inf mi", "1e3 km", "5 m",
     "5 feet", "20001 km", "12428 mi", "1,000 km", "km", "10 km 5", "9" * 400 + "km", "٣ km",
     "0." + "0" * 400 + "1 km"],
)  # fmt: skip
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(DistanceError) as refusal:
        parse_distance(text)
    assert refusal.value.reason in WhyNoDistance


@given(st.text(max_size=50))
def test_no_text_gives_anything_but_a_distance_or_a_refusal(text: str) -> None:
    try:
        kilometres = parse_distance(text)
    except DistanceError:
        return
    assert 0 < kilometres <= 20_000
