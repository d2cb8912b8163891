"""A build from the database that is killed anywhere loses no change and leaves no wrong answer."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.db import connection, transaction

from benchmarks.many_listings import copy_listings
from rapport.directory import index_file, index_halves, indexing
from rapport.directory.actions.record_change import record_changes
from rapport.directory.actions.set_status import publish_listing, withdraw_listing
from rapport.directory.documents import documents
from rapport.directory.index_file import (
    index_path,
    lock,
    open_file,
    open_or_build,
    rules,
)
from rapport.directory.index_halves import all_columns
from rapport.directory.indexing import forget_index, live_index
from rapport.directory.models import Listing
from rapport.matching import Choice, ColumnIndex, Query
from rapport.matching.engine import files
from rapport.operator.queries import operators_today
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.sync import sync_vocabulary
from tests.conftest import ROOT
from tests.directory.records import record, write
from tests.ingest.rosters import few_schemes

KILLS = 6
LARGE = 600
"""From so many listings on there is a file here: a build takes long enough to be killed within."""
SECONDS_TO_END = 60


def environment() -> dict[str, str]:
    """What makes `rapport` use the database and the directory of this test."""
    name = connection.settings_dict["NAME"]
    server = os.environ.get("RAPPORT_TEST_DATABASE_URL", "").rpartition("/")[0] or "sqlite://"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "rapport.settings",
        "RAPPORT_DATABASE_URL": f"{server}/{name}",
        "RAPPORT_DATA_DIR": str(settings.DATA_DIR),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


class Runs:
    """The process that runs `rapport index` in forks."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.directory.index_runs", str(LARGE)],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def start(self, arguments: str) -> int:
        """Start a run; give its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{arguments}\n")
        self._process.stdin.flush()
        return self._number()

    def ended(self) -> int:
        """Wait until the run has ended; give its status, negative for a signal."""
        return self._number()

    def whole(self, arguments: str) -> float:
        """Run to the end; give the seconds."""
        began = monotonic()
        self.start(arguments)
        assert self.ended() == 0
        return monotonic() - began

    def end(self) -> None:
        """End the process."""
        self._process.communicate(timeout=SECONDS_TO_END)

    def _number(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@pytest.fixture
def runs(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runs]:
    """A large directory in the database, no file yet, and nobody else who would build one."""
    monkeypatch.setattr(indexing, "refresh_in_background", lambda: None)
    monkeypatch.setattr(index_file, "FILE_ABOVE", LARGE)
    sync_vocabulary(few_schemes())
    write([record(str(number), name=f"Ada Number{number}") for number in range(50)])
    assert copy_listings(LARGE + 100) == LARGE + 100
    _no_files()
    runs = Runs()
    yield runs
    runs.end()
    _no_files()


def _no_files() -> None:
    for file in index_path().parent.glob("*"):
        file.unlink()


def change(dice: Random) -> None:
    """Save two changes: a name, and somebody goes or comes back."""
    ids = list(Listing.objects.order_by("pk").values_list("pk", flat=True))
    renamed, other_id = dice.sample(ids, 2)
    with transaction.atomic():
        Listing.objects.filter(pk=renamed).update(name=f"Ada Renamed{dice.randrange(10**6)}")
        record_changes([renamed])
    other = Listing.objects.get(pk=other_id)
    (withdraw_listing if other.status == "published" else publish_listing)(other)


def answers(index: ColumnIndex, today: date) -> object:
    """What an index says, and every document that it has."""
    queries = (
        Query(day=today, page_size=200),
        Query(day=today, words="ada number7"),
        Query(day=today, must=(Choice("approach", frozenset({"approach:cbt"})),), page=2),
    )
    every = {one.id: one for one in index.documents}
    return every, [index.search(query) for query in queries]


def assert_nothing_is_wrong() -> None:
    """A worker that runs and one that starts now answer as the database says."""
    vocabulary, today = load_vocabulary(), operators_today()
    expected = answers(ColumnIndex(documents(vocabulary, today), *rules(vocabulary)), today)
    if index_path().exists():
        files.check(index_path())
        assert open_file(vocabulary) is not None
    assert answers(live_index().index, today) == expected
    with lock(is_patient=False) as is_free:
        assert is_free
    assert answers(open_or_build(vocabulary, today).index, today) == expected


def until_writing(seconds: float) -> None:
    """Wait until a file is being written, or until it must have been."""
    end = monotonic() + 5 * seconds
    while monotonic() < end and not any(index_path().parent.glob("*.building-*")):
        sleep(0.0005)


def test_a_build_that_is_killed_anywhere_leaves_right_answers(runs: Runs) -> None:
    dice, ended = Random(7), []
    runs.whole("")  # the first one waits for Django
    seconds = runs.whole("--rebuild")
    for place in range(KILLS):
        change(dice)
        run = runs.start("--rebuild" if place % 2 else "")
        if place < KILLS - 2:
            sleep(seconds * (place + dice.random()) / KILLS)
        else:
            until_writing(seconds)
        change(dice)
        with suppress(ProcessLookupError):  # it was quicker
            os.kill(run, signal.SIGKILL)
        ended.append(runs.ended())
        assert_nothing_is_wrong()
    assert -signal.SIGKILL in ended
    assert set(ended) <= {-signal.SIGKILL, 0}
    runs.start("--rebuild")
    for _time in range(4):
        sleep(seconds / 6)
        change(dice)
    assert runs.ended() == 0
    there = {one.name for one in index_path().parent.iterdir()}
    assert there == {"listings", "listings.checked", "listings.lock"}
    forget_index()
    assert_nothing_is_wrong()


def second_processes() -> list[int]:
    """Those that read the second half of our directory."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_second = b"index_halves" in (process / "cmdline").read_bytes()
            if is_second and str(settings.DATA_DIR).encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
    return found


def until(is_so: Callable[[], object]) -> None:
    """Wait until something is so; it must be in time."""
    end = monotonic() + SECONDS_TO_END
    while not is_so():
        assert monotonic() < end
        sleep(0.01)


def test_two_processes_read_what_one_reads(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    vocabulary, today = load_vocabulary(), operators_today()
    expected = answers(ColumnIndex(documents(vocabulary, today), *rules(vocabulary)), today)
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(index_halves, "HALVED_ABOVE", LARGE)
    columns = all_columns(vocabulary, today)
    assert not caplog.records
    assert answers(ColumnIndex.from_arrays(columns, *rules(vocabulary)), today) == expected
    monkeypatch.setenv("RAPPORT_SECRET_KEY", "too short")
    columns = all_columns(vocabulary, today)
    assert "second process failed" in caplog.text
    assert answers(ColumnIndex.from_arrays(columns, *rules(vocabulary)), today) == expected


def test_neither_of_two_processes_outlives_the_other_to_write(runs: Runs) -> None:
    runs.whole("")
    there = index_path().stat()
    run = runs.start("halved --rebuild")
    until(second_processes)
    os.kill(run, signal.SIGKILL)
    assert runs.ended() == -signal.SIGKILL
    until(lambda: not second_processes())
    assert index_path().stat() == there
    assert_nothing_is_wrong()
    runs.start("halved --rebuild")
    until(second_processes)
    change(Random(5))
    for second in second_processes():
        os.kill(second, signal.SIGKILL)
    assert runs.ended() == 0
    assert index_path().stat().st_ino != there.st_ino
    assert not second_processes()
    assert_nothing_is_wrong()
