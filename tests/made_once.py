"""What takes seconds to make is made by one worker of a run; the others wait and copy it."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(request: pytest.FixtureRequest, name: str, make: Callable[[Path], None]) -> Path:
    """Give the directory of this name, which all workers share; `make` fills it the first time."""
    base = request.getfixturevalue("tmp_path_factory").getbasetemp()
    is_worker = hasattr(request.config, "workerinput")
    directory: Path = (base.parent if is_worker else base) / f"made-once-{name}"
    with directory.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = directory / "done"
        if not done.exists():
            directory.mkdir(exist_ok=True)
            make(directory)
            done.touch()
    return directory
