"""Serves the site with one worker and asks it over HTTP, as a browser would."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from urllib.parse import urlencode, urlsplit

SECONDS_TO_START = 900
OK, SEE_OTHER = 200, 303


class Client:
    """One connection that is kept open; it sends forms as the site's own pages would."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def find(self, fields: Mapping[str, Sequence[str]]) -> str:
        """Send a search; give the address of its results."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
        }
        self._connection.request("POST", "/find", urlencode(fields, doseq=True), headers)
        response = self._connection.getresponse()
        response.read()
        if response.status not in {http.client.FOUND, SEE_OTHER}:
            raise RuntimeError(f"The search {fields} was answered with {response.status}")
        return urlsplit(response.headers["Location"]).path

    def milliseconds(self, path: str) -> float:
        """Get a page; give the time from asking until its last byte."""
        began = perf_counter()
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        response.read()
        taken = (perf_counter() - began) * 1000
        if response.status != OK:
            raise RuntimeError(f"{path} was answered with {response.status}")
        return taken


@contextmanager
def served() -> Iterator[tuple[Client, float]]:
    """Run `rapport serve` with one worker; give a client and the seconds until it answered."""
    port = _free_port()
    command = [sys.executable, "-c", "from rapport.cli.main import main; main()", "serve"]
    began = time.monotonic()
    server = subprocess.Popen(
        [*command, "--port", str(port), "--workers", "1"], env=os.environ.copy()
    )
    try:
        _wait(server, port)
        yield Client(port), time.monotonic() - began
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            Client(port).milliseconds("/")
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start")
