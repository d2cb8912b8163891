"""An index in a file: it answers as before, and a damaged file is refused, never believed."""

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from random import Random
from time import sleep

import pytest
from hypothesis import HealthCheck, given, settings

from rapport.matching import ColumnIndex, DamagedIndex, Document, ForeignIndex, Query
from rapport.matching.engine import files
from tests.conftest import ROOT
from tests.matching.random_listings import ANCESTORS, DAY, SCHEMES, random_document
from tests.matching.strategies import Directory, directories, queries

KEY = b"a key"
WRITER = textwrap.dedent("""
    import sys
    from dataclasses import replace
    from pathlib import Path
    from rapport.matching import ColumnIndex
    from tests.matching.random_listings import ANCESTORS, SCHEMES, random_document

    listings = [replace(random_document(number), id=number) for number in range(20, 320)]
    index = ColumnIndex(listings, ANCESTORS, SCHEMES, b"a key")
    print("ready", flush=True)
    while True:
        index.changed(listings[:3]).write(Path(sys.argv[1]), {"count": len(listings)})
""")


def listings(count: int) -> list[Document]:
    return [replace(random_document(number), id=number) for number in range(20, 20 + count)]


def written(path: Path, count: int = 40) -> ColumnIndex:
    index = ColumnIndex(listings(count), ANCESTORS, SCHEMES, KEY)
    index.write(path, {"count": count})
    return index


def opened(path: Path, key: bytes = KEY) -> ColumnIndex:
    return ColumnIndex.open(path, ANCESTORS, SCHEMES, key)[0]


def answers(index: ColumnIndex) -> object:
    return index.search(Query(day=DAY, page_size=1_000)), index.search(Query(day=DAY, words="ada"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(directory=directories(), query=queries())
def test_an_index_answers_from_its_file_as_from_memory(
    tmp_path_factory: pytest.TempPathFactory, directory: Directory, query: Query
) -> None:
    path = tmp_path_factory.mktemp("index") / "index"
    index = ColumnIndex(directory.documents, ANCESTORS, SCHEMES, KEY)
    index.write(path, {"seq": 7})
    again, about = ColumnIndex.open(path, ANCESTORS, SCHEMES, KEY)
    assert again.search(query) == index.search(query)
    assert about["seq"] == 7


def test_changes_are_written_too_and_a_file_in_use_is_not_disturbed(tmp_path: Path) -> None:
    index = written(tmp_path / "index")
    before = opened(tmp_path / "index")
    changed = index.changed(listings(3), [30])
    changed.write(tmp_path / "index")
    assert answers(before) == answers(index)
    assert answers(opened(tmp_path / "index")) == answers(changed)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["index", "index.checked"]


@pytest.mark.parametrize("share", [0, 0.001, 0.01, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_is_refused(tmp_path: Path, share: float) -> None:
    path = tmp_path / "index"
    written(path)
    os.truncate(path, int(path.stat().st_size * share))
    with pytest.raises(DamagedIndex):
        opened(path)


def test_a_flipped_bit_is_refused_unless_it_lies_between_the_arrays(tmp_path: Path) -> None:
    path, dice = tmp_path / "index", Random(1)
    expected = answers(written(path))
    whole = path.read_bytes()
    refused = 0
    for _time in range(150):
        place = dice.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        path.write_bytes(changed)
        try:
            found = opened(path)
        except DamagedIndex:
            refused += 1
        else:
            assert answers(found) == expected, place
    assert refused > 100


def test_parts_that_changed_places_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    written(path)
    whole = path.read_bytes()
    half = len(whole) // 2 // 64 * 64
    path.write_bytes(
        whole[: half - 640]
        + whole[half : half + 640]
        + whole[half - 640 : half]
        + whole[half + 640 :]
    )
    with pytest.raises(DamagedIndex):
        opened(path)


def test_a_file_of_another_key_vocabulary_or_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    written(path)
    with pytest.raises(ForeignIndex):
        opened(path, key=b"another key")
    with pytest.raises(ForeignIndex):
        ColumnIndex.open(path, {}, SCHEMES, KEY)
    path.write_bytes(b"PK" * 4_000)
    with pytest.raises(DamagedIndex):
        opened(path)
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "none")


def test_everything_can_be_read_again_to_find_what_no_time_of_change_tells(tmp_path: Path) -> None:
    path = tmp_path / "index"
    written(path)
    files.check(path)
    status = path.stat()
    changed = bytearray(path.read_bytes())
    changed[-2_000] ^= 1
    path.write_bytes(changed)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(DamagedIndex):
        files.check(path)
    with pytest.raises(DamagedIndex):
        opened(path)


def test_a_writer_that_is_killed_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    path, dice = tmp_path / "index", Random(3)
    old = answers(written(path))
    new = answers(ColumnIndex(listings(300), ANCESTORS, SCHEMES, KEY))
    for _time in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT}/src:{ROOT}"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        sleep(dice.random() * 0.15)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert answers(opened(path)) in (old, new)
