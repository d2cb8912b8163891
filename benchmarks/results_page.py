"""Times the results page over the invented directory: the engine alone, and the whole page.

Run with `make bench`. It seeds a database of its own in a temporary directory.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from time import perf_counter

QUERIES: tuple[dict[str, list[str]], ...] = (
    {},
    {"near": ["Austin, TX"]},
    {"near": ["Newark, NJ"], "concern": ["anxiety"]},
    {"near": ["Chicago, IL"], "concern": ["depression"], "payer": ["medicaid"]},
    {"near": ["Los Angeles, CA"], "meeting": ["video"], "language": ["spanish"]},
)
ROUNDS = 8


def main(listings: int = 3_000) -> None:
    """Print medians in milliseconds and what share of the page is the engine."""
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "RAPPORT_DEMO": "1",
            "RAPPORT_DATA_DIR": directory,
            "DJANGO_SETTINGS_MODULE": "rapport.settings",
        }
        import django  # noqa: PLC0415 (after the environment)

        django.setup()
        from rapport.cli.init import prepare  # noqa: PLC0415
        from rapport.demo.seed import seed_demo  # noqa: PLC0415

        prepare()
        seed_demo(listings)
        engine, page = measure()
    print(f"{listings} listings, {len(QUERIES)} queries, {ROUNDS} rounds, medians in milliseconds")
    print(f"  engine (slow obvious index) {engine:7.1f}")
    print(f"  results page, server time   {page:7.1f}   engine's share {engine / page:.0%}")


def measure() -> tuple[float, float]:
    """Give the median time of a search in the index, and of the whole page, in milliseconds."""
    from django.test import Client  # noqa: PLC0415

    from rapport.directory.search import search_fields  # noqa: PLC0415
    from rapport.web.addresses import found_url  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    engine, page = [], []
    for fields in QUERIES:
        found = search_fields(fields)
        address = found_url(found.criteria)
        engine += times(lambda fields=fields: search_fields(fields))  # type: ignore[misc]
        page += times(lambda address=address: client.get(address))  # type: ignore[misc]
    return statistics.median(engine), statistics.median(page)


def times(action: Callable[[], object]) -> list[float]:
    """Give the milliseconds of each round."""
    found = []
    for _round in range(ROUNDS):
        began = perf_counter()
        action()
        found.append((perf_counter() - began) * 1000)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
