"""A served installation with the cast: gunicorn with two workers, a database file and a log."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.conftest import ROOT
from tests.installation import initialised
from tests.made_once import made_once

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
    directory: Path
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


@pytest.fixture(scope="session")
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve the cast from a database file, as an operator does."""
    directory = tmp_path_factory.mktemp("served")
    clean = {name: value for name, value in os.environ.items() if "RAPPORT" not in name}
    environment = clean | {
        "RAPPORT_DATA_DIR": str(directory),
        "RAPPORT_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "rapport.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    rapport = Path(sys.executable).with_name("rapport")

    def write(filled: Path) -> None:
        initialised(request, filled)
        subprocess.run(
            [sys.executable, "-c", f"{SETUP}write_cast()"],
            env=environment | {"RAPPORT_DATA_DIR": str(filled)},
            check=True,
            cwd=ROOT,
        )

    shutil.copytree(made_once(request, "served", write), directory, dirs_exist_ok=True)
    log = directory / "log"
    port = _free_port()
    command = [str(rapport), "serve", "--port", str(port), "--workers", "2"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    served = Site(port, environment, directory, log, process)
    try:
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
