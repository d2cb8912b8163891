"""Where is what a person types: found, asked about, or not found with a reason."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.places import (
    JURISDICTIONS,
    Ambiguous,
    Found,
    NotFound,
    Place,
    Precision,
    WhyNotFound,
    distance_km,
    find_place,
    jurisdiction_of,
    place_of_town,
    place_of_zip,
)


def found(text: str) -> Place:
    answer = find_place(text)
    assert isinstance(answer, Found), answer
    return answer.place


def asked(text: str) -> list[str]:
    answer = find_place(text)
    assert isinstance(answer, Ambiguous), answer
    return labels(answer.candidates)


def not_found(text: str) -> NotFound:
    answer = find_place(text)
    assert isinstance(answer, NotFound), answer
    return answer


def labels(places: Iterable[Place]) -> list[str]:
    return [place.label for place in places]


@pytest.mark.parametrize(
    "text", ["78704", "78704 ", "78704-1234", "787041234", "\uff17\uff18\uff17\uff10\uff14"]
)
def test_a_zip_is_found_however_it_is_written(text: str) -> None:
    place = found(text)
    assert place.label == "78704, Austin, TX"
    assert (place.jurisdiction, place.city, place.postcode) == ("US-TX", "Austin", "78704")
    assert place.precision is Precision.ZIP


def test_a_zip_that_lost_its_leading_zero_in_a_spreadsheet_is_found() -> None:
    assert found("6708").label == "06708, Waterbury, CT"


@pytest.mark.parametrize(
    "text",
    [
        "austin tx",
        "Austin, Texas",
        "austin,TX",
        "AUSTIN, Tex.",
        "Austin\u00a0TX",
        "Austin (TX)",
        " the city of Austin, TX, USA",
        "1100 Congress Ave, Austin, TX",
        "1100 congress ave austin tx",
    ],
)
def test_a_town_with_its_state_is_found_however_it_is_written(text: str) -> None:
    place = found(text)
    assert place.label == "Austin, TX"
    assert place.precision is Precision.TOWN
    assert place.postcode == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("St. Louis, MO", "Saint Louis, MO"),
        ("Saint Louis mo", "Saint Louis, MO"),
        ("Mt Holly nj", "Mount Holly, NJ"),
        ("Ft. Worth", "Fort Worth, TX"),
        ("San José, CA", "San Jose, CA"),
        ("O\u2019Fallon, MO", "O Fallon, MO"),
        ("coeur d'alene", "Coeur D Alene, ID"),
        ("Winston-Salem", "Winston Salem, NC"),
        ("the bronx", "Bronx, NY"),
        ("Billings MT", "Billings, MT"),
        ("Raleigh, N. Carolina", "Raleigh, NC"),
        ("Charleston West Virginia", "Charleston, WV"),
        ("Brooklyn, New York, NY", "Brooklyn, NY"),
        ("Washington DC", "Washington, DC"),
        ("washington d.c.", "Washington, DC"),
        ("California, MD", "California, MD"),
        ("San Juan, PR", "San Juan, PR"),
        ("hagåtña", "Hagatna, GU"),
        ("Chicago", "Chicago, IL"),
    ],
)
def test_spellings_of_one_town_are_merged(text: str, label: str) -> None:
    assert found(text).label == label


@pytest.mark.parametrize(
    ("text", "code"),
    [("new jersey", "US-NJ"), ("NJ", "US-NJ"), ("N.J.", "US-NJ"), ("California", "US-CA"),
     ("LA", "US-LA"), ("DC", "US-DC"), ("Guam", "US-GU"), ("New York State", "US-NY")],
)  # fmt: skip
def test_a_state_is_a_region_without_a_point(text: str, code: str) -> None:
    place = found(text)
    assert place.jurisdiction == code
    assert place.point is None
    assert place.precision is Precision.REGION


def test_a_name_that_many_states_have_is_asked_about_largest_first() -> None:
    assert asked("newark")[:3] == ["Newark, NJ", "Newark, DE", "Newark, OH"]
    assert asked("portland")[:2] == ["Portland, OR", "Portland, ME"]
    assert asked("St Louis")[0] == "Saint Louis, MO"


def test_a_state_that_shares_its_name_with_a_large_town_is_asked_about() -> None:
    assert asked("New York") == ["New York, NY", "New York (state)"]
    assert asked("Washington")[:2] == ["Washington, DC", "Washington (state)"]


def test_a_zip_and_a_town_that_agree_are_the_zip() -> None:
    for text in ["Austin, TX 78704", "78704 austin", "1 Main St, Austin TX 78704-0001", "78704 TX"]:
        assert found(text).label == "78704, Austin, TX"


def test_a_zip_and_a_town_that_contradict_each_other_are_asked_about() -> None:
    assert asked("78704, Dallas, TX") == ["78704, Austin, TX", "Dallas, TX"]
    assert asked("12345 Main St, Austin, TX") == ["12345, Schenectady, NY", "Austin, TX"]


@pytest.mark.parametrize("text", ["09001", "APO AE 09001", "34002", "09905"])
def test_a_military_zip_has_no_place(text: str) -> None:
    assert not_found(text).reason is WhyNotFound.ZIP_OF_THE_MILITARY


def test_a_zip_of_another_country_says_which() -> None:
    answer = not_found("96960")
    assert (answer.reason, answer.where) == (WhyNotFound.ZIP_OF_ANOTHER_COUNTRY, "MH")


def test_an_unknown_zip_suggests_towns_of_its_area() -> None:
    answer = not_found("01234")
    assert (answer.reason, answer.zip) == (WhyNotFound.UNKNOWN_ZIP, "01234")
    assert all(place.jurisdiction == "US-MA" for place in answer.suggestions)
    assert answer.suggestions


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("philladelphia", "Philadelphia, PA"),
        ("Tuscon, AZ", "Tucson, AZ"),
        ("sanfransisco", "San Francisco, CA"),
        ("cincinatti", "Cincinnati, OH"),
        ("pensylvania", "Pennsylvania"),
        ("san fran", "San Francisco, CA"),
        ("Austin, NY", "Austin, TX"),
        ("austin texs", "Austin, TX"),
        ("Nwe York ny", "New York, NY"),
        ("Springfeild, IL", "Springfield, IL"),
    ],
)
def test_a_mistyped_name_is_suggested_not_assumed(text: str, label: str) -> None:
    suggestions = not_found(text).suggestions
    assert label in labels(suggestions)
    assert len(suggestions) <= 5


@pytest.mark.parametrize(
    "text", ["", "   ", ",", "🙂", "\u200b", "'", "x" * 10_000, "a\0b", "\ud800"]
)
def test_what_cannot_be_a_place_gets_a_sentence(text: str) -> None:
    answer = not_found(text)
    assert len(answer.text) <= 100
    answer.text.encode()


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    answer = find_place(text)
    assert isinstance(answer, Found | Ambiguous | NotFound)
    answer.text.encode()


PIECES = (
    "austin tx new york 78704 6708 -1234 , . ' st saint washington usa d.c. 1 the of city 00000 "
    "09001 96960 west virginia \u00f1 \u2019 \u00a0"
)


@given(st.lists(st.sampled_from([*PIECES.split(" "), " ", ", "]), max_size=12))
def test_no_mixture_of_pieces_of_places_raises(pieces: list[str]) -> None:
    for glue in ("", " "):
        answer = find_place(glue.join(pieces))
        if isinstance(answer, Ambiguous):
            assert len(set(answer.candidates)) == len(answer.candidates) > 1


def test_every_region_is_found_by_its_label_name_and_code() -> None:
    for code, name in JURISDICTIONS.items():
        region = found(code)
        assert region.jurisdiction == jurisdiction_of(name) == jurisdiction_of(code[3:]) == code
        assert found(region.label) == found(code[3:]) == region


@given(st.integers(min_value=0, max_value=99_999))
def test_every_label_leads_back_to_its_place(number: int) -> None:
    place = place_of_zip(f"{number:05}")
    if place is None:
        return
    assert found(place.label) == place
    assert place.point is not None
    town = place_of_town(place.city, place.jurisdiction)
    assert town is not None
    assert found(town.label) == town
    if place.precision is Precision.TOWN:
        assert place.point == town.point


def test_a_town_lies_among_its_zips() -> None:
    for city, jurisdiction, zip_code in [
        ("Anchorage", "US-AK", "99503"),
        ("Adak", "AK", "99546"),
        ("Hagatna", "Guam", "96910"),
    ]:
        town, place = place_of_town(city, jurisdiction), place_of_zip(zip_code)
        assert town
        assert place
        assert town.point
        assert place.point
        assert distance_km(town.point, place.point) < 15


def test_a_zip_without_a_point_of_its_own_has_that_of_its_town_and_says_so() -> None:
    place = place_of_zip("77352")
    town = place_of_town("Livingston", "TX")
    assert place
    assert town
    assert place.point == town.point
    assert place.precision is Precision.TOWN


def test_what_is_no_zip_or_town_is_none() -> None:
    assert place_of_zip("") is place_of_zip("7870") is place_of_zip("09001") is None
    assert place_of_zip("20588") is None
    assert place_of_town("Austin", "Ontario") is None
    assert place_of_town("", "US-TX") is place_of_town("Nowhere At All", "US-TX") is None


def test_a_name_that_stands_for_places_far_apart_has_no_centre() -> None:
    assert place_of_town("Monroe Township", "US-PA") is None
    assert place_of_town("Monroe Township", "US-NJ") is not None


def test_jurisdictions_are_read_by_code_name_and_abbreviation() -> None:
    for text in ["NJ", "nj", "New Jersey", "new  jersey", "US-NJ", "us-nj", "N.J."]:
        assert jurisdiction_of(text) == "US-NJ"
    assert jurisdiction_of("MT") == "US-MT"
    assert jurisdiction_of("Virgin Islands") == "US-VI"
    assert jurisdiction_of("Ontario") is jurisdiction_of("") is jurisdiction_of("US") is None
