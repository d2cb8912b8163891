"""The index on disk: one file that all workers map, built by one process under a lock.

The file is derived. It says up to which change it goes, and which change that was, so that the file
of another database, or of one that was restored from a backup, is not mistaken for this one's.
"""

import fcntl
import gc
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

from django.conf import settings

from rapport.directory.actions.record_change import REBUILD_ABOVE
from rapport.directory.documents import documents
from rapport.directory.index_halves import all_columns
from rapport.directory.models import Change, ChangeClock
from rapport.matching import ColumnIndex, DamagedIndex, ForeignIndex
from rapport.vocabulary.snapshot import Vocabulary

FILE_ABOVE = 2_000
"""Fewer listings are indexed in memory, within a second, and leave no file."""

REFRESH = (sys.executable, "-c", "from rapport.cli.main import main; main()", "index")
"""The command `rapport index` of this very installation."""

REFRESH_AGAIN_SECONDS = 60
"""After so long a process that failed to refresh the file is followed by another."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Built:
    """An index, the change it goes up to, and the day its documents were made on.

    It `is_whole` unless something changed that the log does not name: then it must be built anew.
    `file` tells apart the files that were at the same place, None if there is none.
    """

    index: ColumnIndex
    seq: int
    made_on: date
    file: tuple[int, int] | None = None
    is_whole: bool = True


def clock() -> int:
    """Number of the latest change."""
    return ChangeClock.objects.values_list("seq", flat=True).first() or 0


def changes_since(seq: int, up_to: int) -> tuple[set[int], bool]:
    """Ids of the listings that changed, and whether they are all that changed.

    They are not after a change of everything, of more than 5,000 at once, or where the log was cut.
    """
    rows = Change.objects.filter(seq__gt=seq, seq__lte=up_to)
    listing_ids = list(rows.values_list("listing_id", flat=True)[: REBUILD_ABOVE + 1])
    is_whole = len(listing_ids) == up_to - seq and None not in listing_ids
    return {id_ for id_ in listing_ids[:REBUILD_ABOVE] if id_ is not None}, is_whole


def with_changes(built: Built, vocabulary: Vocabulary, seq: int) -> Built:
    """Bring an index up to a change, as far as listings are named; `is_whole` if that is all."""
    if seq == built.seq:
        return built
    changed, is_whole = changes_since(built.seq, seq)
    fresh = list(documents(vocabulary, built.made_on, changed))
    gone = changed - {document.id for document in fresh}
    index = built.index.changed(fresh, gone)
    is_whole = built.is_whole and is_whole and index.changes <= REBUILD_ABOVE
    return replace(built, index=index, seq=seq, is_whole=is_whole)


def index_path() -> Path:
    """Where the file lies."""
    return Path(settings.DATA_DIR) / "index" / "listings"


def file_identity() -> tuple[int, int] | None:
    """Tells the file that is there now from those that were there before; None without one."""
    try:
        status = index_path().stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def open_file(vocabulary: Vocabulary) -> Built | None:
    """Map the file; None if it is damaged or not of this database, vocabulary and key."""
    file = file_identity()
    if file is None:
        return None
    try:
        index, about = ColumnIndex.open(index_path(), *rules(vocabulary))
    except FileNotFoundError:
        return None
    except (DamagedIndex, ForeignIndex) as error:
        log.warning("The index on disk is not used and built again: %s", error)
        return None
    seq = int(about["mark"][0])
    if _mark(seq) != about["mark"]:
        return None
    return Built(index, seq, date.fromisoformat(about["made_on"]), file)


def build(vocabulary: Vocabulary, today: date) -> Built:
    """Build from the database, whatever is on disk; large ones are written and mapped.

    It takes minutes and perhaps two processes, and rows change meanwhile. The number of the latest
    change is read before all, and numbers become visible in their order: so whatever changed up to
    it is in what is read after it, by either process. Later changes may be in the documents wholly,
    in part or not at all, and have a higher number: whoever uses the index applies them from the
    log, and so reads those listings once more.
    """
    seq = clock()
    with _without_garbage_collector():
        index = ColumnIndex.from_arrays(all_columns(vocabulary, today), *rules(vocabulary))
    if not is_large(index):
        return Built(index, seq, today)
    return _written(Built(index, seq, today), vocabulary) or Built(index, seq, today)


def open_or_build(vocabulary: Vocabulary, today: date) -> Built:
    """Map the file if it can be brought up to now; otherwise one process builds, others wait."""
    found = _usable(vocabulary)
    if found:
        return found
    with lock():
        return _usable(vocabulary) or build(vocabulary, today)


def build_alone(vocabulary: Vocabulary, today: date) -> Built:
    """Build from the database while no other process does."""
    with lock():
        return build(vocabulary, today)


def is_large(index: ColumnIndex) -> bool:
    """Tell whether an index is kept in a file and built by a process of its own."""
    return len(index) >= FILE_ABOVE


def refresh_file(vocabulary: Vocabulary, today: date) -> Built | None:
    """Write a file with all changes merged, or built anew; None if another process is at it."""
    with lock(is_patient=False) as is_ours:
        if not is_ours:
            return None
        found = open_file(vocabulary)
        if found and found.made_on == today and found.seq <= clock():
            merged = with_changes(found, vocabulary, clock())
            if merged.is_whole and merged.seq == found.seq:
                return found
            if merged.is_whole:
                return _written(merged, vocabulary)
        return build(vocabulary, today)


def _usable(vocabulary: Vocabulary) -> Built | None:
    """The file's index brought up to now, if the log reaches from it to now."""
    found, seq = open_file(vocabulary), clock()
    if found is None or found.seq > seq:
        return None
    found = with_changes(found, vocabulary, seq)
    return found if found.is_whole else None


