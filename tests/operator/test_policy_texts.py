"""The operator's own words stand on the pages, in the reader's language, and are only words."""

import pytest
from django.test import Client

from rapport.accounts.models import User
from rapport.operator.models import OperatorSettings, PolicyPlace, PolicyText
from tests.cast import Cast
from tests.cast import cast as cast
from tests.web.page import visit

ADD = "/admin/operator/policytext/add/"
PLACES = {
    "privacy": ["/privacy"],
    "health-data": ["/consumer-health-data"],
    "safety": ["/safety"],
    "accessibility": ["/accessibility"],
    "listings": ["/about-the-data"],
    "who": ["/privacy", "/consumer-health-data", "/accessibility", "/about-the-data"],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(cast: Cast) -> Client:
    """Give the browser of whoever runs the directory."""
    client = Client()
    client.force_login(User.objects.create_superuser("op@example.org", "long enough 12"))
    return client


def test_there_is_a_page_for_every_place() -> None:
    assert set(PLACES) == set(PolicyPlace.values)


@pytest.mark.parametrize(("place", "addresses"), PLACES.items())
def test_what_is_saved_stands_on_its_pages(
    operator: Client, place: str, addresses: list[str]
) -> None:
    text = "Our host keeps logs for a week.\n\nAsk us: https://example.org/ask"
    sent = operator.post(ADD, {"place": place, "language": "en", "text": text})
    assert sent.status_code == 302
    for address in addresses:
        main = visit(Client(), address).one("main")
        assert "Our host keeps logs for a week." in main.text, address
        assert main.all("a", href="https://example.org/ask"), address


def test_each_language_has_its_own_and_else_the_first(operator: Client) -> None:
    operator.post(ADD, {"place": "privacy", "language": "en", "text": "English words."})
    page = visit(Client(), "/es/privacy")
    assert "English words." in page.one("main").text
    assert page.all("div", lang="en")
    operator.post(ADD, {"place": "privacy", "language": "es", "text": "Palabras."})
    assert "Palabras." in visit(Client(), "/es/privacy").one("main").text
    assert "English words." not in visit(Client(), "/es/privacy").one("main").text
    assert "English words." in visit(Client(), "/privacy").one("main").text


def test_there_are_no_two_for_one_place_and_language(operator: Client) -> None:
    for status in (302, 200):
        fields = {"place": "who", "language": "en", "text": "We."}
        assert operator.post(ADD, fields).status_code == status


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<b>x</b>", "javascript:alert(1)"])
def test_words_are_only_words(operator: Client, text: str) -> None:
    for place in PLACES:
        operator.post(ADD, {"place": place, "language": "en", "text": text})
    for address in ("/privacy", "/safety", "/about-the-data"):
        html = visit(Client(), address).html
        assert "<script>alert" not in html
        assert "<b>x" not in html
        assert 'href="javascript' not in html


def test_the_settings_policy_is_shown_until_there_is_a_text(operator: Client) -> None:
    OperatorSettings(policy="By consent.").save()
    assert "By consent." in visit(Client(), "/about-the-data").one("main").text
    PolicyText(place="listings", language="en", text="By law.").save()
    said = visit(Client(), "/about-the-data").one("main").text
    assert "By law." in said
    assert "By consent." not in said


def test_nothing_is_said_where_nothing_was_written(cast: Cast) -> None:
    assert not visit(Client(), "/privacy").all(id="own-words")
