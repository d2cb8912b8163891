"""Indexes as files: written whole, mapped into memory, refused when damaged.

One file holds everything: a line that says what it is, a manifest with the place and checksum of
each array, and the arrays. It is written beside its place and renamed, so that a killed writer
leaves the file that was there. A file is replaced and never changed: who has it mapped keeps the
old one.

**How damage is noticed.** The manifest is checked at every opening. Arrays are checked in full when
a file is opened for the first time, which takes about a second for a gigabyte; then a note beside
the file remembers its device, inode, size and times of change. While these are the same, nobody
wrote to the file, and it is opened in milliseconds. What this cannot notice is a disk that gives
back other bytes than were written, without anybody writing: `check` reads everything again.
"""

import json
import mmap
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, get_type_hints
from zlib import crc32

import numpy as np

from rapport.matching.engine.columns import Array

MAGIC = b"rapport index 2\n"
"""What every file begins with; the number is that of the format."""

_ALIGNED = 64
_LENGTHS = 16
_HEAD = len(MAGIC) + 2 * _LENGTHS

T = TypeVar("T")


class DamagedIndex(Exception):
    """The file is cut, changed, of another format, or not an index: build it again."""


class ForeignIndex(Exception):
    """The file was built with another vocabulary or another key: build it again."""


def fingerprint(
    ancestors: Mapping[str, frozenset[str]], schemes: tuple[str, ...], key: bytes
) -> str:
    """What an index was built with, as a few letters; the key cannot be found out from them."""
    vocabulary = [sorted((term, *sorted(above)) for term, above in ancestors.items()), schemes]
    digest = blake2b(json.dumps(vocabulary).encode(), key=key[:64], digest_size=16)
    return digest.hexdigest()


def write(path: Path, thing: Any, about: Mapping[str, Any]) -> None:
    """Write a frozen dataclass of arrays, tables of strings and the like to a file.

    `about` is anything that fits into JSON and is given back by `read`.
    """
    arrays = dict(_arrays("", thing))
    places, offset = {}, 0
    for name, array in arrays.items():
        places[name] = {
            "at": offset,
            "shape": array.shape,
            "kind": array.dtype.str,
            "crc": crc32(_bytes(array)),
        }
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED
    manifest = {
        "about": about,
        "arrays": places,
        "tables": dict(_tables("", thing)),
        "size": offset,
    }
    written = _replace(path, json.dumps(manifest).encode(), arrays)
    now = _identity(path.stat())
    if now[:2] == written:  # and not another writer's
        _remember(path, now)


def read(path: Path, kind: type[T], expected: str) -> tuple[T, dict[str, Any]]:
    """Map a file; gives the thing and what was written about it.

    Raises DamagedIndex, ForeignIndex if `about["fingerprint"]` is not the expected one, and
    FileNotFoundError.
    """
    mapped, manifest, start, identity = _mapped(path)
    if manifest["about"].get("fingerprint") != expected:
        raise ForeignIndex(path.name)
    if not _is_remembered(path, identity):
        _check_arrays(path, mapped, manifest, start)
        _remember(path, identity)
    return _built(kind, "", _Source(mapped, manifest, start)), manifest["about"]


def check(path: Path) -> None:
    """Read every byte of a file. Raises DamagedIndex."""
    mapped, manifest, start, _which = _mapped(path)
    _check_arrays(path, mapped, manifest, start)


