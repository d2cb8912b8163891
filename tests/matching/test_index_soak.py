"""Several processes at once: one that changes and writes, and others that open and search."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.conftest import ROOT

SECONDS = 3

COMMON = """
    import sys, time
    from dataclasses import replace
    from pathlib import Path
    from random import Random
    from rapport.matching import ColumnIndex, ObviousIndex, Query
    from tests.matching.random_listings import ANCESTORS, DAY, SCHEMES, random_document

    path, end = Path(sys.argv[1]), time.monotonic() + float(sys.argv[2])
    RULES = (ANCESTORS, SCHEMES, b"a key")

    def generation(number):
        dice = Random(number)
        return [replace(random_document(dice.randrange(3_000)), id=id_) for id_ in range(1, 80)]
"""

WRITER = """
    index, number = ColumnIndex(generation(0), *RULES), 0
    index.write(path, {"number": 0})
    print("ready", flush=True)
    while time.monotonic() < end:
        number += 1
        index = index.changed(generation(number))
        index.write(path, {"number": number})
        if number % 3 == 0:
            index = ColumnIndex.open(path, *RULES)[0]
    print(number)
"""

READER = """
    seen, searches = set(), 0
    while time.monotonic() < end:
        index, about = ColumnIndex.open(path, *RULES)
        query = Query(day=DAY, page_size=100)
        expected = ObviousIndex(generation(about["number"]), *RULES).search(query)
        assert index.search(query) == expected, about
        assert len(seen) == 0 or about["number"] >= max(seen), "an older index came back"
        seen.add(about["number"])
        searches += 1
    print(searches, len(seen))
"""


def start(program: str, path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(COMMON) + textwrap.dedent(program),
            path,
            str(SECONDS),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}/src:{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_readers_see_whole_indexes_only_and_each_newer_than_the_last(tmp_path: Path) -> None:
    writer = start(WRITER, tmp_path / "index")
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    readers = [start(READER, tmp_path / "index") for _reader in range(2)]
    said = [process.communicate(timeout=60)[0].split() for process in (writer, *readers)]
    assert [process.returncode for process in (writer, *readers)] == [0, 0, 0]
    assert all(int(searches) > 0 for searches, *_seen in said)
