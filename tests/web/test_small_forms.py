"""Sorting and the filters above the list: small forms that carry the search they start from."""

import pytest
from django.test import Client, override_settings

from tests.web.page import Page, filled, search, send, visit


def chips(page: Page) -> list[str]:
    return [one.text for one in page.all(cls="chip")]


def change(visitor: Client, page: Page, field: str, values: list[str]) -> Page:
    """Change one field in the small form that offers it, and send the form."""
    form = page.form(base="", change=field)
    offered = {one.attributes.get("value") for one in (*form.all("input"), *form.all("option"))}
    assert set(values) <= offered
    return send(visitor, filled(form) | {field: values})


@pytest.mark.parametrize("sort", ["best", "distance", "fee", "soonest"])
def test_sorting_changes_the_order_and_nothing_else(visitor: Client, sort: str) -> None:
    before = search(visitor, near="07102", concern=["anxiety", "grief"])
    after = change(visitor, before, "sort", [sort])
    assert sorted(after.names) == sorted(before.names)
    assert chips(after) == chips(before)
    assert [
        one["value"]
        for one in after.form(change="sort").all("option")
        if "selected" in one.attributes
    ] == [sort]


def test_the_lowest_fee_comes_first(visitor: Client) -> None:
    page = change(visitor, search(visitor, near="07102"), "sort", ["fee"])
    assert page.names[:2] == ["Amara Okafor", "Mateo García"]  # her sliding scale begins at $60


def test_the_nearest_comes_first(visitor: Client) -> None:
    page = change(visitor, search(visitor, near="07042"), "sort", ["distance"])
    assert page.names[:2] == ["Ruth Halloran", "Riverbank Clinic"]


def test_the_soonest_opening_comes_first(visitor: Client) -> None:
    page = change(visitor, search(visitor, near="07102"), "sort", ["soonest"])
    assert page.names[0] == "Amara Okafor"


def test_sorting_begins_again_at_the_first_page(visitor: Client) -> None:
    second = visit(visitor, visit(visitor, "/find").links["2"])
    assert "page 1 of 2" in change(visitor, second, "sort", ["fee"]).title


def test_five_filters_stand_above_the_list_too(visitor: Client) -> None:
    page = visit(visitor, "/find")
    menus = [filled(menu.one("form"))["change"] for menu in page.all("details", cls="menu")]
    assert menus == [["payer"], ["meeting"], ["openings"], ["concern"], ["language"]]
    panel = page.one("form", id="filters")
    assert all(panel.all("details", id=f"group-{field}") for [field] in menus)


def test_a_filter_above_the_list_keeps_all_others(visitor: Client) -> None:
    before = search(visitor, near="07102", concern="anxiety", sort="fee")
    after = change(visitor, before, "payer", ["medicaid"])
    assert after.names == ["Amara Okafor"]
    assert set(chips(after)) == {*chips(before), "Remove filter: Medicaid"}
    assert after.form(change="sort").all("option", value="fee", selected="")


def test_a_filter_above_the_list_can_be_taken_off(visitor: Client) -> None:
    before = search(visitor, near="07102", payer="medicaid", concern="anxiety")
    form = before.form(base="", change="payer")
    fields = {name: values for name, values in filled(form).items() if name != "payer"}
    assert chips(send(visitor, fields)) == [
        one for one in chips(before) if one != "Remove filter: Medicaid"
    ]


@pytest.mark.parametrize("field", ["payer", "meeting", "openings", "concern", "language"])
def test_sending_a_small_form_untouched_changes_nothing(visitor: Client, field: str) -> None:
    before = search(
        visitor,
        near="07102",
        payer="medicaid",
        meeting="in-person",
        openings="30",
        concern=["anxiety"],
        language=["english"],
    )
    assert before.names == ["Amara Okafor"]
    after = send(visitor, filled(before.form(base="", change=field)))
    assert after.url == before.url


def test_the_small_forms_do_not_show_the_search(visitor: Client) -> None:
    base = search(visitor, near="07102", concern="anxiety").form(change="sort").one(name="base")
    assert "anxiety" not in base["value"]


def test_a_form_from_before_a_new_key_does_not_drop_filters_silently(visitor: Client) -> None:
    form = search(visitor, near="07102", payer="medicaid").form(change="sort")
    with override_settings(SECRET_KEY="another-key-that-is-long-enough-0123456789-abcdefgh"):
        page = send(visitor, filled(form))
    assert page.status == 404
    assert page.heading == "We cannot read this address"
