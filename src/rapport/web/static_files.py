"""Collect static files only when they changed: compressing them takes seconds."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = ".collected"


class LinkedFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Compresses the files that pages link to, which have a hash in their name.

    Nobody is sent to the same without it, and compressing those doubles the time of a first start.
    """

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress the hashed ones among the paths; give each with what was made of it."""
        linked = set(self.hashed_files.values())
        yield from super().compress_files([path for path in paths if path in linked])


def collect_static_files() -> bool:
    """Collect all static files unless the same ones were collected before; tell whether it did."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    state = _state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=stamp.exists())
    stamp.write_text(state, encoding="ascii")
    return True


def _state() -> str:
    """Name, size and time of every source file, as one digest."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list(None), key=lambda one: one[0]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
