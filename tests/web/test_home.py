"""The home page: one search, concerns to start from, what we promise."""

from django.test import Client

from tests.web.page import filled, search, send, visit


def test_the_home_page_asks_two_questions(visitor: Client) -> None:
    page = visit(visitor, "/")
    assert page.status == 200
    assert page.heading == "Find the right therapist"
    form = page.one("form", role="search")
    assert (form["method"], form["action"]) == ("post", "/find")
    assert filled(form) == {"q": [""], "near": [""]}
    assert all(field["autocomplete"] == "off" for field in form.all("input"))


def test_every_field_has_a_label_and_a_hint(visitor: Client) -> None:
    form = visit(visitor, "/").one("form", role="search")
    for field in form.all("input"):
        assert form.one("label", **{"for": field["id"]}).text
        assert form.one(id=field["aria-describedby"]).text


def test_an_empty_search_is_the_whole_list(visitor: Client) -> None:
    assert search(visitor, q="", near="").url == "/find"


def test_a_concern_leads_to_those_who_work_with_it(visitor: Client) -> None:
    grief = visit(visitor, visit(visitor, "/").links["Grief"])
    assert set(grief.names) == {"Amara Okafor", "Priya Nair", "Ironbound Grief Circle"}


def test_links_to_concerns_do_not_name_them(visitor: Client) -> None:
    starts = visit(visitor, "/").one("section", aria_labelledby="start").all("a")
    assert len(starts) > 5
    for link in starts:
        assert link["href"].startswith("/find/")
        assert link.text.lower() not in link["href"].lower()


def test_the_nine_promises_are_made(visitor: Client) -> None:
    assert len(visit(visitor, "/").one("ol", cls="promises").all("li")) == 9


def test_the_form_works_as_a_browser_sends_it(visitor: Client) -> None:
    fields = filled(visit(visitor, "/").one("form", role="search"))
    page = send(visitor, fields | {"q": ["anxiety"], "near": ["07102"]})
    assert page.names == ["Amara Okafor"]
