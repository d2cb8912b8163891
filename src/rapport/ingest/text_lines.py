"""A text file as lines, whatever its encoding, never more than one line in memory."""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rapport.ingest.problems import ImportRefused

LONGEST_LINE_BYTES = 4_000_000

SNIFFED_BYTES = 64 * 1024

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks. UTF-32's begins as UTF-16's does, so it stands first."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

MIXED = "utf-8 or cp1252"
"""How a file without a mark is read: line by line as UTF-8, and as Windows wrote it otherwise."""


Opener = Callable[[], AbstractContextManager[IO[bytes]]]
"""Opens a file, or a part of an archive, as bytes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end; `is_foreign` if it was not UTF-8 and read as cp1252."""

    text: str
    is_foreign: bool = False


def encoding_of(beginning: bytes) -> str:
    """Tell the encoding by the file's first bytes: a mark, the zeros of UTF-16, or `MIXED`."""
    for mark, encoding in MARKS:
        if beginning.startswith(mark):
            return encoding
    sample = beginning[: len(beginning) // 2 * 2]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros and zeros.count(0) * 10 > len(zeros) * 4 and b"\x00\x00" not in sample[:200]:
            return encoding
    return MIXED


def check_encoding(name: str, path: Path) -> None:
    """Refuse an encoding that Python does not have."""
    try:
        b"".decode(name)
    except LookupError as error:
        raise ImportRefused(f"{path.name}: there is no encoding “{name}”") from error


def read_lines(
    path: Path, encoding: str, opened: Callable[[], AbstractContextManager[IO[bytes]]]
) -> Iterator[Line]:
    """Give the lines of a file. Raises ImportRefused for a line without end or wrong bytes."""
    with opened() as stream:
        if encoding == MIXED:
            yield from _mixed(path, stream)
            return
        try:
            with io.TextIOWrapper(stream, encoding, newline="") as reader:
                number = 0
                while text := reader.readline(LONGEST_LINE_BYTES):
                    number += 1
                    _check_length(path, number, text)
                    yield Line(text)
        except UnicodeError as error:
            raise ImportRefused(f"{path.name}: is not written in {encoding}: {error}") from error


def _mixed(path: Path, stream: IO[bytes]) -> Iterator[Line]:
    number = 0
    while raw := stream.readline(LONGEST_LINE_BYTES):
        number += 1
        _check_length(path, number, raw)
        try:
            line = Line(raw.decode())
        except UnicodeDecodeError:
            line = Line(_of_windows(raw), is_foreign=True)
        # Old Macs end a line with a carriage return alone.
        if "\r" in line.text[:-2]:
            yield from (Line(one, line.is_foreign) for one in _LINE.findall(line.text))
        else:
            yield line


def _of_windows(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _check_length(path: Path, number: int, line: str | bytes) -> None:
    if len(line) >= LONGEST_LINE_BYTES:
        limit = LONGEST_LINE_BYTES // 1_000_000
        raise ImportRefused(f"{path.name}, line {number}: longer than {limit} million characters")
