"""Times the results page over HTTP with one worker, and counts its queries.

Run by `make bench`. It fills a database of its own in a temporary directory with the invented
directory and copies of it; `--listings 100000` is what the speed of the page is stated for.
"""

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter

from benchmarks.served import served

QUERIES: tuple[dict[str, list[str]], ...] = (
    {},
    {"near": ["Austin, TX"]},
    {"near": ["Newark, NJ"], "concern": ["anxiety"]},
    {"near": ["Chicago, IL"], "concern": ["depression"], "payer": ["medicaid"]},
    {"near": ["Los Angeles, CA"], "meeting": ["video"], "language": ["spanish"]},
)
INVENTED = 3_000
"""So many are invented one by one; more are copies of these."""
ROUNDS = 8


@dataclass(frozen=True)
class Figures:
    """Medians in milliseconds over all questions and rounds; `page_ms` is measured by the client.

    `in_process_ms` is the page without server and connection, `engine_ms` the search alone.
    `queries` are the database queries of each page.
    """

    listings: int
    fill_s: float
    start_s: float
    page_ms: float
    page_p95_ms: float
    in_process_ms: float
    engine_ms: float
    queries: tuple[int, ...]


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.results_page", description=__doc__)
    parser.add_argument("--listings", type=int, default=INVENTED)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "RAPPORT_DEMO": "1",
            "RAPPORT_DATA_DIR": directory,
            "DJANGO_SETTINGS_MODULE": "rapport.settings",
        }
        import django  # noqa: PLC0415 (after the environment)

        django.setup()
        figures = measured(options.listings, options.rounds)
    if options.json:
        print(json.dumps(asdict(figures)))
        return
    print(f"{figures.listings} listings, {len(QUERIES)} queries, {options.rounds} rounds")
    print(f"  filled in {figures.fill_s:.0f} s, the server answered after {figures.start_s:.0f} s")
    print(f"  results page over HTTP  {figures.page_ms:7.1f} ms, 95 %: {figures.page_p95_ms:.1f}")
    print(f"  results page in process {figures.in_process_ms:7.1f} ms")
    print(f"  search alone            {figures.engine_ms:7.1f} ms")
    print(f"  queries of the database: {', '.join(map(str, figures.queries))}")


def measured(listings: int, rounds: int) -> Figures:
    """Fill the database, measure over HTTP, then in this process."""
    began = perf_counter()
    count = filled(listings)
    fill_s = perf_counter() - began
    with served() as (client, start_s):
        addresses = [client.find(fields) for fields in QUERIES]
        page = [client.milliseconds(path) for path in addresses for _round in range(rounds)]
    engine, in_process, queries = within(rounds)
    return Figures(
        listings=count,
        fill_s=fill_s,
        start_s=start_s,
        page_ms=statistics.median(page),
        page_p95_ms=statistics.quantiles(page, n=20)[-1],
        in_process_ms=in_process,
        engine_ms=engine,
        queries=queries,
    )


def filled(listings: int) -> int:
    """Make a database with so many listings; give how many there are."""
    from benchmarks.many_listings import copy_listings  # noqa: PLC0415 (after the set-up)
    from rapport.cli.init import prepare  # noqa: PLC0415
    from rapport.demo.seed import seed_demo  # noqa: PLC0415

    prepare()
    seed_demo(min(listings, INVENTED))
    return copy_listings(listings)


def within(rounds: int) -> tuple[float, float, tuple[int, ...]]:
    """Give medians of a search and of the whole page in this process, and the pages' queries."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from rapport.directory.search import search_fields  # noqa: PLC0415
    from rapport.web.addresses import found_url  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    engine, page, queries = [], [], []
    for fields in QUERIES:
        address = found_url(search_fields(fields).criteria)
        engine += times(lambda fields=fields: search_fields(fields), rounds)  # type: ignore[misc]
        page += times(lambda address=address: client.get(address), rounds)  # type: ignore[misc]
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries.append(len(captured))
    return statistics.median(engine), statistics.median(page), tuple(queries)


def times(action: Callable[[], object], rounds: int) -> list[float]:
    """Give the milliseconds of each round."""
    found = []
    for _round in range(rounds):
        began = perf_counter()
        action()
        found.append((perf_counter() - began) * 1000)
    return found


if __name__ == "__main__":
    main()
