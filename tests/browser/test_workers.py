"""Real gunicorn with two workers: what another process saves is found in both within a second."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.browser  # slow as one, so that `make test-fast` leaves it out

REQUESTS = 24
"""So many that both workers answer some of them; each opens a connection of its own."""

SETUP = """
import django; django.setup()
from rapport.directory.models import Listing
from rapport.directory.actions.set_status import pause_listing, publish_listing, withdraw_listing
from tests.cast import write_cast
"""


@dataclass
class Site:
    """A served installation."""

    port: int
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> tuple[int, str]:
        """Open a page over a connection of its own."""
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers={"Connection": "close"})
        with urlopen(request, timeout=20) as response:
            return response.status, response.read().decode()

    def post(self, fields: dict[str, str]) -> str:
        """Send the search form; give the page it leads to."""
        request = Request(
            f"http://127.0.0.1:{self.port}/find",
            data=urlencode(fields).encode(),
            headers={"Sec-Fetch-Site": "same-origin", "User-Agent": "canary-agent"},
        )
        with urlopen(request, timeout=20) as response:
            return str(response.read().decode())

    def run(self, program: str) -> None:
        """Run Python in another process on the same database."""
        subprocess.run(
            [sys.executable, "-c", SETUP + program],
            env=self.environment,
            check=True,
            cwd=ROOT,
        )

    def has(self, name: str) -> set[bool]:
        """Say whether the workers list a name, as often as it takes to have asked both."""
        return {name in self.get("/find?near=Austin,TX")[1] for _ in range(REQUESTS)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the cast from a database file, as an operator does."""
    directory = tmp_path_factory.mktemp("served")
    clean = {name: value for name, value in os.environ.items() if "RAPPORT" not in name}
    environment = clean | {
        "RAPPORT_DATA_DIR": str(directory),
        "RAPPORT_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "rapport.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    rapport = Path(sys.executable).with_name("rapport")
    subprocess.run([rapport, "init"], env=environment, check=True, capture_output=True)
    log = directory / "log"
    port = _free_port()
    command = [str(rapport), "serve", "--port", str(port), "--workers", "2"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    served = Site(port, environment, log, process)
    try:
        served.run("write_cast()")
        _wait_until_it_answers(served)
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_until_it_answers(site: Site) -> None:
    for _ in range(300):
        try:
            site.get("/")
        except OSError:
            assert site.process.poll() is None, site.log.read_text()
            time.sleep(0.1)
        else:
            return
    pytest.fail(site.log.read_text())


@contextmanager
def within_a_second() -> Iterator[None]:
    """Fail if what is asked of the site takes longer, on however slow a machine, per request."""
    began = time.monotonic()
    yield
    assert (time.monotonic() - began) / REQUESTS < 1


def test_two_workers_answer(site: Site) -> None:
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
    assert len(children.split()) == 2
    assert site.has("Tomasz Zieliński") == {True}


def test_a_paused_listing_disappears_at_once_from_both(site: Site) -> None:
    site.run("pause_listing(Listing.objects.get(name='June Castellano'))")
    with within_a_second():
        assert site.has("June Castellano") == {False}
    site.run("publish_listing(Listing.objects.get(name='June Castellano'))")
    with within_a_second():
        assert site.has("June Castellano") == {True}


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
