"""Archives are looked at before anything is unpacked."""

import stat
import zipfile
from pathlib import Path, PurePosixPath

from rapport.ingest.problems import ImportRefused

HIGHEST_RATIO = 100
SMALL_BYTES = 1_000_000
"""A part below this size does no harm, however well it was packed."""

MOST_PARTS = 10_000


def check_archive(path: Path, most_bytes: int) -> tuple[str, ...]:
    """Give the names of an archive's parts.

    Refuses one that unpacks to more than `most_bytes` or over 100 times its size, that is
    encrypted, or that holds links or ways out of its folder. A part never unpacks to more than the
    archive says: `zipfile` stops there.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise ImportRefused(f"{path.name}: a broken archive: {error}") from error
    if len(parts) > MOST_PARTS:
        raise ImportRefused(f"{path.name}: an archive of more than {MOST_PARTS:,} parts")
    for part in parts:
        reason = _danger(part)
        if reason:
            raise ImportRefused(f"{path.name}: its part “{part.filename[:80]}” {reason}")
    if sum(part.file_size for part in parts) > most_bytes:
        limit = most_bytes // 1_000_000
        raise ImportRefused(f"{path.name}: unpacks to more than {limit:,} MB")
    return tuple(part.filename for part in parts)


def _danger(part: zipfile.ZipInfo) -> str:
    place = PurePosixPath(part.filename.replace("\\", "/"))
    if stat.S_ISLNK(part.external_attr >> 16):
        return "is a link"
    if place.is_absolute() or ".." in place.parts or ":" in part.filename:
        return "lies outside the archive"
    if part.flag_bits & 1:
        return "is encrypted"
    if part.file_size > SMALL_BYTES and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1):
        return f"unpacks to more than {HIGHEST_RATIO} times its size"
    return ""