def _replace(path: Path, manifest: bytes, arrays: Mapping[str, Array]) -> list[int]:
    """Write beside the place and rename; gives device and inode."""
    beside = path.with_name(f"{path.name}.building-{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(MAGIC)
            file.write(f"{len(manifest):<{_LENGTHS}}{crc32(manifest):<{_LENGTHS}}".encode())
            file.write(manifest)
            file.write(bytes(_padding(_HEAD + len(manifest))))
            for array in arrays.values():
                file.write(_bytes(array))
                file.write(bytes(_padding(array.nbytes)))
            file.flush()
            os.fsync(file.fileno())
            written = _identity(os.fstat(file.fileno()))[:2]
        beside.replace(path)
        _sync_directory(path.parent)
        return written
    finally:
        beside.unlink(missing_ok=True)


def _bytes(array: Array) -> memoryview:
    flat: Array = array.reshape(-1).view(np.uint8)
    return flat.data


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _padding(size: int) -> int:
    return -size % _ALIGNED


def _mapped(path: Path) -> tuple[mmap.mmap, dict[str, Any], int, list[int]]:
    """The file, its manifest, where the arrays begin, and which file it is."""
    with path.open("rb") as file:
        identity = _identity(os.fstat(file.fileno()))
        if os.fstat(file.fileno()).st_size < _HEAD:
            raise DamagedIndex(f"{path.name} is too short")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[: len(MAGIC)] != MAGIC:
        raise DamagedIndex(f"{path.name} is not an index of this format")
    try:
        length, checksum = (int(one) for one in mapped[len(MAGIC) : _HEAD].split())
    except ValueError:
        raise DamagedIndex(f"{path.name} has no manifest") from None
    written = mapped[_HEAD : _HEAD + length]
    if len(written) != length or crc32(written) != checksum:
        raise DamagedIndex(f"{path.name} has a damaged manifest")
    manifest = json.loads(written)
    start = _HEAD + length + _padding(_HEAD + length)
    if len(mapped) != start + manifest["size"]:
        raise DamagedIndex(f"{path.name} is not as long as it was")
    return mapped, manifest, start, identity


def _check_arrays(path: Path, mapped: mmap.mmap, manifest: dict[str, Any], start: int) -> None:
    with memoryview(mapped) as view:
        for name, place in manifest["arrays"].items():
            size = int(np.prod(place["shape"])) * np.dtype(place["kind"]).itemsize
            first = start + place["at"]
            with view[first : first + size] as part:
                if size and crc32(part) != place["crc"]:
                    raise DamagedIndex(f"{path.name} is damaged: {name}")


# The note that a file was checked


def _identity(status: os.stat_result) -> list[int]:
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.checked")


def _remember(path: Path, identity: list[int]) -> None:
    beside = path.with_name(f"{path.name}.checked-{os.getpid()}")
    try:
        beside.write_text(json.dumps(identity), "utf-8")
        beside.replace(_note(path))
    except OSError:
        beside.unlink(missing_ok=True)  # a directory that is read-only: checked again next time


def _is_remembered(path: Path, identity: list[int]) -> bool:
    try:
        remembered: bool = json.loads(_note(path).read_text("utf-8")) == identity
    except (OSError, ValueError):
        return False
    return remembered


# Dataclasses as flat lists of arrays, and back


class _Source:
    def __init__(self, mapped: mmap.mmap, manifest: dict[str, Any], start: int) -> None:
        self._mapped = mapped
        self._start = start
        self._arrays = manifest["arrays"]
        self.tables = manifest["tables"]

    def array(self, name: str) -> Array:
        if name not in self._arrays:
            raise DamagedIndex(f"an index of this format has {name}")
        place = self._arrays[name]
        count = int(np.prod(place["shape"]))
        flat = np.frombuffer(self._mapped, place["kind"], count, self._start + place["at"])
        return flat.reshape(place["shape"])


def _parts(prefix: str, thing: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(thing):
        value, name = getattr(thing, field.name), f"{prefix}{field.name}"
        if is_dataclass(value):
            yield from _parts(f"{name}.", value)
        else:
            yield name, value


def _arrays(prefix: str, thing: Any) -> Iterator[tuple[str, Array]]:
    for name, value in _parts(prefix, thing):
        if isinstance(value, np.ndarray):
            yield name, np.ascontiguousarray(value)


def _tables(prefix: str, thing: Any) -> Iterator[tuple[str, Any]]:
    for name, value in _parts(prefix, thing):
        if not isinstance(value, np.ndarray):
            yield name, value


def _built(kind: type[T], prefix: str, source: _Source) -> T:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        name, hint = f"{prefix}{field.name}", hints[field.name]
        if is_dataclass(hint):
            values[field.name] = _built(hint, f"{name}.", source)  # type: ignore[arg-type]
        elif name in source.tables:
            values[field.name] = tuple(source.tables[name])
        else:
            values[field.name] = source.array(name)
    return kind(**values)
