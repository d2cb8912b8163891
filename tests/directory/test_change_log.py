"""A save is searchable at once, here and in every other process: the index follows the log."""

import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from rapport.directory.actions import record_change
from rapport.directory.actions.record_change import record_changes, record_rebuild
from rapport.directory.actions.set_status import publish_listing, withdraw_listing
from rapport.directory.indexing import live_index
from rapport.directory.models import Change, ChangeClock, Listing
from rapport.directory.search import search_fields
from rapport.matching import Aspect
from tests.directory.records import DAY, FULL_RECORD, record, write

pytestmark = pytest.mark.usefixtures("vocabulary")


def names() -> list[str]:
    found = search_fields({})
    return sorted(listing.record.name for _hit, listing in found.listings)


def log() -> list[tuple[int, int | None]]:
    return list(Change.objects.order_by("seq").values_list("seq", "listing_id"))


def test_numbers_rise_without_a_gap_in_the_order_of_the_changes() -> None:
    record_changes([7, 5, 7])
    record_rebuild()
    record_changes([])
    record_changes([9])
    assert log() == [(1, 5), (2, 7), (3, None), (4, 9)]
    assert ChangeClock.objects.get().seq == 4


def test_what_was_rolled_back_is_not_in_the_log() -> None:
    class Stop(Exception):
        pass

    def fail() -> None:
        with transaction.atomic():
            record_changes([1])
            raise Stop

    with pytest.raises(Stop):
        fail()
    record_changes([2])
    assert log() == [(1, 2)]


def test_a_big_change_is_one_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_change, "REBUILD_ABOVE", 3)
    write([record(str(number), name=f"N{number}") for number in range(4)])
    assert log() == [(1, None)]
    assert len(names()) == 4


def test_what_is_saved_is_found_at_once() -> None:
    assert names() == []
    (listing,) = write([FULL_RECORD])
    assert names() == ["Ada Harbor"]
    write([record(name="Ada West", confirmed={Aspect.IDENTITY: DAY + timedelta(days=1)})])
    assert names() == ["Ada West"]
    withdraw_listing(listing)
    assert names() == []
    publish_listing(listing)
    assert names() == ["Ada West"]


def test_a_listing_that_is_deleted_is_not_found() -> None:
    (one, _other) = write([FULL_RECORD, record("B", name="Bea Harbor")])
    assert len(names()) == 2
    id_ = one.pk
    one.delete()
    record_changes([id_])
    assert names() == ["Bea Harbor"]
    assert live_index().seq == ChangeClock.objects.get().seq


def test_a_log_that_was_cut_rebuilds_the_index() -> None:
    write([FULL_RECORD])
    assert names() == ["Ada Harbor"]
    write([record("B", name="Bea Harbor")])
    write([record("C", name="Cem Harbor")])
    Change.objects.filter(seq=2).delete()
    assert names() == ["Ada Harbor", "Bea Harbor", "Cem Harbor"]


def test_nothing_new_costs_two_queries(
    django_assert_num_queries: Callable[[int], "object"],
) -> None:
    write([FULL_RECORD])
    first = live_index()
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        assert live_index() is first


@pytest.mark.django_db(transaction=True)
def test_another_connection_s_save_is_found_when_it_is_committed() -> None:
    assert names() == []

    def save() -> None:
        write([FULL_RECORD])
        connection.close()

    thread = threading.Thread(target=save)
    thread.start()
    thread.join()
    assert names() == ["Ada Harbor"]


@pytest.mark.django_db(transaction=True)
def test_another_process_s_save_is_found() -> None:
    write([FULL_RECORD])
    assert names() == ["Ada Harbor"]
    script = f"""
        import os
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django
        django.setup()
        from django.db import connection
        connection.settings_dict |= {{"NAME": {str(connection.settings_dict["NAME"])!r}}}
        from tests.directory.records import record, write
        write([record("B", name="Bea Harbor")])
    """
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], check=True, capture_output=True, timeout=60
    )
    assert names() == ["Ada Harbor", "Bea Harbor"]
    assert Listing.objects.count() == 2
