"""Two hundred strange words, typed into everything there is: none of them is found again."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from rapport.vocabulary.files import shipped_schemes
from rapport.web.prompt import COOKIE
from tests.browser.served import Site
from tests.browser.served import site as site

pytestmark = pytest.mark.browser  # slow as one, so that `make test-fast` leaves it out

MANY = 200
DELETED = f'{COOKIE}="";'
"""The one cookie there is, being taken away; no answer here has cause to set one."""

FORM = "application/x-www-form-urlencoded"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
LINK = re.compile(r'(?:href|action|data-hx-\w+)="([^"]*)"')


class Act(NamedTuple):
    """One thing a person, a program or a thief may send."""

    method: str
    address: str
    fields: dict[str, str]


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    html: str


def fields_of_the_search() -> list[str]:
    """Give every field that the public forms have."""
    own = ["q", "near", "within", "meeting", "not", "wish", "max-fee", "openings", "sort", "page"]
    schemes = [scheme.scheme for scheme in shipped_schemes()]
    return [*own, "day", "said", "base", "change", "stranger", *schemes]


def acts(canaries: list[str], listing: str) -> Iterator[Act]:
    """Give a search for every canary, in turn in every field, and now and then something else."""
    fields = fields_of_the_search()
    for number, canary in enumerate(canaries):
        field = fields[number % len(fields)]
        near = {} if field == "near" else {"near": "07102"}
        yield Act("POST", "/find", near | {field: canary})
        match number % 5:
            case 0:
                yield Act("GET", f"/find?{urlencode({field: canary})}", {})
            case 1:
                yield Act("POST", f"{listing}/report", {"wrong": canary, "website": canary})
            case 2:
                yield Act("POST", "/prompt/show", {"back": f"/{canary}", "next": canary})
            case 3:
                yield Act("GET", f"/{canary}/{canary}?{canary}={canary}", {})
            case _:
                yield Act("POST", "/es/find", {field: f"{canary} {canary}", "q": canary})


def send(site: Site, act: Act, canary: str) -> Answer:
    """Send it with the canary also where browsers tell of themselves; no redirect is followed."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    headers = {
        "Sec-Fetch-Site": "same-origin",
        "User-Agent": canary,
        "Referer": f"http://127.0.0.1:{site.port}/{canary}",
        "X-Forwarded-For": canary,
        "Accept-Language": canary,
    }
    body = urlencode(act.fields) if act.method == "POST" else None
    connection.request(act.method, act.address, body, headers | {"Content-Type": FORM})
    response: HTTPResponse = connection.getresponse()
    html = response.read().decode(errors="replace")
    connection.close()
    return Answer(response.status, dict(response.getheaders()), html)


def follow(site: Site, answer: Answer, canary: str) -> Iterator[Answer]:
    """Give the answer and, of a redirect, the page it leads to."""
    yield answer
    location = answer.headers.get("Location", "")
    if location.startswith("/"):
        yield send(site, Act("GET", location, {}), canary)


def leaks(site: Site, act: Act, canary: str) -> Iterator[str]:
    """Say where the word is that it must not be."""
    for answer in follow(site, send(site, act, canary), canary):
        if answer.status >= 500:
            yield f"{answer.status} of {act}"
        for name in ("Location", "Set-Cookie", "Link", "Refresh", "ETag", "Content-Location"):
            if act.address != "/prompt/show" and canary in answer.headers.get(name, ""):
                yield f"{name} of {act}"
        title = TITLE.search(answer.html)
        if title and canary in title[1]:
            yield f"title of {act}"
        if answer.headers.get("Referrer-Policy") != "same-origin":
            yield f"referrer policy of {act}"
        if act.method == "POST" and any(canary in link for link in LINK.findall(answer.html)):
            yield f"link on the page of {act}"
        if not answer.headers.get("Set-Cookie", DELETED).startswith(DELETED):
            yield f"cookie of {act}: {answer.headers['Set-Cookie']}"


def test_two_hundred_canaries_leave_no_trace(site: Site) -> None:
    canaries = [f"zqcanary{number:03}x" for number in range(MANY)]
    _status, results = site.get("/find?near=07102")
    listing = re.findall(r'card__name"><a href="(/listings/\w+)/', results)[0]
    found: list[str] = []
    for act in acts(canaries, listing):
        canary = next(one for one in canaries if one in f"{act}")
        found += leaks(site, act, canary)
    assert found == []
    for file in site.directory.rglob("*"):
        if file.is_file() and "static" not in file.parts:
            assert b"zqcanary" not in file.read_bytes(), f"a word is in {file}"
    assert "find 422" in site.log.read_text(), "the log was not written at all"
