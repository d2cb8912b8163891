"""Every answer, of whatever kind, carries the headers that keep a visit private."""

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.cast import Cast

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""The whole policy but for scripts, which need a nonce."""

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
KINDS = {
    "home": 200,
    "results": 200,
    "posted": 303,
    "token": 200,
    "problem": 422,
    "which place": 200,
    "listing": 200,
    "renamed listing": 301,
    "how we order": 200,
    "about the data": 200,
    "not found": 404,
    "broken token": 404,
    "unreadable": 400,
    "foreign form": 403,
    "wrong method": 405,
    "failure": 500,
}


@pytest.fixture
def answers(cast: Cast, db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, "Answer"]:
    """Give an answer of every kind."""
    visitor = Client(raise_request_exception=False, headers={"Sec-Fetch-Site": "same-origin"})
    listing = f"/listings/{cast['Amara Okafor'].public_id}"
    posted = visitor.post("/find", {"near": "07102"})
    found: dict[str, Answer] = {
        "home": visitor.get("/"),
        "results": visitor.get("/find"),
        "posted": posted,
        "token": visitor.get(posted["Location"]),
        "problem": visitor.get("/find?near=99999"),
        "which place": visitor.get("/find?near=newark"),
        "listing": visitor.get(f"{listing}/amara-okafor"),
        "renamed listing": visitor.get(f"{listing}/old"),
        "how we order": visitor.get("/how-we-order-results"),
        "about the data": visitor.get("/about-the-data"),
        "not found": visitor.get("/nowhere"),
        "broken token": visitor.get("/find/broken"),
        "unreadable": visitor.get("/find?q=%00"),
        "foreign form": visitor.post("/find", headers={"Sec-Fetch-Site": "cross-site"}),
        "wrong method": visitor.put("/find"),
    }
    monkeypatch.setattr("rapport.web.views.home.live_index", lambda: 1 / 0)
    found["failure"] = visitor.get("/")
    assert found.keys() == KINDS.keys()
    return found


def policy_of(answer: "Answer") -> dict[str, str]:
    parts = (part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    return {part[0]: part[1] for part in parts if part[0]}


def test_each_kind_has_its_status(answers: dict[str, "Answer"]) -> None:
    assert {name: answer.status_code for name, answer in answers.items()} == KINDS


def test_the_content_policy_is_exactly_ours(answers: dict[str, "Answer"]) -> None:
    for name, answer in answers.items():
        policy = policy_of(answer)
        scripts = policy.pop("script-src")
        assert policy == POLICY, name
        nonce = r"'nonce-[\w+/=-]{16,}'"
        assert re.fullmatch(rf"({nonce} )?'strict-dynamic'( {nonce})?", scripts), name


def test_no_nonce_is_used_twice(answers: dict[str, "Answer"]) -> None:
    nonces = [
        nonce
        for answer in answers.values()
        for nonce in re.findall(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    ]
    assert nonces
    assert len(set(nonces)) == len(nonces)


def test_the_nonce_of_the_policy_is_that_of_the_page(answers: dict[str, "Answer"]) -> None:
    nonce = re.findall(r"'nonce-([^']+)'", answers["results"]["Content-Security-Policy"])
    of_scripts = re.findall(r'<script[^>]* nonce="([^"]+)"', answers["results"].content.decode())
    assert of_scripts
    assert set(of_scripts) == set(nonce)


@pytest.mark.parametrize(("header", "value"), HEADERS.items())
def test_every_answer_keeps_others_out(
    answers: dict[str, "Answer"], header: str, value: str
) -> None:
    assert {name: answer.get(header) for name, answer in answers.items()} == dict.fromkeys(
        answers, value
    )


def test_nothing_is_allowed_that_no_page_needs(answers: dict[str, "Answer"]) -> None:
    for name, answer in answers.items():
        permissions = answer["Permissions-Policy"].split(", ")
        assert "geolocation=(self)" in permissions, name
        others = [one for one in permissions if not one.startswith("geolocation")]
        assert {"camera=()", "microphone=()", "payment=()", "browsing-topics=()"} <= set(others)
        assert all(one.endswith("=()") for one in others), name


def test_no_answer_tells_what_it_is_made_with(answers: dict[str, "Answer"]) -> None:
    for answer in answers.values():
        assert "Server" not in answer.headers
        assert "X-Powered-By" not in answer.headers


FILES = (
    *("css/rapport.css", "img/favicon.svg", "js/filters.js"),
    "fonts/rapport-serif-600.woff2",
)


@pytest.mark.parametrize("file", FILES)
def test_static_files_are_for_our_pages_only(db: None, file: str) -> None:
    answer = Client().get(f"/static/rapport/{file}")
    assert answer.status_code == 200
    answer.close()
    assert {name: answer.get(name) for name in HEADERS} == HEADERS
    policy = policy_of(answer)
    assert policy == POLICY | {"script-src": "'none'"}
    assert answer["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers
