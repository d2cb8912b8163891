"""Twenty results a page, numbered, each listing once."""

import pytest
from django.test import Client

from tests.web.page import Page, search, visit


def page_links(page: Page) -> dict[str, str]:
    """Give the addresses of numbered pages."""
    return {link.text: link["href"] for link in page.one("nav", cls="pages").all("a")}


def test_the_pages_together_show_each_listing_once(visitor: Client) -> None:
    first = visit(visitor, "/find")
    second = visit(visitor, page_links(first)["2"])
    assert (len(first.names), len(second.names)) == (20, first.total - 20)
    assert len({*first.names, *second.names}) == first.total


def test_the_place_in_the_list_is_said(visitor: Client) -> None:
    second = visit(visitor, page_links(search(visitor, near="07102"))["2"])
    assert second.title.startswith("Search results, page 2 of 2")
    assert second.one("ol", cls="cards")["start"] == "21"
    assert (
        second.all("h2", cls="visually-hidden")[0].text
        == f"Results 21 to {second.total} of {second.total}"
    )
    current = second.one("nav", cls="pages").one("a", aria_current="page")
    assert (current.text, current["aria-label"]) == ("2", "Page 2")


def test_paging_leads_to_the_heading_of_the_results(visitor: Client) -> None:
    page = visit(visitor, "/find")
    assert all(address.endswith("#results") for address in page_links(page).values())
    assert page.one("h1")["id"] == "results"


def test_paging_keeps_the_filters(visitor: Client) -> None:
    first = search(visitor, near="07102", concern="depression")
    second = visit(visitor, page_links(first)["2"])
    assert second.heading == first.heading
    assert [one.text for one in second.all(cls="chip")] == [
        one.text for one in first.all(cls="chip")
    ]


def test_few_results_have_no_page_numbers(visitor: Client) -> None:
    page = search(visitor, near="07102", concern="anxiety")
    assert not page.all("nav", cls="pages")
    assert page.title == "Search results · Rapport"


def test_a_page_after_the_last_says_so_and_leads_back(visitor: Client) -> None:
    page = search(visitor, near="07102")
    beyond = visit(visitor, "/find?near=07102&page=300")
    assert beyond.status == 200
    assert beyond.names == []
    assert "There is no such page" in beyond.one("main").text
    assert visit(visitor, beyond.links["Go to the first page"]).names == page.names


@pytest.mark.parametrize("page", ["0", "999999", "-1", "two", "1e3", "²"])
def test_a_page_that_cannot_be_is_a_clear_problem(visitor: Client, page: str) -> None:
    answer = visit(visitor, f"/find?page={page}")
    assert answer.status == 422
    assert "Enter a whole number from 1 to 5000." in answer.one(role="alert").text


def test_a_page_number_with_noughts_before_it_is_checked_too(visitor: Client) -> None:
    assert visit(visitor, f"/find?page={'0' * 8}11234567").status == 422


@pytest.mark.parametrize("page", ["9" * 10, "9" * 90])
def test_a_page_number_of_many_digits_is_read_whole(visitor: Client, page: str) -> None:
    assert visit(visitor, f"/find?page={page}").status == 422
