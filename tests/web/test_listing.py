"""A listing's own page: every fact with its date and source."""

import re

import pytest
from django.test import Client

from rapport.directory.actions.attest import attest
from rapport.matching import Aspect
from tests.cast import ROSTER_NAME, SECRET_STREET, Cast
from tests.web.page import Element, Page, search, visit


def profile(visitor: Client, cast: Cast, name: str, **headers: str) -> Page:
    """Open a listing, following the redirect to its full address."""
    response = visitor.get(f"/listings/{cast[name].public_id}")
    return visit(visitor, response["Location"], **headers)


def rows(page: Page) -> dict[str, Element]:
    return {row.one("dt").text: row for row in page.all("div", cls="glance__row")}


def said(page: Page, label: str) -> str:
    """Give a fact without its source."""
    return rows(page)[label].all("dd")[0].text


def test_an_address_without_the_name_is_completed(visitor: Client, cast: Cast) -> None:
    public_id = cast["Amara Okafor"].public_id
    for wrong in (f"/listings/{public_id}", f"/listings/{public_id}/old-name"):
        response = visitor.get(wrong)
        assert response.status_code == 301
        assert response["Location"] == f"/listings/{public_id}/amara-okafor"


def test_a_name_with_accents_has_a_readable_address(visitor: Client, cast: Cast) -> None:
    assert profile(visitor, cast, "Mateo García").url.endswith("/mateo-garcia")


@pytest.mark.parametrize("name", ["Bao Tran"])
def test_a_paused_listing_is_not_there(visitor: Client, cast: Cast, name: str) -> None:
    public_id = cast[name].public_id
    for address in (f"/listings/{public_id}", f"/listings/{public_id}/bao-tran"):
        page = visit(visitor, address)
        assert page.status == 404
        assert name not in page.html


@pytest.mark.parametrize("public_id", ["nobody2345", "a" * 500, "%00", "../admin", "💔"])
def test_an_id_that_is_not_there_is_not_there(visitor: Client, public_id: str) -> None:
    assert visitor.get(f"/listings/{public_id}").status_code in {400, 404}


def test_the_head_says_who_it_is(visitor: Client, cast: Cast) -> None:
    page = profile(visitor, cast, "Amara Okafor")
    assert page.heading == "Amara Okafor"
    assert page.title == "Amara Okafor · Rapport"
    assert page.one(cls="person__credential").text == "Licensed clinical social worker (LCSW)"
    assert page.one(cls="person__pronouns").text == "she/her · 12 years in practice"


def test_a_licence_says_who_read_the_register_and_when(visitor: Client, cast: Cast) -> None:
    licence = profile(visitor, cast, "Amara Okafor").one(cls="person__licence")
    assert "Licence in New Jersey, number 44SC05550101, valid to" in licence.text
    assert "by Dana Reyes." in licence.text
    assert licence.one("a")["href"] == "https://example.org/register/44SC05550101"
    assert licence.all(cls="mark--yes")


def test_a_licence_that_nobody_checked_says_so(visitor: Client, cast: Cast) -> None:
    licence = profile(visitor, cast, "Mateo García").one(cls="person__licence")
    assert "Stated by the therapist; not checked by us." in licence.text


def test_an_expired_licence_is_marked(visitor: Client, cast: Cast) -> None:
    licence = profile(visitor, cast, "June Castellano").one(cls="person__licence")
    assert "Licence in Texas, expired" in licence.text
    assert licence.all(cls="mark--no")


@pytest.mark.parametrize("name", ["Amara Okafor", "Riverbank Clinic", "Harbor Listening Line"])
def test_every_fact_has_a_date_and_a_source(visitor: Client, cast: Cast, name: str) -> None:
    page = profile(visitor, cast, name)
    sources = [one.text for one in page.all(cls="source")]
    assert len(sources) >= 3
    for source in sources:
        assert re.search(r"(Confirmed|From) .*\d{1,2} \w{3} \d{4}|Nobody has told us yet", source)


def test_a_roster_is_named_with_its_year(visitor: Client, cast: Cast) -> None:
    source = rows(profile(visitor, cast, "Riverbank Clinic"))["Payers"].one("dd", cls="source")
    assert f"From {ROSTER_NAME}, 1 Jan {cast.today.year - 1}" in source.text
    assert "Fresh" not in source.text


