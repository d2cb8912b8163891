"""Times the building of the index from a database, stage by stage, in processor time.

`python -m benchmarks.build_from_database --listings 100000` fills a database of its own in a
temporary directory with the invented directory and copies of it: SQLite, or the one that
RAPPORT_TEST_DATABASE_URL names (`scripts/with_postgres.py python -m …`). What PostgreSQL's server
does is not in the processor time, but in the seconds.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from time import perf_counter, process_time

from benchmarks.results_page import filled

KB_IN_MB = 1024


@dataclass(frozen=True)
class Figures:
    """What `rapport index` took: seconds, processor time, and the most that was resident, in MB.

    That includes its start and writing the file. Processor time is of both processes together where
    there are two, and resident memory that of the larger. `stages_ms` are milliseconds of processor
    time a published listing in a second run, by one process that goes stage by stage.
    """

    listings: int
    database: str
    seconds: float
    processor_s: float
    memory_mb: float
    stages_ms: dict[str, float]


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.build_from_database", description=__doc__
    )
    parser.add_argument("--listings", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "RAPPORT_DEMO": "1",
            "RAPPORT_DATA_DIR": directory,
            "RAPPORT_DATABASE_URL": os.environ.get("RAPPORT_TEST_DATABASE_URL", ""),
            "DJANGO_SETTINGS_MODULE": "rapport.settings",
        }
        import django  # noqa: PLC0415 (after the environment)

        django.setup()
        filled(options.listings)
        figures = measured()
    if options.json:
        print(json.dumps(asdict(figures)))
        return
    print(f"{figures.listings} published listings, {figures.database}")
    print(f"  rapport index {figures.seconds:.1f} s, {figures.processor_s:.1f} s of processor time")
    print(f"  at most {figures.memory_mb:.0f} MB resident")
    for name, each in figures.stages_ms.items():
        print(f"  {name:<10}{each:8.4f} ms a listing")


def measured() -> Figures:
    """Let `rapport index` build; then build once more here, stage by stage."""
    from django.db import connection  # noqa: PLC0415 (after the set-up)

    connection.close()
    seconds, used = by_command()
    listings, stages = by_stages()
    return Figures(
        listings=listings,
        database=connection.vendor,
        seconds=seconds,
        processor_s=used.ru_utime + used.ru_stime,
        memory_mb=used.ru_maxrss / KB_IN_MB,
        stages_ms={name: 1000 * spent / listings for name, spent in stages.items()},
    )


def by_command() -> tuple[float, resource.struct_rusage]:
    """Run `rapport index`; give its seconds and what it used."""
    from rapport.directory.index_file import REFRESH  # noqa: PLC0415 (after the set-up)

    began = perf_counter()
    process = subprocess.Popen(REFRESH)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("rapport index failed")
    return perf_counter() - began, used


def by_stages() -> tuple[int, dict[str, float]]:
    """Give the number of listings, and seconds of processor time of each stage."""
    from rapport.directory.documents import (  # noqa: PLC0415 (after the set-up)
        document_of,
        state_programmes,
    )
    from rapport.directory.index_file import rules  # noqa: PLC0415
    from rapport.directory.index_rows import indexed_listings, keys_of  # noqa: PLC0415
    from rapport.matching.engine.encode import columns_of  # noqa: PLC0415
    from rapport.matching.engine.index import BATCH  # noqa: PLC0415
    from rapport.matching.engine.joining import joined  # noqa: PLC0415
    from rapport.matching.engine.segment import segment_of  # noqa: PLC0415
    from rapport.operator.queries import operators_today  # noqa: PLC0415
    from rapport.vocabulary.queries import load_vocabulary  # noqa: PLC0415

    vocabulary, today = load_vocabulary(), operators_today()
    programmes = state_programmes(vocabulary)
    rows = indexed_listings(keys_of(vocabulary))
    spent = dict.fromkeys(("reading", "documents", "columns", "segment"), 0.0)
    batches = []
    gc.disable()  # as `build` does
    while True:
        with timed(spent, "reading"):
            batch = list(islice(rows, BATCH))
        if not batch:
            break
        with timed(spent, "documents"):
            documents = [document_of(one, today, programmes) for one in batch]
        with timed(spent, "columns"):
            batches.append(columns_of(documents))
    with timed(spent, "columns"):
        columns = joined(batches)
    with timed(spent, "segment"):
        segment_of(columns, *rules(vocabulary))
    return len(columns), spent


@contextmanager
def timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    """Add the processor time of the body to a stage's."""
    began = process_time()
    yield
    spent[stage] += process_time() - began


if __name__ == "__main__":
    main()
