"""Runs `rapport index` for every line on stdin, each in a fork, so that Django loads only once.

Started by `test_killed_index.py` as a process of its own: LARGE, from how many listings on there is
a file. A line holds the command's arguments, "halved" before them for two processes. Prints the
fork's process id, and when it ended its status, negative for a signal.
"""

import os
import sys


def main(large: int) -> None:
    """Use the database and the directory that the environment names."""
    import django  # noqa: PLC0415

    django.setup()
    from rapport.cli.main import main as rapport  # noqa: PLC0415
    from rapport.directory import index_file, index_halves  # noqa: PLC0415

    index_file.FILE_ABOVE = large
    for line in sys.stdin:
        words = line.split()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.dup2(2, 1)  # what the command says is not ours
                if "halved" in words:
                    index_halves.HALVED_ABOVE = 1
                arguments = [one for one in words if one != "halved"]
                rapport(["index", *arguments], standalone_mode=False)
                status = 0
            finally:
                os._exit(status)
        print(child, flush=True)  # noqa: T201
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
