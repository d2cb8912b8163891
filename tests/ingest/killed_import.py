"""Kill an import with SIGKILL at chosen statements and print what is in the database after it.

Started by `test_killed_import.py` as a process of its own: DATA_DIR ROSTER MAPPING FIRST. It forks
one child for each place to be killed at, each with a copy of the database, and a second child that
imports to the end. Prints one JSON object a place, and first the one of an undisturbed run.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

PLACES = 10


def counted(database: Path, kill_at: int | None, body: Callable[[], None]) -> int:
    """Run the body on a database and give the number of statements, or be killed at one."""
    from django.db import connections  # noqa: PLC0415

    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    number = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal number
        number += 1
        if number == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(count):
        body()
    connection.close()
    return number


def in_a_child(body: Callable[[], int]) -> int:
    """Run the body in a forked child; give its exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            body()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def state() -> dict[str, Any]:
    """What the directory holds, without ids, times and the log of runs."""
    from rapport.directory.models import Attestation, Change, SourceRecord  # noqa: PLC0415
    from rapport.directory.models.listing import Listing  # noqa: PLC0415
    from rapport.directory.queries import load_listings  # noqa: PLC0415
    from rapport.ingest.models import StagedRecord  # noqa: PLC0415

    records = dict(SourceRecord.objects.values_list("listing_id", "key"))
    listings = [
        (records.get(one.pk, ""), one.status, repr(one.record).replace(one.record.public_id, ""))
        for one in load_listings(Listing.objects.all())
    ]
    return {
        "listings": sorted(listings),
        "records": sorted(records.values()),
        "attestations": Attestation.objects.count(),
        "is_logged": Change.objects.exists(),
        "staged": StagedRecord.objects.count(),
    }


def kill_everywhere(template: Path, whole: Callable[[], None], show: Callable[[], None]) -> None:
    """Show the template, an undisturbed run on a copy, and each killed run, then completed."""
    copy = template.with_name("copy.sqlite3")

    def fresh_copy() -> None:
        for ending in ("", "-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
        shutil.copyfile(template, copy)

    counted(template, None, show)
    fresh_copy()
    statements = counted(copy, None, whole)
    counted(copy, None, show)
    for place in range(PLACES):
        fresh_copy()
        kill_at = 1 + statements * place // PLACES
        status = in_a_child(lambda at=kill_at: counted(copy, at, whole))  # type: ignore[misc]
        assert status == -signal.SIGKILL, status
        counted(copy, None, show)
        counted(copy, None, whole)
        counted(copy, None, show)


def main(template: Path, roster: Path, mapping: str, first: Path) -> None:
    """Kill and repeat."""
    os.environ |= {"RAPPORT_DATA_DIR": str(template.parent), "RAPPORT_DEMO": "1"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.settings"
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from rapport.ingest import staging  # noqa: PLC0415
    from rapport.ingest.roster import import_roster  # noqa: PLC0415
    from rapport.vocabulary.sync import sync_vocabulary  # noqa: PLC0415
    from tests.ingest.rosters import few_schemes  # noqa: PLC0415

    staging.BATCH = 50  # several batches in a small file

    def prepare() -> None:
        call_command("migrate", verbosity=0)
        sync_vocabulary(few_schemes())
        import_roster(first, mapping)

    def whole() -> None:
        import_roster(roster, mapping)

    def show() -> None:
        print(json.dumps(state()), flush=True)  # noqa: T201

    counted(template, None, prepare)
    kill_everywhere(template, whole, show)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
