"""Logs name the route: no word of an address, form or browser stands in them."""

import io

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client

from tests.cast import Cast

CANARY = "canary"
HEADERS = {
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": f"{CANARY}-agent",
    "Referer": f"http://testserver/{CANARY}-referer",
}


@pytest.fixture
def visitor(cast: Cast, db: None) -> Client:
    return Client(raise_request_exception=False, headers=HEADERS)


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def raising() -> None:
        try:
            raise KeyError(f"{CANARY}-cause")
        except KeyError as cause:
            raise error from cause

    monkeypatch.setattr("rapport.web.views.find.live_index", raising)


@pytest.mark.parametrize(
    ("address", "status", "logged"),
    [
        (f"/{CANARY}-path?q={CANARY}-query", 404, "GET no route 404"),
        (f"/find/{CANARY}-token?q={CANARY}", 404, "GET found 404"),
        (f"/listings/{CANARY}/{CANARY}", 404, "GET listing 404"),
        (f"/find?q={CANARY}%00", 400, "GET no route 400"),
        (f"/find?near={CANARY}-place", 422, "GET find 422"),
    ],
)
def test_what_was_asked_for_is_not_logged(
    visitor: Client, log: io.StringIO, address: str, status: int, logged: str
) -> None:
    assert visitor.get(address).status_code == status
    assert logged in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_refused_form_is_not_logged(visitor: Client, log: io.StringIO) -> None:
    answer = visitor.post("/find", {"q": CANARY}, headers={"Sec-Fetch-Site": f"{CANARY}-site"})
    assert answer.status_code == 403
    assert "POST find 403" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_wrong_host_is_not_logged(visitor: Client, log: io.StringIO) -> None:
    assert visitor.get("/", headers={"Host": f"{CANARY}.example"}).status_code == 400
    assert "400" in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ValueError(f"{CANARY}-message"), 500),
        (SuspiciousOperation(f"{CANARY}-message"), 400),
        (PermissionDenied(f"{CANARY}-message"), 403),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_failure_is_logged_without_what_caused_it(
    visitor: Client,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
) -> None:
    fail(monkeypatch, error)
    assert visitor.post("/find", {"q": f"{CANARY}-form"}).status_code == status
    assert f"POST find {status}" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_failure_can_be_found_by_its_place_in_the_code(
    visitor: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, ValueError(CANARY))
    visitor.post("/find", {"q": CANARY})
    assert "ValueError" in log.getvalue()
    assert "views/find.py" in log.getvalue()
    assert "KeyError" in log.getvalue()


def test_a_search_that_works_leaves_no_line(visitor: Client, log: io.StringIO) -> None:
    assert visitor.post("/find", {"q": CANARY, "near": "07102"}, follow=True).status_code == 200
    assert CANARY not in log.getvalue()
