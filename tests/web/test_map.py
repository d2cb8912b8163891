"""The map on request: right, calm, nobody else's, and never more exact than the data."""

import math
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from rapport.places import Point, distance_km, place_of_town, place_of_zip
from rapport.places.gazetteer import gazetteer
from rapport.web.maps.clipping import Box, clip_line, clip_ring
from rapport.web.maps.ground import ground_of
from rapport.web.maps.lines import Bounds, bounds_around
from rapport.web.maps.page_map import SIZES
from rapport.web.maps.pins import fanned_out
from rapport.web.maps.projection import (
    HEIGHT,
    PADDING,
    WIDTH,
    View,
    circle,
    forward,
    inverse,
    view_of,
)
from rapport.web.maps.towns import towns_in
from tests.cast import SECRET_STREET
from tests.web.page import Element, Page, search, visit

NEWARK = "/find?near=07102&map=1"
MOST_BYTES = 60_000
ATTU, ADAK = Point(52.9, 173.2), Point(51.9, -176.6)
GUAM, ANCHORAGE, SAN_JUAN = Point(13.45, 144.78), Point(61.2, -149.9), Point(18.4, -66.1)
UNIT_BOX = Box(0, 0, 10, 10)

latitudes = st.floats(-75, 75)
longitudes = st.floats(-180, 180)
zip_points = st.sampled_from([row.point for row in gazetteer().zips.values() if row.point])


@pytest.fixture
def newark(visitor: Client) -> Page:
    """Give a full page of results with its map."""
    return visit(visitor, NEWARK)


def layouts(page: Page) -> list[Element]:
    """Give the two layouts of pins, for wide and for narrow screens."""
    return page.all("svg", cls="map__marks")


def numbers(layout: Element) -> list[str]:
    """Give the numbers on the pins, in order."""
    return [one.text for one in layout.all("text", cls="pin__number")]


# What a person sees


def test_a_page_has_no_map_until_it_is_asked_for(visitor: Client) -> None:
    page = search(visitor, near="07102")
    assert not page.all(id="map")
    assert not page.all(cls="numbered")
    opened = visit(visitor, page.links["Show these on a map"])
    assert opened.names == page.names
    assert opened.one("figure", id="map")


def test_the_map_can_be_hidden_again(visitor: Client, newark: Page) -> None:
    hidden = visit(visitor, newark.links["Hide the map"])
    assert not hidden.all(id="map")
    assert hidden.names == newark.names


def test_paging_keeps_the_map_and_goes_on_counting(visitor: Client, newark: Page) -> None:
    address = newark.one("nav", cls="pages").all("a")[1]["href"]
    assert address.endswith("?map=1#results")
    second = visit(visitor, address)
    assert numbers(layouts(second)[0])[0] == "21"
    assert second.all("li", id="card-21")


def test_pins_are_this_pages_listings_with_the_lists_numbers(newark: Page) -> None:
    cards = newark.one("ol", cls="cards").all("li", cls="numbered")
    shown = {one["id"]: one.one("h3", cls="card__name").text for one in cards}
    assert [one.one(cls="numbered__number").text for one in cards] == [
        f"Number on the map: {number}" for number in range(1, 21)
    ]
    for layout in layouts(newark):
        pins = layout.all("a", cls="pin")
        assert len(pins) == len(cards) == 20
        for number, pin in zip(numbers(layout), pins, strict=True):
            name = shown[pin["href"].removeprefix("#")]
            assert pin["href"] == f"#card-{number}"
            assert pin.one("title").children[0].startswith(f"{number}: {name}, ")  # type: ignore[union-attr]


def test_who_meets_by_phone_only_is_named_as_missing(visitor: Client) -> None:
    page = visit(visitor, "/find?q=Harbor+Listening+Line&map=1")
    assert "Nobody on this page of the list has a place" in page.one(id="map").text
    everybody = [visit(visitor, f"/find?map=1&page={number}") for number in (1, 2)]
    for page in everybody:
        place = (
            page.names.index("Harbor Listening Line")
            if "Harbor Listening Line" in page.names
            else None
        )
        if place is not None:
            number = int(page.one("ol", cls="cards")["start"]) + place
            assert str(number) not in numbers(layouts(page)[0])
            assert str(number) in page.one("figcaption").text.partition("known place:")[2]


def test_a_home_is_shown_at_its_towns_middle_and_says_about(visitor: Client) -> None:
    page = visit(visitor, "/find?near=07042&q=Ruth+Halloran&map=1")
    assert page.names == ["Ruth Halloran"]
    town = place_of_town("Montclair", "US-NJ")
    place = place_of_zip("07042")
    assert town is not None
    assert town.point is not None
    assert place is not None
    assert place.point is not None
    x, y = view_of([town.point, place.point]).sheet(town.point)
    for layout in layouts(page):
        disc = layout.one("circle", cls="map__disc")
        assert (disc["cx"], disc["cy"]) == (f"{x / WIDTH:.2%}", f"{y / HEIGHT:.2%}")
        assert "about here, shown at the middle of Montclair" in str(
            layout.one("title").children[0]
        )
    assert SECRET_STREET not in page.html
    assert "pale disc means about there" in page.one("figcaption").text


def test_no_street_is_on_the_map(newark: Page) -> None:
    figure = newark.html.partition("<figure")[2].partition("</figure>")[0]
    assert not re.search(r"Street|Avenue|Court|Lane", figure)


def test_the_map_needs_no_style_script_or_other_site(newark: Page) -> None:
    figure = newark.one("figure", id="map")
    for one in figure.all():
        assert not {"style", "onclick", "src", "xlink-href"} & one.attributes.keys()
        assert one.attributes.get("href", "#").startswith("#")
        assert "url(" not in " ".join(one.attributes.values())
    assert not figure.all("style")
    assert not figure.all("script")
    assert not figure.all("image")


def test_the_map_says_what_it_is(newark: Page) -> None:
    label = newark.one("svg", cls="map__ground")["aria-label"]
    assert newark.one("svg", cls="map__ground")["role"] == "img"
    assert label.startswith("Map around 07102, Newark, NJ with 20 numbered places of the list, ")
    assert label.endswith("The list below says the same in words.")
    assert "The cross is 07102, Newark, NJ." in newark.one("figcaption").text


def test_a_map_is_small(newark: Page) -> None:
    figure = newark.html.partition("<figure")[2].partition("</figure>")[0]
    assert len(figure.encode()) < MOST_BYTES


def test_a_map_asks_the_database_nothing(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visit(visitor, "/find")  # the first page builds the index
    with CaptureQueriesContext(connection) as without:
        visit(visitor, "/find?near=07102")
    with django_assert_num_queries(len(without)):
        visit(visitor, NEWARK)


def test_targets_are_large_enough_to_press(newark: Page) -> None:
    for layout in layouts(newark):
        reaches = [float(one["r"]) for one in layout.all("circle", cls="pin__reach")]
        assert all(12 <= reach <= 22 for reach in reaches)


@pytest.mark.parametrize("asked", ["map=0", "map=yes", "map=", "map=1&map=2", "map=%3Cb%3E"])
def test_anything_else_than_1_shows_no_map(visitor: Client, asked: str) -> None:
    page = visit(visitor, f"/find?near=07102&{asked}")
    assert page.status == 200
    assert not page.all(id="map")


# Pins in a crowd


@given(
    st.sampled_from(SIZES),
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=20),
    st.floats(0.001, 1),
)
@settings(max_examples=60, deadline=None)
def test_pins_never_cover_each_other(
    size: object, shares: list[tuple[float, float]], spread: float
) -> None:
    assert isinstance(size, type(SIZES[0]))
    width, height = size.width_px, size.width_px * HEIGHT / WIDTH
    places = [complex(x * spread * width, y * spread * height) for x, y in shares]
    spots = fanned_out(places, size.gap_px, width, height)
    assert spots == fanned_out(places, size.gap_px, width, height)
    assert all(0 <= one.real <= width and 0 <= one.imag <= height for one in spots)
    for number, one in enumerate(spots):
        assert all(abs(one - other) >= size.gap_px - 1e-6 for other in spots[:number])


def test_a_pin_that_is_alone_stays_where_it_is() -> None:
    assert fanned_out([100 + 100j, 200 + 100j], 30, 560, 420) == [100 + 100j, 200 + 100j]


# Geometry


@given(latitudes, longitudes, st.floats(-75, 75), st.floats(-180, 180))
def test_the_projection_can_be_undone(lat: float, lon: float, here: float, there: float) -> None:
    centre, point = Point(here, there), Point(lat, lon)
    if distance_km(centre, point) < 15_000:
        back = inverse(centre, *forward(centre, lat, lon))
        assert distance_km(point, back) < 0.01