@contextmanager
def _without_garbage_collector() -> Iterator[None]:
    """Spare a third of the time: millions of objects are made and none of them is in a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _written(built: Built, vocabulary: Vocabulary) -> Built | None:
    index_path().parent.mkdir(parents=True, exist_ok=True)
    for ending in (".building-*", ".checked-*"):  # left by a process that was killed
        for stale in index_path().parent.glob(f"*{ending}"):
            stale.unlink(missing_ok=True)
    about = {"mark": _mark(built.seq), "made_on": built.made_on.isoformat()}
    built.index.write(index_path(), about)
    return open_file(vocabulary)


def _mark(seq: int) -> list[Any]:
    """Which change a number means: restored from a backup, a database gives it to another one."""
    row = Change.objects.filter(seq=seq).values_list("listing_id", "at").first()
    return [seq, row and row[0], row and row[1].isoformat()]


def rules(vocabulary: Vocabulary) -> tuple[Any, Any, bytes]:
    """Broader terms, schemes that are counted, and the key of the order of equals."""
    return vocabulary.ancestors, vocabulary.schemes, settings.SECRET_KEY.encode()[:64]


@contextmanager
def lock(is_patient: bool = True) -> Iterator[bool]:
    """Hold the lock of whoever builds; the impatient are told whether they have it."""
    index_path().parent.mkdir(parents=True, exist_ok=True)
    with index_path().with_suffix(".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


class _Helper:
    """The process that this one started to refresh the file; it is never waited for."""

    process: ClassVar[subprocess.Popen[bytes] | None] = None
    started: ClassVar[float] = float("-inf")


def refresh_in_background() -> None:
    """Start `rapport index`, unless this process started one that is at it or was a moment ago."""
    is_at_it = _Helper.process is not None and _Helper.process.poll() is None
    if is_at_it or monotonic() - _Helper.started < REFRESH_AGAIN_SECONDS:
        return
    _Helper.started = monotonic()
    _Helper.process = subprocess.Popen(  # noqa: S603 (our own command)
        REFRESH,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
