"""An address that was cut, changed or made elsewhere leads to a clear page with a search form."""

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.protection.tokens import seal
from tests.web.page import search, send, visit

OTHER_KEY = "another-key-that-is-long-enough-0123456789-abcdefghijkl"
GOOD = {"near": ["07102"], "concern": ["anxiety"]}


def assert_clear(visitor: Client, address: str) -> None:
    page = visit(visitor, address)
    assert page.status == 404
    assert page.heading == "We cannot read this address"
    assert "Please search again." in page.one("main").text
    assert page.one("form", role="search")


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1],
        lambda token: token[: len(token) // 2],
        lambda token: token + "A",
        lambda token: token.swapcase(),
        lambda token: token[::-1],
        lambda token: "." + token,
        lambda token: token + "=",
        lambda token: "A" * 3_000,
        lambda token: "ü",
        lambda token: "%E2%80%AE",
    ],
    ids=["cut", "halved", "longer", "case", "reversed", "dot", "padded", "huge", "ü", "control"],
)
@pytest.mark.parametrize("suffix", ["", "/filters"])
def test_a_broken_address_is_explained(visitor: Client, change, suffix: str) -> None:  # type: ignore[no-untyped-def]
    assert_clear(visitor, f"/find/{change(seal(GOOD))}{suffix}")


def test_an_address_of_another_site_is_explained(visitor: Client) -> None:
    with override_settings(SECRET_KEY=OTHER_KEY):
        foreign = seal(GOOD)
    assert_clear(visitor, f"/find/{foreign}")


def test_an_old_address_works_while_its_key_is_kept(visitor: Client) -> None:
    with override_settings(SECRET_KEY=OTHER_KEY):
        old = seal(GOOD)
    with override_settings(SECRET_KEY_FALLBACKS=[OTHER_KEY]):
        assert visit(visitor, f"/find/{old}").names == ["Amara Okafor"]
    assert_clear(visitor, f"/find/{old}")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(token=st.text("abcXYZ019-_", min_size=1, max_size=400))
def test_no_invented_address_is_a_search(visitor: Client, token: str) -> None:
    assert visitor.get(f"/find/{token}").status_code == 404


def test_the_form_on_the_page_works(visitor: Client) -> None:
    page = visit(visitor, "/find/broken")
    assert page.one("form", role="search")["action"] == "/find"
    assert send(visitor, {"q": "anxiety", "near": "07102"}).names == ["Amara Okafor"]


def test_an_address_with_a_term_that_is_gone_says_which(visitor: Client) -> None:
    page = visit(visitor, f"/find/{seal({'concern': ['gremlins']})}")
    assert page.status == 422
    assert "We do not know “gremlins” here." in page.one(role="alert").text


def test_an_address_keeps_the_turn_of_its_day(visitor: Client) -> None:
    first = search(visitor, near="07102")
    link = next(one["href"] for one in first.one("nav", cls="pages").all("a") if one.text == "1")
    assert visit(visitor, link).names == first.names