@given(latitudes, longitudes, *[st.floats(-1000, 1000)] * 4)
def test_distances_on_the_sheet_are_right_to_1_percent(
    lat: float, lon: float, ax: float, ay: float, bx: float, by: float
) -> None:
    centre = Point(lat, lon)
    a, b = inverse(centre, ax, ay), inverse(centre, bx, by)
    drawn = math.dist(
        forward(centre, a.latitude, a.longitude), forward(centre, b.latitude, b.longitude)
    )
    assert drawn == pytest.approx(distance_km(a, b), rel=0.01, abs=0.001)


@given(st.lists(zip_points, min_size=1, max_size=20))
@settings(deadline=None)
def test_every_pin_is_on_the_map_with_room_around_it(points: list[Point]) -> None:
    view = view_of(points)
    assert view.km_per_unit * HEIGHT >= 12 - 1e-9
    for point in points:
        x, y = view.sheet(point)
        assert PADDING * WIDTH * 0.98 <= x <= WIDTH * (1 - PADDING * 0.98)
        assert PADDING * HEIGHT * 0.98 <= y <= HEIGHT * (1 - PADDING * 0.98)


@given(zip_points, st.floats(12, 4000))
@settings(max_examples=40, deadline=None)
def test_the_ground_of_any_view_is_small_and_inside(point: Point, width_km: float) -> None:
    ground = ground_of(View(point, width_km / WIDTH))
    paths = (ground.land, ground.coasts, ground.states, ground.counties)
    assert sum(map(len, paths)) < 40_000
    for path in paths:
        starts = re.findall(r"M(-?\d+) (-?\d+)|M(-?\d+)(-\d+)", path)
        assert all(-41 <= int(x or other) <= WIDTH + 41 for x, _, other, _ in starts)


def test_the_searched_radius_is_a_circle_of_that_radius() -> None:
    newark = Point(40.73, -74.17)
    view = View(newark, 0.1)
    for x, y in circle(view, newark, 40):
        assert math.hypot(x - WIDTH / 2, y - HEIGHT / 2) * 0.1 == pytest.approx(40, rel=0.005)


def test_the_aleutians_are_one_chain_across_180_degrees() -> None:
    view = view_of([ATTU, ADAK])
    assert view.width_km < 1.3 * distance_km(ATTU, ADAK)
    assert view.sheet(ATTU)[0] < WIDTH / 2 < view.sheet(ADAK)[0]
    assert ground_of(view).land.count("M") > 5


@pytest.mark.parametrize("point", [GUAM, ANCHORAGE, SAN_JUAN, ATTU], ids=["gu", "ak", "pr", "attu"])
def test_far_states_and_territories_have_land(point: Point) -> None:
    assert ground_of(View(point, 60 / WIDTH)).land


def test_guam_and_maine_share_a_map() -> None:
    view = view_of([GUAM, Point(44.5, -68.0)])
    assert view.sheet(GUAM)[0] < view.sheet(ANCHORAGE)[0] < view.sheet(Point(44.5, -68.0))[0]
    assert ground_of(view).land


def test_a_box_of_the_earth_goes_around_180_degrees() -> None:
    around = bounds_around(Point(52, 179.5), 300)
    assert around.holds(ADAK)
    assert not around.holds(ANCHORAGE)
    assert around.meets(Bounds(-179, 51, -178, 52))
    assert "Adak" in {town.name for town in towns_in(bounds_around(ADAK, 100))}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ([(2, 2), (8, 8)], [[(2, 2), (8, 8)]]),
        ([(-5, 5), (15, 5)], [[(0, 5), (10, 5)]]),
        ([(5, 5), (15, 5), (15, 8), (5, 8)], [[(5, 5), (10, 5)], [(10, 8), (5, 8)]]),
        ([(-5, 2), (-5, 8)], []),
        ([(-5, 8), (2, 15)], []),
    ],
    ids=["inside", "through", "out and in", "beside", "past a corner"],
)
def test_a_line_is_cut_at_the_edge(
    line: list[tuple[float, float]], parts: list[list[tuple[float, float]]]
) -> None:
    assert list(clip_line(line, UNIT_BOX)) == parts


def test_land_is_cut_at_the_edge() -> None:
    around = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    assert set(clip_ring(around, UNIT_BOX)) == {(0, 0), (10, 0), (10, 10), (0, 10)}
    assert clip_ring([(20, 20), (30, 20), (30, 30)], UNIT_BOX) == []
