"""How far a long import is: a bar on a terminal, now and then a plain line elsewhere."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rapport.ingest.reading import SoFar

BAR_WIDTH = 20
SECONDS_BETWEEN_LINES = 10
"""Where nothing can be overwritten, as in the log of a nightly import."""


@contextmanager
def progress_shown() -> Iterator[Callable[["SoFar"], None]]:
    """Give the function that shows progress on standard error, and leave that line at the end."""
    shown = _OnTerminal(sys.stderr) if sys.stderr.isatty() else _AsLines(sys.stderr)
    yield shown.show
    shown.end()


class _OnTerminal:
    """One line that is written over."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._clock = stream, _Clock()
        self._is_begun = False

    def show(self, so_far: "SoFar") -> None:
        line = progress_line(so_far, self._clock.seconds_of(so_far))
        columns = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r{f'{_bar(so_far)}{line}':<{columns}.{columns}}")
        self._stream.flush()
        self._is_begun = True

    def end(self) -> None:
        if self._is_begun:
            self._stream.write("\n")


class _AsLines:
    """A whole line every ten seconds, and none for what is done before."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._clock = stream, _Clock()
        self._last = time.monotonic()

    def show(self, so_far: "SoFar") -> None:
        seconds = self._clock.seconds_of(so_far)
        if time.monotonic() - self._last >= SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            self._stream.write(f"{progress_line(so_far, seconds)}\n")
            self._stream.flush()

    def end(self) -> None:
        """Nothing is left open."""


class _Clock:
    """Seconds since reading, or writing, began: each has a pace of its own."""

    def __init__(self) -> None:
        self._began = {False: time.monotonic()}

    def seconds_of(self, so_far: "SoFar") -> float:
        now = time.monotonic()
        return now - self._began.setdefault(so_far.is_writing, now)


def progress_line(so_far: "SoFar", seconds: float) -> str:
    """Say how far it is, how fast, and how long this part of the import will still take."""
    what = "listings written" if so_far.is_writing else "rows read"
    number = so_far.done if so_far.is_writing else so_far.rows
    line = f"{number:,} {what}, {number / max(seconds, 0.001):,.0f} a second"
    if not so_far.total:
        return line
    share = so_far.done / so_far.total
    return f"{share:.0%}, {line}, {_left(share, seconds)}"


def _left(share: float, seconds: float) -> str:
    if not share:
        return "time left not known yet"
    left = round(seconds * (1 - share) / share)
    hours, minutes = left // 3600, left % 3600 // 60
    return f"{hours} h {minutes:02} min left" if hours else f"{minutes} min {left % 60:02} s left"


def _bar(so_far: "SoFar") -> str:
    if not so_far.total:
        return ""
    full = round(BAR_WIDTH * so_far.done / so_far.total)
    return f"[{'#' * full}{'.' * (BAR_WIDTH - full)}] "
