"""Real gunicorn with two workers: what another process saves is found in both within a second."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.browser.served import Site
from tests.browser.served import site as site

pytestmark = pytest.mark.browser  # slow as one, so that `make test-fast` leaves it out

REQUESTS = 24
"""So many that both workers answer some of them; each opens a connection of its own."""


def has(site: Site, name: str) -> set[bool]:
    """Say whether the workers list a name, as often as it takes to have asked both."""
    return {name in site.get("/find?near=Austin,TX")[1] for _ in range(REQUESTS)}


@contextmanager
def within_a_second() -> Iterator[None]:
    """Fail if what is asked of the site takes longer, on however slow a machine, per request."""
    began = time.monotonic()
    yield
    assert (time.monotonic() - began) / REQUESTS < 1


def test_two_workers_answer(site: Site) -> None:
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    for _ in range(100):  # the first one may answer before the second is there
        if len(children.read_text().split()) == 2:
            break
        time.sleep(0.1)
    assert len(children.read_text().split()) == 2
    assert has(site, "Tomasz Zieliński") == {True}


def test_a_paused_listing_disappears_at_once_from_both(site: Site) -> None:
    site.run("pause_listing(Listing.objects.get(name='June Castellano'))")
    with within_a_second():
        assert has(site, "June Castellano") == {False}
    site.run("publish_listing(Listing.objects.get(name='June Castellano'))")
    with within_a_second():
        assert has(site, "June Castellano") == {True}


def test_a_withdrawn_listing_is_gone_from_its_own_page_too(site: Site) -> None:
    _status, results = site.get("/find?q=Haddad")
    address = results.partition('card__name"><a href="')[2].partition('"')[0]
    assert {site.get(address)[0] for _ in range(REQUESTS)} == {200}
    site.run("withdraw_listing(Listing.objects.get(name='Omar Haddad'))")
    assert {_status_of(site, address) for _ in range(REQUESTS)} == {404}
    assert "Nothing fits" in site.get("/find?q=Haddad")[1]


def _status_of(site: Site, address: str) -> int:
    try:
        return site.get(address)[0]
    except HTTPError as error:
        error.close()
        return int(error.code)


def test_a_changed_name_is_found_by_both(site: Site) -> None:
    site.run("""
from rapport.directory.actions.record_change import record_changes
listing = Listing.objects.get(name="Helen Marsh")
listing.name = "Helen Quillfeather"
listing.save()
record_changes([listing.pk])
""")
    with within_a_second():
        found = {"1 result" in site.get("/find?q=Quillfeather")[1] for _ in range(REQUESTS)}
    assert found == {True}


def test_a_search_leaves_no_word_in_the_log(site: Site) -> None:
    for _ in range(4):
        assert "Nothing fits" in site.post({"q": "canary-words", "near": "07102"})
        assert _status_of(site, "/canary-path?q=canary-query") == 404
        assert _status_of(site, "/find?q=canary%00") == 400
    log = site.log.read_text()
    assert "GET no route 404" in log
    assert "canary" not in log


def test_no_answer_names_the_version_of_its_software(site: Site) -> None:
    with urlopen(f"http://127.0.0.1:{site.port}/", timeout=20) as response:
        assert "Set-Cookie" not in response.headers
        assert re.search(r"\d", response.headers["Server"] or "") is None  # no version
        assert "X-Powered-By" not in response.headers
        assert response.headers["Content-Security-Policy"]


def test_static_files_are_compressed_and_kept(site: Site) -> None:
    _status, html = site.get("/")
    address = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
    request = Request(f"http://127.0.0.1:{site.port}{address}", headers={"Accept-Encoding": "br"})
    with urlopen(request, timeout=20) as response:
        assert response.headers["Content-Encoding"] == "br"
        assert "immutable" in response.headers["Cache-Control"]
        assert len(response.read()) < 15_000
