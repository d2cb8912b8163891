"""An open map stays open while a person changes the search, with and without script."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.page import Page, filled, visit

OPEN, CLOSED = "/find?near=07102&concern=depression&map=1", "/find?near=07102&concern=depression"


def has_map(page: Page) -> bool:
    return bool(page.all("figure", cls="map") or page.all(id="map"))


@pytest.mark.parametrize(("address", "is_open"), [(OPEN, True), (CLOSED, False)])
def test_every_form_of_the_page_keeps_the_map_as_it_is(
    visitor: Client, address: str, is_open: bool
) -> None:
    page = visit(visitor, address)
    forms = [one for one in page.all("form") if one.attributes.get("action") == "/find"]
    assert len(forms) > 4
    for form in forms:
        answer = visitor.post("/find", filled(form))
        assert answer.status_code == 303
        assert answer["Location"].endswith("?map=1") is is_open
        assert has_map(visit(visitor, answer["Location"])) is is_open


def test_removing_a_filter_keeps_it_too(visitor: Client) -> None:
    chips = visit(visitor, OPEN).one("ul", cls="chips").all("a")
    assert len(chips) > 2
    for chip in chips:
        assert chip["href"].endswith("?map=1"), chip.text


def test_the_page_of_filters_leads_back_to_the_map(visitor: Client) -> None:
    page = visit(visitor, OPEN)
    filters = visit(visitor, page.one("a", cls="filters-open")["href"])
    assert filters.links["Back to results"].endswith("?map=1")
    answer = visitor.post("/find", filled(filters.one("form", cls="filters")))
    assert answer["Location"].endswith("?map=1")


def test_a_profile_leads_back_to_the_map(visitor: Client, cast: Cast) -> None:
    results = visitor.post("/find", {"near": "07102", "map": "1"})["Location"]
    address = f"/listings/{cast['Amara Okafor'].public_id}/amara-okafor"
    back = visit(visitor, address, Referer=f"http://testserver{results}").links["Back to results"]
    assert back == results
    assert urlsplit(back).query == "map=1"


@pytest.mark.parametrize("value", ["0", "2", "yes", "1&x=canary", ""])
def test_nothing_else_gets_into_the_address(visitor: Client, value: str) -> None:
    assert "?" not in visitor.post("/find", {"near": "07102", "map": value})["Location"]
