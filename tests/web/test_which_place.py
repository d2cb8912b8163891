"""A town that several states have: the person says which."""

from django.test import Client

from tests.web.page import Page, filled, search, send, visit


def places(page: Page) -> dict[str, str]:
    return {one.one(cls="choice__name").text: one["href"] for one in page.all("a", cls="choice")}


def test_a_town_of_several_states_is_asked_about(visitor: Client) -> None:
    page = search(visitor, near="newark")
    assert page.status == 200
    assert page.title == "Which place do you mean? · Rapport"
    assert page.heading == "Which newark do you mean?"
    assert list(places(page))[:2] == ["Newark, NJ", "Newark, DE"]
    assert page.all("a", cls="choice")[0].one(cls="choice__note").text == "New Jersey"


def test_the_choice_keeps_every_other_filter(visitor: Client) -> None:
    page = search(
        visitor, near="newark", concern="anxiety", payer="medicaid", sort="fee", q="okafor"
    )
    after = visit(visitor, places(page)["Newark, NJ"])
    assert after.names == ["Amara Okafor"]
    assert {one.text.removeprefix("Remove filter: ") for one in after.all(cls="chip")} == {
        "“okafor”",
        "Medicaid",
        "Anxiety",
        "Newark, NJ: 25 miles",
    }
    assert after.form(change="sort").all("option", value="fee", selected="")


def test_every_place_leads_to_results(visitor: Client) -> None:
    for label, address in places(search(visitor, near="newark")).items():
        assert not visit(visitor, address).all("a", cls="choice__note"), label


def test_another_place_can_be_typed_and_the_filters_stay(visitor: Client) -> None:
    page = search(visitor, near="newark", concern="anxiety")
    form = page.form(base="", change="near")
    assert filled(form)["near"] == ["newark"]
    after = send(visitor, filled(form) | {"near": ["07102"]})
    assert after.names == ["Amara Okafor"]
    assert after.url != "/find"


def test_the_addresses_do_not_name_the_place(visitor: Client) -> None:
    for address in places(search(visitor, near="newark")).values():
        assert "newark" not in address.lower()


def test_a_state_and_a_city_of_one_name_are_told_apart(visitor: Client) -> None:
    assert list(places(search(visitor, near="New York"))) == ["New York, NY", "New York (state)"]
    for address in places(search(visitor, near="New York")).values():
        assert visit(visitor, address).all("form", id="filters")
