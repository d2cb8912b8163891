"""A form is answered when one of our own pages sent it, or the person typed it in."""

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("cast", "db")

OURS = "http://testserver"


def posted(headers: dict[str, str]) -> int:
    return Client().post("/find", {"near": "07102"}, headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": OURS},
        {"Origin": OURS},
    ],
    ids=str,
)
def test_our_own_form_is_answered(headers: dict[str, str]) -> None:
    assert posted(headers) == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "anything"},
        {"Sec-Fetch-Site": "cross-site", "Origin": OURS},
        {"Origin": "https://evil.example"},
        {"Origin": f"{OURS}.evil.example"},
        {"Origin": f"{OURS}:8000"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://["},
        {"Origin": "testserver"},
        {"Referer": f"{OURS}/"},
        {},
    ],
    ids=str,
)
def test_any_other_form_is_refused(headers: dict[str, str]) -> None:
    assert posted(headers) == 403


def test_reading_needs_no_origin() -> None:
    assert Client().get("/find", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_forms_do_without_a_csrf_cookie(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    assert client.post("/find", {"near": "07102"}).status_code == 303
    assert not client.cookies


def test_the_administration_keeps_djangos_own_check() -> None:
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 403