def test_the_facts_at_a_glance(visitor: Client, cast: Cast) -> None:
    page = profile(visitor, cast, "Amara Okafor")
    assert said(page, "Fee") == (
        "$120 to $150, sliding scale from $60 for 50 minutes; 2 low-fee places"
    )
    assert said(page, "Payers") == "Medicaid Aetna: out of network"
    assert said(page, "How to meet").startswith("In person: 12 Market Street, Newark, NJ 07102")
    assert said(page, "Languages") == "English (native)"
    assert said(page, "Taking new clients").endswith("about 1 week to wait")


def test_one_tap_makes_openings_fresh(visitor: Client, cast: Cast) -> None:
    before = profile(visitor, cast, "Omar Haddad")
    assert said(before, "Taking new clients").startswith("Not known since")
    attest(cast["Omar Haddad"], Aspect.OPENINGS, cast.today)
    after = profile(visitor, cast, "Omar Haddad")
    assert said(after, "Taking new clients").startswith("Yes: confirmed")
    assert "Fresh" in rows(after)["Taking new clients"].one("dd", cls="source").text


def test_a_home_office_shows_its_town_only(visitor: Client, cast: Cast) -> None:
    page = profile(visitor, cast, "Ruth Halloran")
    assert said(page, "How to meet") == "In person: Montclair, NJ"
    addresses = ["/find?near=07042", "/find?near=Montclair,NJ&sort=distance"]
    for html in (page.html, *(visit(visitor, one).html for one in addresses)):
        assert SECRET_STREET not in html
        assert "Quiet Hollow" not in html
    assert "07042" not in page.html
    assert not re.search(r"\b(40\.8|-74\.2)\d", page.html)


def test_the_distance_of_a_home_is_that_of_its_town(visitor: Client, cast: Cast) -> None:
    results = search(visitor, near="07042", sort="distance")
    card = next(one for one in results.all(cls="card") if one.one("h3").text == "Ruth Halloran")
    assert "about 1 mile away" in card.text


def test_a_telephone_can_be_dialled_with_its_extension(visitor: Client, cast: Cast) -> None:
    contact = profile(visitor, cast, "Amara Okafor").one(cls="contact")
    assert contact.one("a", href="tel:+1-973-555-0101;ext=12").text == "Call (973) 555-0101 ext. 12"
    assert contact.one("a", href="mailto:amara@example.org")
    website = contact.one("a", href="https://example.org/amara")
    assert "noopener" in website["rel"].split()


def test_own_words_keep_their_paragraphs(visitor: Client, cast: Cast) -> None:
    words = profile(visitor, cast, "Amara Okafor").one("div", cls="words")
    assert [one.text for one in words.all("p")] == [
        "I work with people who worry too much.",
        "The first talk is free.",
    ]


def test_a_focus_comes_first_with_its_training(visitor: Client, cast: Cast) -> None:
    page = profile(visitor, cast, "Amara Okafor")
    concerns = page.one("section", aria_labelledby="concerns")
    assert [one.text for one in concerns.all("dt")] == ["Anxiety main focus", "Grief"]
    approaches = page.one("section", aria_labelledby="approaches")
    assert "Training: Beck Institute, 2019" in approaches.text


def test_no_stars_and_no_scores(visitor: Client, cast: Cast) -> None:
    text = profile(visitor, cast, "Amara Okafor").one("main").text.lower()
    for word in ("% match", "stars", "reviews", "views", "last online", "best for you"):
        assert word not in text


def test_what_a_listing_says_is_text(visitor: Client, cast: Cast) -> None:
    listing = cast["Mateo García"]
    listing.own_words = "<script>alert(1)</script>"
    listing.website = "javascript:alert(1)"
    listing.save()
    html = profile(visitor, cast, "Mateo García").html
    assert "<script>alert" not in html
    assert 'href="javascript:' not in html


def test_a_helpline_is_not_asked_who_pays(visitor: Client, cast: Cast) -> None:
    helpline = cast["Harbor Listening Line"]
    page = visit(visitor, f"/listings/{helpline.public_id}/harbor-listening-line")
    assert page.status == 200
    assert "payer" not in page.one("main").text.lower()
    assert "What to ask" not in page.one("main").text
    therapist = visit(visitor, f"/listings/{cast['Amara Okafor'].public_id}/amara-okafor")
    assert "Ask if they take your payer" in therapist.one("main").text
