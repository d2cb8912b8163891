"""Pages for what went wrong carry the crisis lines and need no database."""

from collections.abc import Callable

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db.utils import OperationalError
from django.test import Client

from tests.web.page import Page

# No test here may use the database: reaching for it is an error that pytest-django raises.

Raise = Callable[..., None]


@pytest.fixture
def visitor() -> Client:
    """Give a browser to which a failure of ours is a page, as it is in an installation."""
    return Client(raise_request_exception=False, headers={"Sec-Fetch-Site": "same-origin"})


def failing_with(error: Exception) -> Raise:
    def fail(*_args: object, **_named: object) -> None:
        raise error

    return fail


def assert_helps(page: Page, status: int, heading: str) -> None:
    assert (page.status, page.heading) == (status, heading)
    strip = page.one("aside", cls="crisis")
    assert strip.all("a", href="tel:911")
    assert strip.all("a", href="tel:988")
    assert strip.all("a", href="sms:988")
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.links["Go to the start"] == "/"
    for word in ("Traceback", "Exception", "Error", "request.", "canary"):
        assert word not in page.html


@pytest.mark.parametrize("address", ["/nowhere", "/find/a/b", "/admin.php", "/.env", "/find/"])
def test_a_page_that_is_not_there(visitor: Client, address: str) -> None:
    assert_helps(Page(visitor.get(address)), 404, "We cannot find that page")


@pytest.mark.parametrize("address", ["/find?q=a%00b", "/listings/a%00b", "/find/%00"])
def test_an_address_that_is_no_text(visitor: Client, address: str) -> None:
    assert_helps(Page(visitor.get(address)), 400, "This request cannot be read")


def test_a_host_that_is_not_ours(visitor: Client) -> None:
    page = Page(visitor.get("/", headers={"Host": "canary.example"}))
    assert_helps(page, 400, "This request cannot be read")


def test_a_form_of_another_site(visitor: Client) -> None:
    page = Page(visitor.post("/find", {"q": "canary"}, headers={"Sec-Fetch-Site": "cross-site"}))
    assert_helps(page, 403, "This form came from another site")


@pytest.mark.parametrize(
    "error",
    [ValueError("canary"), OperationalError("canary"), RecursionError("canary"), OSError("canary")],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize(
    ("view", "address"), [("home", "/"), ("find", "/find"), ("listing", "/listings/abc")]
)
def test_a_failure_of_ours(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, view: str, address: str
) -> None:
    monkeypatch.setattr(f"rapport.web.views.{view}.live_index", failing_with(error))
    assert_helps(Page(visitor.get(address)), 500, "Something went wrong on our side")


@pytest.mark.parametrize("address", ["/", "/find", "/about-the-data", "/listings/abc"])
def test_a_database_that_cannot_be_used(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    connect = "django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection"
    monkeypatch.setattr(connect, failing_with(OperationalError("canary")))
    assert_helps(Page(visitor.get(address)), 500, "Something went wrong on our side")


def test_a_suspicious_request(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fail = failing_with(SuspiciousOperation("canary"))
    monkeypatch.setattr("rapport.web.views.home.live_index", fail)
    assert_helps(Page(visitor.get("/")), 400, "This request cannot be read")


def test_the_crisis_strip_is_on_every_page_in_the_same_place(visitor: Client) -> None:
    for address in ("/nowhere", "/find?q=%00", "/"):
        body = Page(visitor.get(address)).one("body")
        landmarks = [one for one in body.children if not isinstance(one, str)]
        assert [one.tag for one in landmarks if one.tag in {"aside", "header"}] == [
            "aside",
            "header",
        ]
