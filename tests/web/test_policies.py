"""The pages about privacy, health data, safety and accessibility, and what they say is true."""

import io
import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.directory.models import ProblemReport
from rapport.operator.crisis import crisis_lines
from rapport.operator.models import OperatorSettings
from rapport.vocabulary.files import shipped_schemes
from rapport.web import gunicorn_settings
from rapport.web.abuse import ABUSE
from rapport.web.down_page import write_down_page
from rapport.web.prompt import COOKIE
from rapport.web.sitemaps import PAGES
from tests.cast import Cast
from tests.conftest import ROOT
from tests.one_more import list_one_more
from tests.web.page import Page, filled, visit

POLICIES = {
    "/privacy": "Privacy",
    "/consumer-health-data": "Consumer health data",
    "/safety": "Safety",
    "/accessibility": "Accessibility statement",
}
CANARY = "zanzibarcanary"
INTERNET_ADDRESS = "203.0.113.77"


def lines_of(page: Page) -> list[str]:
    """Give the paragraphs and entries of the main part, without proofs."""
    return [one.text.partition(" Proof:")[0] for one in page.one("main").all() if one.tag in "pli"]


@pytest.mark.parametrize(("address", "heading"), POLICIES.items())
def test_each_page_is_there_and_found_from_every_page(
    visitor: Client, address: str, heading: str
) -> None:
    page = visit(visitor, address)
    assert (page.status, page.heading) == (200, heading)
    assert page.title == f"{heading} · Rapport"
    assert visit(visitor, "/").one("footer").all("a", href=address)
    assert address in {reverse(name) for name in PAGES}


@pytest.mark.parametrize("address", POLICIES)
def test_the_words_are_short(visitor: Client, address: str) -> None:
    for line in lines_of(visit(visitor, address)):
        sentences = re.split(r"(?<=[.!?:])\s+(?=[A-Z“])", line)
        assert len(sentences) <= 4, line
        for sentence in sentences:
            assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("address", POLICIES)
def test_every_proof_names_a_test_that_exists(visitor: Client, address: str) -> None:
    proofs = [one.one("code").text for one in visit(visitor, address).all(cls="proof")]
    assert proofs
    for proof in proofs:
        path, _, name = proof.partition("::")
        assert path.startswith("tests/")
        assert f"\ndef {name}(" in (ROOT / path).read_text(encoding="utf-8"), proof


@pytest.mark.parametrize("address", ["/privacy", "/consumer-health-data", "/accessibility"])
def test_the_pages_say_who_runs_the_site(visitor: Client, address: str) -> None:
    nobody = visit(visitor, address).one("main").text
    assert "has not given a name yet" in nobody
    assert "There is no contact address yet." in nobody
    OperatorSettings(operator_name="Garden State Guild", contact_email="help@example.org").save()
    page = visit(visitor, address)
    assert "Garden State Guild runs this site." in page.one("main").text
    assert page.links["help@example.org"] == "mailto:help@example.org"


def test_every_page_opens_without_an_account(visitor: Client, cast: Cast) -> None:
    listing = f"/listings/{cast['Amara Okafor'].public_id}/amara-okafor"
    addresses = [reverse(name) for name in PAGES]
    for address in [*addresses, "/find", "/concerns/grief", listing, "/find?near=07102"]:
        assert visitor.get(address).status_code == 200, address


def search_for_canary(visitor: Client) -> tuple[str, Page]:
    """Send the canary in every field of the search that takes words, and follow it."""
    sent = visitor.post("/find", {"q": CANARY, "near": "07102"})
    assert sent.status_code == 303
    return sent["Location"], visit(visitor, sent["Location"])


