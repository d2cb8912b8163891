"""The watch over pages sees what it has to see: all promises about the browser rest on it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.conftest import OpenPage
from tests.watch import Watch

pytestmark = pytest.mark.urls(__name__)


def answer(html: str) -> HttpResponse:
    return HttpResponse(f'<!doctype html><html lang="en"><title>Page</title><body>{html}')


def clean(_request: HttpRequest) -> HttpResponse:
    return answer("Nothing happens.")


def setting_a_cookie(_request: HttpRequest) -> HttpResponse:
    response = answer("")
    response.set_cookie("tracker", "1")
    return response


def asking_others(_request: HttpRequest) -> HttpResponse:
    return answer('<img src="http://127.0.0.1:9/pixel.png" alt="">')


def missing_a_file(_request: HttpRequest) -> HttpResponse:
    return answer('<img src="/missing.png" alt="">')


def with_inline_script(_request: HttpRequest) -> HttpResponse:
    return answer("<script>document.title = 'changed'</script>")


def with_own_script(_request: HttpRequest) -> HttpResponse:
    response = answer('<script src="/own.js"></script>')
    response._csp_replace = {"script-src": ["'self'"]}  # type: ignore[attr-defined]  # django-csp's
    return response


def own_script(_request: HttpRequest) -> HttpResponse:
    script = "localStorage.seen = 1; sessionStorage.step = 2; console.error('oh'); missing()"
    return HttpResponse(script, content_type="text/javascript")


urlpatterns = [
    path("", clean),
    path("cookie", setting_a_cookie),
    path("others", asking_others),
    path("missing", missing_a_file),
    path("inline", with_inline_script),
    path("own", with_own_script),
    path("own.js", own_script),
]


def complaint(watch: Watch) -> str:
    with pytest.raises(AssertionError) as raised:
        watch.assert_clean()
    return str(raised.value)


@pytest.mark.parametrize("script", [True, False])
def test_a_clean_page_passes_and_so_does_a_page_that_is_not_there(
    open_page: OpenPage, watch: Watch, script: bool
) -> None:
    page = open_page(width=360, script=script, dark=True)
    page.goto("/")
    assert page.inner_text("body") == "Nothing happens."
    page.goto("/nowhere")
    watch.assert_clean()


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("/cookie", "'cookies': ['tracker']"),
        ("/others", "'requests to others': ['http://127.0.0.1:9/pixel.png']"),
        ("/others", "'CSP violations'"),
        ("/missing", "'failed requests': ['404 "),
        ("/inline", "'CSP violations'"),
        ("/own", "'storage': ['localStorage: seen', 'sessionStorage: step']"),
        ("/own", "'console errors': ['oh', 'missing is not defined']"),
    ],
)
def test_a_broken_promise_is_seen(
    open_page: OpenPage, watch: Watch, address: str, seen: str
) -> None:
    open_page().goto(address)
    assert seen in complaint(watch)


def test_without_script_requests_and_cookies_are_seen_too(
    open_page: OpenPage, watch: Watch
) -> None:
    page = open_page(script=False)
    page.goto("/cookie")
    page.goto("/others")
    assert "tracker" in complaint(watch)
    assert "pixel.png" in complaint(watch)


def test_what_a_person_has_asked_for_may_be_stored(open_page: OpenPage, watch: Watch) -> None:
    open_page().goto("/cookie")
    watch.assert_clean(cookies=["tracker"])
