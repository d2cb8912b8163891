"""scripts/with_postgres.py gives a command a PostgreSQL of its own and leaves nothing behind."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from scripts.with_postgres import find_binaries
from tests.conftest import ROOT

SAY_URL = "import os; print(os.environ['RAPPORT_TEST_DATABASE_URL'], flush=True)"


def start(program: str) -> subprocess.Popen[str]:
    if find_binaries() is None:
        pytest.skip("NO POSTGRESQL: its server is not installed")
    return subprocess.Popen(
        [sys.executable, ROOT / "scripts" / "with_postgres.py", sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        text=True,
    )


def socket_directory(url: str) -> Path:
    address = urlsplit(url.strip())
    assert address.scheme == "postgres"
    return Path(unquote(address.netloc.rpartition("@")[2]))


def test_the_command_can_connect_and_its_exit_status_is_kept() -> None:
    program = f"""{SAY_URL}
import dj_database_url, psycopg, sys
given = dj_database_url.parse(os.environ["RAPPORT_TEST_DATABASE_URL"])
with psycopg.connect(host=given["HOST"], user=given["USER"], dbname=given["NAME"]) as connection:
    print(connection.execute("SHOW server_encoding").fetchone()[0])
sys.exit(7)
"""
    with start(program) as running:
        url, encoding = (running.communicate(timeout=60)[0]).splitlines()
    assert running.returncode == 7
    assert encoding == "UTF8"
    assert not socket_directory(url).exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_is_stopped(number: signal.Signals) -> None:
    with start(f"{SAY_URL}; import time; time.sleep(1 if {number} == 2 else 60)") as running:
        assert running.stdout is not None
        directory = socket_directory(running.stdout.readline())
        assert (directory / "data" / "postmaster.pid").exists()
        running.send_signal(number)
        assert running.wait(timeout=60) == 128 + number
    assert not directory.exists()
