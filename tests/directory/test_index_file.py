"""A large directory's index lies in a file that one process builds and all others map."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from rapport.directory import index_file, indexing
from rapport.directory.actions.record_change import record_changes, record_rebuild
from rapport.directory.actions.set_status import withdraw_listing
from rapport.directory.index_file import index_path, lock, refresh_file
from rapport.directory.indexing import LiveIndex, forget_index, live_index
from rapport.directory.models import Change, Listing
from rapport.directory.search import search_fields
from rapport.operator.queries import operators_today
from rapport.vocabulary.queries import load_vocabulary
from tests.directory.records import FULL_RECORD, record, write

pytestmark = pytest.mark.usefixtures("vocabulary", "large")


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Take every directory for a large one; gives the refreshes that were asked for."""
    asked: list[str] = []
    monkeypatch.setattr(index_file, "FILE_ABOVE", 1)
    monkeypatch.setattr(indexing, "refresh_in_background", lambda: asked.append("refresh"))
    index_path().unlink(missing_ok=True)
    yield asked
    index_path().unlink(missing_ok=True)


def names() -> list[str]:
    return sorted(listing.record.name for _hit, listing in search_fields({}).listings)


def as_another_process() -> LiveIndex:
    forget_index()
    return live_index()


def refreshed() -> None:
    """Do what `rapport index` does in another process."""
    assert refresh_file(load_vocabulary(), operators_today()) is not None


def put_there(content: bytes) -> None:
    """Put another file in the place of the index's, as every writer does: who maps it keeps it."""
    beside = index_path().with_suffix(".beside")
    beside.write_bytes(content)
    beside.replace(index_path())


def without_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nobody may build from the database."""
    monkeypatch.setattr(index_file, "build", lambda *_rules: pytest.fail("built again"))


def test_the_second_process_maps_the_file_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    write([FULL_RECORD])
    first = live_index()
    without_reading(monkeypatch)
    second = as_another_process()
    assert second.built.file == first.built.file
    assert second.built.file is not None
    assert names() == ["Ada Harbor"]


def test_changes_after_the_file_are_found_without_building(monkeypatch: pytest.MonkeyPatch) -> None:
    (listing,) = write([FULL_RECORD])
    live_index()
    without_reading(monkeypatch)
    write([record("B", name="Bea Harbor")])
    assert names() == ["Ada Harbor", "Bea Harbor"]
    withdraw_listing(listing)
    assert names() == ["Bea Harbor"]
    as_another_process()
    assert names() == ["Bea Harbor"]


def test_a_damaged_file_is_built_again(caplog: pytest.LogCaptureFixture) -> None:
    write([FULL_RECORD])
    live_index()
    whole = index_path().read_bytes()
    put_there(whole[: len(whole) // 2] + b"x" + whole[len(whole) // 2 + 1 :])
    as_another_process()
    assert names() == ["Ada Harbor"]
    assert "not used" in caplog.text


def test_a_file_of_a_database_that_was_restored_is_built_again() -> None:
    write([FULL_RECORD])
    live = live_index()
    Listing.objects.update(name="Ada Restored")
    Change.objects.filter(seq=live.seq).update(at=timezone.now() + timedelta(seconds=1))
    as_another_process()
    assert names() == ["Ada Restored"]


def test_a_merged_file_is_taken_up_while_searches_go_on(
    large: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "MERGE_ABOVE", 1)
    write([FULL_RECORD])
    old = live_index()
    write([record("B", name="Bea Harbor"), record("C", name="Cem Harbor")])
    assert len(live_index().index) == 3
    assert large
    refreshed()
    new = live_index()
    assert new.built.file != old.built.file
    assert new.index.changes == 0
    assert names() == ["Ada Harbor", "Bea Harbor", "Cem Harbor"]
    assert len(old.index) == 1


def test_a_rebuild_goes_on_elsewhere_and_saves_are_found_meanwhile(large: list[str]) -> None:
    (listing,) = write([FULL_RECORD])
    live_index()
    Listing.objects.update(name="Ada Changed")
    record_rebuild()
    write([record("B", name="Bea Harbor")])
    assert live_index().index.has_name(["ada", "harbor"], is_whole=True)
    assert "Bea Harbor" in names()
    assert large
    record_changes([listing.pk])
    assert names() == ["Ada Changed", "Bea Harbor"]
    refreshed()
    assert live_index().built.is_whole
    assert names() == ["Ada Changed", "Bea Harbor"]


def test_on_a_new_day_the_old_documents_answer_until_new_ones_are_made(
    large: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write([FULL_RECORD])
    today = live_index().built_on
    monkeypatch.setattr(indexing, "operators_today", lambda: today + timedelta(days=1))
    assert live_index().built_on == today + timedelta(days=1)
    assert live_index().built.made_on == today
    assert large
    refresh_file(load_vocabulary(), today + timedelta(days=1))
    assert live_index().built.made_on == today + timedelta(days=1)
    assert names() == ["Ada Harbor"]


def test_a_refresh_is_a_command_that_there_is() -> None:
    run = subprocess.run(
        [*index_file.REFRESH, "--help"], capture_output=True, text=True, timeout=60, check=True
    )
    assert "Bring the index" in run.stdout


def test_one_refresh_at_a_time_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []

    class Process:
        def __init__(self, command: object, **_options: object) -> None:
            started.append(command)

        def poll(self) -> None:
            return None

    monkeypatch.setattr(subprocess, "Popen", Process)
    monkeypatch.setattr(index_file._Helper, "process", None)
    monkeypatch.setattr(index_file._Helper, "started", float("-inf"))
    index_file.refresh_in_background()
    index_file.refresh_in_background()
    assert started == [index_file.REFRESH]


def test_only_one_process_refreshes_the_file() -> None:
    write([FULL_RECORD])
    live_index()
    with lock():
        assert refresh_file(load_vocabulary(), operators_today()) is None


def test_a_new_file_that_cannot_be_used_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    write([FULL_RECORD])
    live_index()
    put_there(b"rubbish")
    assert names() == ["Ada Harbor"]
    monkeypatch.setattr(indexing, "open_file", lambda _vocabulary: pytest.fail("looked again"))
    assert names() == ["Ada Harbor"]
    assert replace(live_index().built, file=None).is_whole
