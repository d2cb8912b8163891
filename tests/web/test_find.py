"""A search is posted, redirected to an opaque address, and shown there."""

import re

import pytest
from django.test import Client

from rapport.directory.models import Listing
from rapport.directory.models.listing import Status
from tests.cast import Cast
from tests.web.page import Page, search, send, visit

HEALTH_SEARCH = {"q": "garcia", "near": "07102", "concern": "depression", "payer": "aetna"}


def test_the_unfiltered_list_has_every_published_listing(visitor: Client, cast: Cast) -> None:
    page = visit(visitor, "/find")
    assert page.total == len(cast.listings) - 1
    assert page.heading == f"{page.total} results"


def test_a_posted_search_is_redirected_to_an_opaque_address(visitor: Client) -> None:
    response = visitor.post("/find", HEALTH_SEARCH)
    assert response.status_code == 303
    assert re.fullmatch(r"/find/[A-Za-z0-9_-]+", response["Location"])
    for word in HEALTH_SEARCH.values():
        assert word not in response["Location"].lower()


def test_the_address_shows_the_search_to_anybody(visitor: Client) -> None:
    address = visitor.post("/find", HEALTH_SEARCH)["Location"]
    page = visit(Client(), address)
    assert page.names == ["Mateo García"]
    assert page.heading == "1 result near 07102, Newark, NJ"


def test_the_same_search_has_the_same_address(visitor: Client) -> None:
    addresses = {
        visitor.post("/find", fields)["Location"]
        for fields in (HEALTH_SEARCH, dict(reversed(HEALTH_SEARCH.items())))
    }
    assert len(addresses) == 1


def test_a_readable_link_works_too(visitor: Client) -> None:
    page = visit(visitor, "/find?concern=anxiety&near=newark+nj")
    assert page.names == ["Amara Okafor"]


@pytest.mark.parametrize(
    ("words", "chip"),
    [("Anxiety", "Anxiety"), ("obamacare", "Marketplace (ACA) plan"), ("español", "Spanish")],
)
def test_words_that_name_a_term_become_that_choice(visitor: Client, words: str, chip: str) -> None:
    assert search(visitor, q=words).all("a", cls="chip")[0].text == f"Remove filter: {chip}"


@pytest.mark.parametrize("name", ["garcia", "García", "GARCÍA", "garc"])
def test_a_name_is_found_with_and_without_its_accent(visitor: Client, name: str) -> None:
    assert set(search(visitor, q=name).names) == {"Mateo García", "Lucia Garcia"}


@pytest.mark.parametrize(
    "name",
    [
        *("Mateo García", "Tomasz Zieliński", "Priya Nair", "Helen Marsh"),
        *("Ironbound Grief Circle", "Harbor Listening Line"),
        *("Amara Okafor", "Riverbank Clinic"),
    ],
)
def test_a_listing_is_found_by_its_whole_name(visitor: Client, name: str) -> None:
    assert name in search(visitor, q=name).names


@pytest.mark.parametrize("place", ["07102", "07102-1234", " Newark ,nj", "newark new jersey"])
def test_a_place_may_be_typed_in_many_ways(visitor: Client, place: str) -> None:
    assert search(visitor, near=place, concern="anxiety").names == ["Amara Okafor"]


def test_a_place_alone_means_in_person(visitor: Client) -> None:
    page = search(visitor, near="Newark, NJ", concern="grief")
    assert page.names == ["Amara Okafor", "Ironbound Grief Circle"]
    assert "In person within 25 miles." in page.one("div", cls="results-head").text


def test_video_is_for_people_where_the_therapist_is_licensed(visitor: Client) -> None:
    by_video = search(visitor, near="Newark, NJ", meeting="video")
    assert set(by_video.names) == {"Amara Okafor", "Priya Nair"}
    assert search(visitor, near="Austin, TX", meeting="video").total == 0


def test_both_ways_of_meeting_are_a_union(visitor: Client) -> None:
    in_person = search(visitor, near="Newark, NJ", meeting="in-person")
    both = search(visitor, near="Newark, NJ", meeting=["in-person", "video"])
    assert both.total == in_person.total + 1


def test_no_title_contains_a_word_of_the_search(visitor: Client) -> None:
    pages = [
        search(visitor, **HEALTH_SEARCH),
        search(visitor, q="garcia", near="newark"),
        search(visitor, q="garcia", near="nowhereville"),
        search(visitor, q="nobody says this"),
    ]
    assert len({page.status for page in pages}) == 2
    for page in pages:
        title = page.title.lower()
        assert title.endswith("rapport")
        for word in ("garcia", "newark", "07102", "nowhere", "depression", "aetna", "nobody"):
            assert word not in title


def test_no_page_of_a_search_is_indexed(visitor: Client) -> None:
    pages = [
        visit(visitor, "/find"),
        search(visitor, near="07102"),
        search(visitor, near="newark"),
        search(visitor, near="nowhereville"),
        visit(visitor, "/find/broken"),
    ]
    for page in pages:
        assert page.one("meta", name="robots")["content"] == "noindex"
    assert [page.headers.get("X-Robots-Tag") for page in pages[:2]] == ["noindex", "noindex"]


def test_a_withdrawn_listing_is_not_shown_even_while_the_index_has_it(
    visitor: Client, cast: Cast
) -> None:
    before = visit(visitor, "/find?near=07102")
    Listing.objects.filter(pk=cast["Amara Okafor"].pk).update(status=Status.WITHDRAWN)
    after = visit(visitor, "/find?near=07102")
    assert before.names[0] == "Amara Okafor"
    assert "Amara Okafor" not in after.names
    assert len(after.names) == len(before.names) == 20


def test_a_card_says_what_a_person_needs_to_decide(visitor: Client) -> None:
    card = search(visitor, near="07102", concern="anxiety", payer="medicaid").one(cls="card")
    facts = {row.one("dt").text: row.one("dd").text for row in card.one("dl").all("div")}
    assert facts["Fee"] == "$120 to $150, sliding scale from $60"
    assert facts["Medicaid"] == "Yes"
    assert facts["How to meet"] == "In person, less than half a mile away; Video"
    assert facts["Taking new clients"].startswith("Yes: confirmed ")
    assert card.one(cls="card__credential").text == "Licensed clinical social worker (LCSW)"
    assert [one.text for one in card.one(cls="reasons").all("li")] == [
        "Focuses on anxiety",
        "Accepts Medicaid",
    ]
    assert "points" in card.one("details", cls="why").text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Helen Marsh", "No: confirmed"),
        ("Inês Duarte", "which is a while ago"),
        ("Omar Haddad", "Not known since"),
    ],
)
def test_an_old_or_missing_opening_is_said_to_be_so(visitor: Client, name: str, says: str) -> None:
    card = search(visitor, q=name).one(cls="card")
    facts = {row.one("dt").text: row.one("dd").text for row in card.one("dl").all("div")}
    assert says in facts["Taking new clients"]


def test_an_opening_that_is_too_old_is_no_opening(visitor: Client) -> None:
    names = search(visitor, q="Haddad", openings="365").names
    assert names == []
    assert search(visitor, q="Duarte", openings="365").names == ["Inês Duarte"]


def test_other_methods_are_refused(visitor: Client) -> None:
    assert visitor.put("/find").status_code == 405
    assert visitor.post("/find/abc").status_code == 405
    assert visitor.head("/find").status_code == 200


def test_a_search_is_never_kept_by_a_shared_cache(visitor: Client) -> None:
    for page in (visit(visitor, "/find"), search(visitor, near="07102")):
        assert page.headers["Cache-Control"] == "private, no-cache"


def test_fields_that_nobody_knows_are_ignored(visitor: Client) -> None:
    page: Page = send(visitor, {"utm_source": "mail", "concern": "anxiety"})
    assert page.names == ["Amara Okafor"]