def test_a_search_writes_nothing_to_the_database(visitor: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        search_for_canary(visitor)
        visit(visitor, f"/find?q={CANARY}")
        visitor.post("/find", {"q": CANARY, "near": CANARY})
    assert queries.captured_queries
    for query in queries.captured_queries:
        assert re.match(r"SELECT|PRAGMA|SAVEPOINT|RELEASE SAVEPOINT", query["sql"]), query["sql"]


def test_a_report_of_a_mistake_holds_nothing_about_who_made_it(visitor: Client, cast: Cast) -> None:
    fields = {"wrong": "fees", "q": CANARY, "name": CANARY}
    address = f"/listings/{cast['Amara Okafor'].public_id}/report"
    assert visitor.post(address, fields, REMOTE_ADDR=INTERNET_ADDRESS).status_code == 200
    [report] = ProblemReport.objects.values()
    assert set(report) == {"id", "listing_id", "wrong", "on", "count", "is_settled"}
    assert (report["wrong"], report["count"]) == ("fees", 1)


def test_no_word_of_a_search_is_in_its_address_or_title(visitor: Client) -> None:
    address, page = search_for_canary(visitor)
    assert CANARY not in address
    assert "07102" not in address
    assert CANARY not in page.title
    for link in page.one("main").all("a"):
        assert CANARY not in link["href"]


@pytest.mark.usefixtures("visitor")
def test_two_people_with_the_same_search_get_the_same_address() -> None:
    """So the address cannot hold who asked, nor when."""
    fields = {"q": CANARY, "near": ""}
    one, other = (Client(headers={"Sec-Fetch-Site": "same-origin"}) for _ in range(2))
    first = one.post("/find", fields, REMOTE_ADDR=INTERNET_ADDRESS)["Location"]
    assert other.post("/find", fields)["Location"] == first


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Give what the handler of an installation writes."""
    written = io.StringIO()
    [handler] = [one for one in logging.getLogger("django").handlers if one.filters]
    monkeypatch.setattr(handler, "stream", written)
    return written


def test_the_log_names_kinds_of_pages_only(log: io.StringIO, visitor: Client) -> None:
    visitor.defaults |= {"REMOTE_ADDR": INTERNET_ADDRESS, "HTTP_USER_AGENT": CANARY}
    visitor.post("/find", {"q": CANARY, "near": "07102"})
    visitor.post("/find", {"q": CANARY, "near": CANARY})
    visitor.post("/find", {"q": CANARY}, headers={"Sec-Fetch-Site": "cross-site"})
    for address in ("/find?q=", "/find/", "/listings/", "/concerns/", "/find?q=%00"):
        visitor.get(f"{address}{CANARY}")
    written = log.getvalue()
    assert "find 403" in written
    assert "404" in written
    assert CANARY not in written
    assert INTERNET_ADDRESS not in written


def test_the_server_keeps_no_list_of_visits() -> None:
    assert gunicorn_settings.accesslog is None


def test_a_form_of_another_site_is_refused(visitor: Client) -> None:
    for address in ("/find", "/prompt/hide", "/prompt/show"):
        answer = visitor.post(address, {"q": CANARY}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert not answer.cookies


def test_no_script_asks_where_a_device_is() -> None:
    styles = finders.find("rapport/css/rapport.css")
    assert isinstance(styles, str)
    scripts = list((Path(styles).parent.parent / "js").glob("*.js"))
    assert scripts
    for script in scripts:
        assert "geolocation" not in script.read_text(encoding="utf-8")


def test_hiding_the_bar_sets_the_one_cookie(visitor: Client) -> None:
    form = visit(visitor, "/topics").form(back="/topics")
    assert form["action"] == "/prompt/hide"
    answer = visitor.post(form["action"], filled(form))
    assert {name: one.value for name, one in answer.cookies.items()} == {COOKIE: "hidden"}
    assert answer.cookies[COOKIE]["max-age"] == 365 * 24 * 3600
    assert not visit(visitor, "/topics").all(cls="prompt")


def test_showing_the_bar_again_deletes_the_cookie(visitor: Client) -> None:
    assert "there is no such cookie" in visit(visitor, "/privacy").one("main").text
    visitor.post("/prompt/hide", {"back": "/privacy"})
    page = visit(visitor, "/privacy")
    assert "The bar is hidden on this device." in page.one("main").text
    form = page.form(back="/privacy")
    assert form.one("button").text == "Show it again"
    answer = visitor.post(form["action"], filled(form))
    assert answer["Location"] == "/privacy"
    assert answer.cookies[COOKIE]["max-age"] == 0
    assert visit(visitor, "/topics").all(cls="prompt")


@pytest.mark.parametrize("address", ["/", "/find", "/advanced-search", "/topics", "/find?near=x"])
def test_search_fields_ask_not_to_be_remembered(visitor: Client, address: str) -> None:
    fields = [
        one for one in visit(visitor, address).all("input") if one.attributes.get("type") == "text"
    ]
    assert fields
    assert all(field["autocomplete"] == "off" for field in fields)


def test_topics_of_abuse_offer_a_quick_way_out(visitor: Client, cast: Cast) -> None:
    list_one_more("Sofia Reyes", "concern:domestic-violence", cast.today)
    for address in ("/concerns/domestic-violence", "/concerns/domestic-violence/nj/newark"):
        page = visit(visitor, address)
        assert page.one("aside", cls="exit").one("a", cls="exit__link").text == "Exit this page"
        assert page.one("main").all("a", href="tel:1-800-799-7233")
        assert page.links["Read how to stay safe here"] == "/safety"
    other = visit(visitor, "/concerns/grief")
    assert not other.one("body").all("a", href="tel:1-800-799-7233")


ABOUT_ABUSE = ("/find?concern=domestic-violence", "/find?concern=childhood-sexual-abuse")


@pytest.mark.parametrize("address", [*ABOUT_ABUSE, "/find?q=he+will+kill+me"])
def test_a_search_about_abuse_offers_a_quick_way_out(visitor: Client, address: str) -> None:
    page = visit(visitor, address)
    assert page.one("aside", cls="exit").one("a", cls="exit__link").text == "Exit this page"
    assert page.one("main").all("a", href="tel:1-800-799-7233")
    assert page.title.startswith("Search results")
    other = visit(visitor, "/find?concern=grief")
    assert not other.all("a", href="tel:1-800-799-7233")


def test_a_narrower_topic_of_abuse_has_it_too(visitor: Client, cast: Cast) -> None:
    list_one_more("Sofia Reyes", "concern:childhood-sexual-abuse", cast.today)
    page = visit(visitor, "/concerns/childhood-sexual-abuse")
    assert page.one("main").all("a", href="tel:1-800-799-7233")


def test_the_concerns_with_a_way_out_are_in_the_vocabulary() -> None:
    [concerns] = [scheme for scheme in shipped_schemes() if scheme.scheme == "concern"]
    assert {f"concern:{term.slug}" for term in concerns.terms} >= ABUSE


def strip_numbers(page: Page) -> list[str]:
    return [
        link["href"] for link in page.one("aside", cls="crisis").all("a") if ":" in link["href"]
    ]


def test_the_strip_has_the_lines_for_everybody(visitor: Client) -> None:
    lines = [line for line in crisis_lines() if line.is_on_every_page]
    expected = {f"tel:{line.call}" for line in lines} | {
        f"sms:{line.text}" for line in lines if line.text
    }
    assert set(strip_numbers(visit(visitor, "/"))) == expected


def test_safety_has_every_line_with_its_source_and_date(visitor: Client) -> None:
    page = visit(visitor, "/safety")
    main = page.one("main")
    for line in crisis_lines():
        assert main.all("a", href=f"tel:{line.call}" if line.call else line.web)
        assert main.all("a", href=line.source)
    assert "text START to 88788" in main.text


def test_the_page_for_a_site_that_is_down_has_the_strip_too(visitor: Client) -> None:
    html = write_down_page().read_text(encoding="utf-8")
    home = visit(visitor, "/")
    assert set(re.findall(r'href="((?:tel|sms):\d+)"', html)) == set(strip_numbers(home))
    assert "https://findahelpline.com/" in html
    assert "<script" not in html
    assert "style=" not in html
    for code, _ in settings.LANGUAGES:
        assert f'<aside class="crisis" lang="{code}"' in html
    for address in re.findall(r'href="/static/([^"]+)"', html):
        assert finders.find(address), address
