"""Files that came in through the browser: kept for a day at most, where nobody else can read."""

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from rapport.ingest.models import RosterUpload

LARGEST_UPLOAD_BYTES = 50 * 1024 * 1024
KEPT_FOR = timedelta(days=1)
MAPPING_NAME = "mapping.yaml"


def uploads_dir() -> Path:
    """Give the directory of uploads, which only the site's own account may enter."""
    directory = Path(settings.DATA_DIR) / "uploads"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory


def keep_upload(name: str, chunks: Iterable[bytes], user_pk: int) -> RosterUpload:
    """Write a file to a directory of its own with a random name, mode 600."""
    token = secrets.token_hex(16)
    directory = uploads_dir() / token
    directory.mkdir(mode=0o700)
    stored = directory / _plain_name(name)
    try:
        with os.fdopen(os.open(stored, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in chunks:
                out.write(chunk)
        return RosterUpload.objects.create(
            file_name=stored.name, stored_path=f"{token}/{stored.name}", by_id=user_pk
        )
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _plain_name(name: str) -> str:
    """Give a name that reports can show and no shell or file system trips over."""
    path = Path(re.sub(r"[^\w. -]+", "_", name.replace("\\", "/").rpartition("/")[2]))
    stem = path.stem.strip(". ")[:80] or "roster"
    suffix = path.suffix[:10].lower().strip()
    plain = f"{stem}{suffix}".encode("ascii", "ignore").decode() or "roster"
    return f"roster-{plain}" if plain.startswith((".", "-")) or plain == MAPPING_NAME else plain


def file_of(upload: RosterUpload) -> Path:
    """Give the path of the file, which may be gone."""
    return uploads_dir() / upload.stored_path


def mapping_file_of(upload: RosterUpload) -> Path:
    """Give the path of the mapping beside the file."""
    return file_of(upload).parent / MAPPING_NAME


def keep_mapping(upload: RosterUpload, raw: dict[str, Any]) -> None:
    """Remember what was decided so far."""
    upload.mapping = raw
    upload.save(update_fields=["mapping"])


def forget_upload(upload: RosterUpload) -> None:
    """Delete a file and all that was decided about it."""
    shutil.rmtree(file_of(upload).parent, ignore_errors=True)
    upload.delete()


def sweep_uploads() -> None:
    """Delete uploads of more than a day ago, and files whose row is gone as long."""
    before = timezone.now() - KEPT_FOR
    for upload in RosterUpload.objects.filter(created_at__lt=before):
        forget_upload(upload)
    for directory in uploads_dir().iterdir():
        if directory.is_dir() and directory.stat().st_mtime < before.timestamp():
            shutil.rmtree(directory, ignore_errors=True)
