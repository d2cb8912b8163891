"""Two processes read a large directory for its index, each one half, because each has a processor.

The second one writes no file. It sends its half to the first through a pipe, and another pipe tells
it when the first is gone: then it goes at once. If the second fails, the first reads both halves.
Each of them reads rows as they are when it comes to them: see `index_file.build` why that is right.
"""

import gc
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Thread
from typing import IO

from rapport.directory.documents import documents
from rapport.directory.index_rows import EVERY_ID, middle_id
from rapport.matching.engine.columns import Columns
from rapport.matching.engine.index import columns_in_batches
from rapport.matching.engine.joining import joined
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.snapshot import Vocabulary

HALVED_ABOVE = 50_000
"""Fewer listings are read sooner than a second process has started."""

COMMAND = (
    sys.executable,
    "-c",
    "import django; django.setup(); from rapport.directory.index_halves import main; main()",
)

log = logging.getLogger(__name__)


def all_columns(vocabulary: Vocabulary, today: date) -> Columns:
    """Read all published listings, with a second process if they are many."""
    middle = middle_id(HALVED_ABOVE)
    if middle is None:
        return columns_in_batches(documents(vocabulary, today))
    with _second_half(middle, today) as process:
        first = columns_in_batches(documents(vocabulary, today, within=range(1, middle)))
        second = _received(process.stdout)
    if second is None:
        log.warning("The second process failed, so both halves of the index are read by the first")
        within = range(middle, EVERY_ID.stop)
        second = columns_in_batches(documents(vocabulary, today, within=within))
    return joined([first, second])


@contextmanager
def _second_half(middle: int, today: date) -> Iterator[subprocess.Popen[bytes]]:
    """The process that reads listings from `middle` on; it is gone when the body has ended."""
    with subprocess.Popen(  # noqa: S603 (our own command)
        (*COMMAND, str(middle), today.isoformat()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _received(answer: IO[bytes] | None) -> Columns | None:
    """What the second process sends when it has read its half; None if it failed."""
    try:
        return pickle.load(answer) if answer else None  # noqa: S301 (our own process)
    except (EOFError, pickle.UnpicklingError):  # it was killed, or said something else
        return None


def main() -> None:
    """Read listings from an id on and send their columns: MIDDLE TODAY."""
    middle, today = int(sys.argv[1]), date.fromisoformat(sys.argv[2])
    Thread(target=_end_with_the_first, daemon=True).start()
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed is no part of the answer
    gc.disable()  # as in `index_file.build`
    within = range(middle, EVERY_ID.stop)
    columns = columns_in_batches(documents(load_vocabulary(), today, within=within))
    with answer:
        pickle.dump(columns, answer, pickle.HIGHEST_PROTOCOL)


def _end_with_the_first() -> None:
    """Nothing is ever written to stdin: it ends when the first process has."""
    sys.stdin.buffer.read()
    os._exit(1)
