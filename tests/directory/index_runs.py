"""Runs `rapport index` for every line on stdin, each in a fork, so that Django loads only once.

Started by `test_killed_index.py` as a process of its own: DATABASE_NAME DATA_DIR LARGE, from how
many listings on there is a file. A line holds the command's arguments. Prints the fork's process
id, and when it ended its status, negative for a signal.
"""

import os
import sys
from pathlib import Path


def main(database: str, data: Path, large: int) -> None:
    """Use the database and the directory of the test that started this process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from rapport.cli.main import main as rapport  # noqa: PLC0415
    from rapport.directory import index_file  # noqa: PLC0415

    connection.settings_dict["NAME"] = database
    settings.DATA_DIR = data
    index_file.FILE_ABOVE = large
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.dup2(2, 1)  # what the command says is not ours
                rapport(["index", *line.split()], standalone_mode=False)
                status = 0
            finally:
                os._exit(status)
        print(child, flush=True)  # noqa: T201
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
