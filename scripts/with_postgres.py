"""Run a command beside a private, throw-away PostgreSQL: `with_postgres.py pytest -x`.

The server listens on a socket in its own temporary directory and on no port, so that two runs
never meet. Server and directory are gone when the command ends, also after Ctrl-C.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

NO_SERVER = 69  # sysexits.h: a service is unavailable
SECONDS_TO_START = 60
USUAL_PLACES = (
    "usr/lib/postgresql/*/bin",  # Debian
    "usr/pgsql-*/bin",  # Fedora
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
# Nothing here outlives the run, so nothing has to survive a crash. DIR is the temporary directory.
# A plan that was made while a table was empty reads all of it: tests fill and empty tables, and a
# foreign key's plan is kept. So every plan is made anew.
INITDB = (
    "initdb --pgdata=DIR/data --username=rapport --auth=trust --encoding=UTF8 --locale=C.UTF-8"
    " --no-sync --no-instructions"
)
POSTGRES = (
    "postgres -D DIR/data -k DIR -c listen_addresses= -c max_connections=60"
    " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c plan_cache_mode=force_custom_plan -c jit=off"
)
CREATEDB = "createdb --host=DIR --username=rapport rapport"


def main() -> int:
    """Run the command of the arguments; give its exit status, or 69 when there is no server."""
    binaries = find_binaries()
    if binaries is None:
        print(
            "PostgreSQL's server is not installed. On Debian: apt-get install postgresql",
            file=sys.stderr,
        )
        return NO_SERVER
    if sys.argv[1:] == ["--find"]:
        print(binaries)
        return 0
    if not sys.argv[1:]:
        print("Give the command to run, or --find", file=sys.stderr)
        return 2
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells ignore it for `... &`
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _leave)
    with (
        tempfile.TemporaryDirectory(prefix="rapport-pg-") as directory,
        running_server(binaries, Path(directory)) as url,
    ):
        return run_command(sys.argv[1:], url)


def find_binaries() -> Path | None:
    """Give the directory with `initdb` and `postgres`, of the newest version that is here."""
    found = [path for place in USUAL_PLACES for path in Path("/").glob(place)]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    complete = [path for path in found if (path / "initdb").exists()]
    return max(complete, key=_version, default=None)


def _version(binaries: Path) -> int:
    digits = "".join(letter for letter in binaries.parent.name if letter.isdigit())
    return int(digits or 0)


@contextmanager
def running_server(binaries: Path, directory: Path, settings: str = "") -> Iterator[str]:
    """Start a server with its files in the directory, and stop it; give the address of a database.

    What an earlier server wrote there before a checkpoint is found again. `settings` are further
    words of the command line.
    PostgreSQL refuses to run as root; root's servers run as the user postgres of its package.
    """
    is_new = not (directory / "data").exists()
    as_user: dict[str, Any] = {"cwd": directory, "start_new_session": True}
    if os.geteuid() == 0:
        as_user |= {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(directory, "postgres", "postgres")

    def command(words: str) -> list[str]:
        program, *arguments = (word.replace("DIR", str(directory)) for word in words.split())
        return [str(binaries / program), *arguments]

    if is_new:
        subprocess.run(command(INITDB), check=True, stdout=subprocess.DEVNULL, **as_user)
    log = directory / "log"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command(f"{POSTGRES} {settings}"), stdout=stream, stderr=stream, **as_user
        )
    try:
        _wait_until_ready(server, binaries, directory, log)
        if is_new:
            subprocess.run(command(CREATEDB), check=True, **as_user)
        yield f"postgres://rapport@{quote(str(directory), safe='')}/rapport"
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: the data are thrown away
        server.wait()


def _wait_until_ready(
    server: subprocess.Popen[Any], binaries: Path, directory: Path, log: Path
) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while subprocess.run([binaries / "pg_isready", "-q", "-h", directory], check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)


def run_command(command: list[str], url: str) -> int:
    """Run the command with the database's address; give its exit status. Ends it when we are."""
    child = subprocess.Popen(command, env=os.environ | {"RAPPORT_TEST_DATABASE_URL": url})
    try:
        return child.wait()
    except KeyboardInterrupt:  # the terminal has sent it to the child too, which is tidying up
        child.wait()
        return 128 + signal.SIGINT
    except SystemExit:
        child.terminate()
        child.wait()
        raise


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
