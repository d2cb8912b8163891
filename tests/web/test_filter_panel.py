"""The panel of filters: groups, counts, and a form that loses nothing."""

import pytest
from django.test import Client

from tests.web.page import Page, filled, search, send, visit


def counts(page: Page, field: str) -> dict[str, int]:
    """Give the counts of a group's options by value."""
    group = page.one("details", id=f"group-{field}")
    return {
        option.one("input")["value"]: int(option.one(cls="option__count").text)
        for option in group.all("label", cls="option")
        if option.all(cls="option__count")
    }


@pytest.mark.parametrize("field", ["concern", "payer", "language", "approach", "kind"])
def test_a_count_is_what_choosing_that_option_gives(visitor: Client, field: str) -> None:
    stated = counts(search(visitor, near="07102"), field)
    assert len(stated) > 1
    for value, count in stated.items():
        assert search(visitor, **{"near": "07102", field: value}).total == count


@pytest.mark.parametrize("field", ["openings", "max-fee", "meeting"])
def test_so_is_that_of_openings_fees_and_ways_to_meet(visitor: Client, field: str) -> None:
    stated = counts(search(visitor, near="07102"), field)
    for value, count in stated.items():
        assert search(visitor, **{"near": "07102", field: value}).total == count


def test_counts_leave_the_own_group_out(visitor: Client) -> None:
    before = counts(search(visitor, near="07102"), "concern")
    after = counts(search(visitor, near="07102", concern="anxiety"), "concern")
    assert after == before


def test_what_would_give_nothing_stays_visible(visitor: Client) -> None:
    panel = search(visitor, near="07102", payer="medicaid").one("details", id="group-concern")
    nothing = [one.text for one in panel.all("label", cls="option--none")]
    assert "Depression 0" in nothing


def test_a_long_group_shows_six_and_the_rest_on_request(visitor: Client) -> None:
    group = visit(visitor, "/find").one("details", id="group-language")
    more = group.one("details", id="more-language")
    options = group.all("label", cls="option")
    assert len(options) - len(more.all("label", cls="option")) == 6
    assert more.one("summary").text == f"Show all {len(options)}"


def test_a_choice_is_never_hidden_in_the_rest(visitor: Client) -> None:
    group = search(visitor, language=["vietnamese", "polish"]).one("details", id="group-language")
    more = group.one("details", id="more-language")
    assert not [one for one in more.all("input") if "checked" in one.attributes]
    assert len([one for one in group.all("input") if "checked" in one.attributes]) == 2


def test_how_many_do_not_say_is_stated(visitor: Client) -> None:
    page = visit(visitor, "/find")
    assert "listings do not say." in page.one("details", id="group-language").text


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"near": "07102", "q": "okafor"},
        {"near": "07102", "within": "40km", "concern": ["anxiety", "grief"]},
        {"near": "Austin, TX", "within": "30 miles"},
        {"payer": "aetna", "openings": "90", "max-fee": "175", "sort": "fee"},
        {"not": "concern:grief", "wish": ["style:warm", "language:polish"]},
        {"credential": "lcsw"},
        {"language": ["french", "german", "italian", "polish", "korean", "hindi", "arabic"]},
        {"near": "NJ", "meeting": ["video"]},
    ],
    ids=lambda choices: ", ".join(choices) or "nothing",
)
def test_sending_the_panel_untouched_gives_the_same_results(
    visitor: Client, choices: dict[str, str | list[str]]
) -> None:
    before = search(visitor, **choices)
    after = send(visitor, filled(before.one("form", id="filters")))
    assert after.heading == before.heading
    assert after.names == before.names
    assert _chips(after) == _chips(before)


def _chips(page: Page) -> list[str]:
    return sorted(one.text for one in page.all(cls="chip"))


def test_the_button_says_how_many_results_there_are(visitor: Client) -> None:
    panel = search(visitor, near="07102", concern="anxiety").one("form", id="filters")
    assert panel.one("button").text == "Show 1 result"


def test_a_radius_is_chosen_in_the_list_that_is_offered(visitor: Client) -> None:
    panel = search(visitor, near="07102", within="10 miles").one("form", id="filters")
    chosen = [one.text for one in panel.all("option") if "selected" in one.attributes]
    assert chosen == ["10 miles"]
