"""No public page sets a cookie, and pages differ by who asks only where staff see more."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.cast import Cast

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

PUBLIC = (
    *("/", "/find", "/find?near=07102", "/find?near=newark", "/find?near=nowhereville"),
    *("/find/broken", "/how-we-order-results", "/about-the-data", "/nowhere", "/find?q=%00"),
    *("/self-checks", "/self-checks/phq-9"),
)


def all_answers(visitor: Client, cast: Cast) -> dict[str, "Answer"]:
    """Give every kind of public answer."""
    listing = f"/listings/{cast['Amara Okafor'].public_id}"
    answers: dict[str, Answer] = {address: visitor.get(address) for address in PUBLIC}
    answers["redirect"] = visitor.get(listing)
    answers["listing"] = visitor.get(f"{listing}/amara-okafor")
    answers["posted"] = visitor.post("/find", {"near": "07102", "concern": "anxiety"})
    answers["token"] = visitor.get(answers["posted"]["Location"])
    answers["foreign"] = visitor.post("/find", {}, headers={"Sec-Fetch-Site": "cross-site"})
    return answers


def test_no_answer_sets_a_cookie(visitor: Client, cast: Cast) -> None:
    for name, answer in all_answers(visitor, cast).items():
        assert not answer.cookies, name
        assert "Set-Cookie" not in answer.headers, name
    assert not visitor.cookies


def test_answers_do_not_differ_in_more_than_they_say(visitor: Client, cast: Cast) -> None:
    """Staff see paused listings, so pages with listings differ by cookie; all others are one."""
    seen_by_staff = {"/find", "/find?near=07102", "listing", "token", "redirect"}
    for name, answer in all_answers(visitor, cast).items():
        varies = {one.strip() for one in answer.get("Vary", "").split(",")} - {""}
        allowed = {"Accept-Encoding", "Cookie"} if name in seen_by_staff else {"Accept-Encoding"}
        assert varies <= allowed, name


@pytest.mark.parametrize("address", ["/find", "/find?near=07102"])
def test_pages_with_listings_are_not_stored_by_shared_caches(visitor: Client, address: str) -> None:
    assert "private" in visitor.get(address)["Cache-Control"]


def test_a_page_asks_nobody_else_for_anything(visitor: Client, cast: Cast) -> None:
    """Links may lead elsewhere; what a page loads by itself may not."""
    for name, answer in all_answers(visitor, cast).items():
        html = answer.content.decode()
        for loading in (' src="http', ' src="//', 'rel="stylesheet" href="http', "@import", "url("):
            assert loading not in html, name
        for inline in (" onclick=", " onload=", " style=", "<style", "javascript:"):
            assert inline not in html, name
