"""Further names and practice locations of the registry, kept on disk until their provider comes.

Their files are ordered otherwise than npidata, so they are put into a temporary database, which
SQLite deletes by itself: memory stays the same however many there are.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from rapport.ingest.cells import is_npi, plain
from rapport.ingest.nppes_rows import address_of, place_of
from rapport.ingest.problems import Problem
from rapport.ingest.registry import OtherName, PracticeAddress
from rapport.ingest.tables import Row, Table

CACHE_KIB = 2_000
SECONDARY = "Provider Secondary Practice Location Address"
PL_COLUMNS: Mapping[str, str] = {
    "npi": "NPI",
    "street": f"{SECONDARY}- Address Line 1",
    "street2": f"{SECONDARY}- Address Line 2",
    "city": f"{SECONDARY} - City Name",
    "state": f"{SECONDARY} - State Name",
    "postcode": f"{SECONDARY} - Postal Code",
    "country": f"{SECONDARY} - Country Code (If outside U.S.)",
    "phone": f"{SECONDARY} - Telephone Number",
}
OTHERNAME_COLUMNS: Mapping[str, str] = {
    "npi": "NPI",
    "name": "Provider Other Organization Name",
    "type": "Provider Other Organization Name Type Code",
}

PartReader = Callable[[Row], tuple[str, dict[str, Any]] | None]
"""Reads the NPI and what is said of it; None if the row has no NPI or says nothing."""


def location_reader(table: Table) -> PartReader:
    """Read rows of a pl file as practice addresses."""
    places = {name: place_of(table, column, "pl") for name, column in PL_COLUMNS.items()}

    def read(row: Row) -> tuple[str, dict[str, Any]] | None:
        said = {name: plain(row.cells[place]) for name, place in places.items()}
        is_read = is_npi(said["npi"]) and (said["street"] or said["city"])
        return (said["npi"], asdict(address_of(said))) if is_read else None

    return read


def name_reader(table: Table) -> PartReader:
    """Read rows of an othername file as names."""
    places = {
        name: place_of(table, column, "othername") for name, column in OTHERNAME_COLUMNS.items()
    }

    def read(row: Row) -> tuple[str, dict[str, Any]] | None:
        said = {name: plain(row.cells[place]) for name, place in places.items()}
        if not is_npi(said["npi"]) or not said["name"]:
            return None
        return said["npi"], asdict(OtherName(said["name"][:200], said["type"], "othername"))

    return read


class PartStore:
    """What one file says, by NPI."""

    def __init__(self) -> None:
        # An empty name is a database on disk that goes with its connection.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(
            f"PRAGMA cache_size=-{CACHE_KIB}; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "PRAGMA temp_store=FILE; CREATE TABLE part (npi INTEGER, said TEXT);"
        )

    def fill(self, rows: Iterable[Row | Problem], read: PartReader) -> int:
        """Take all rows in; give the number of those that could not be read."""
        refused = 0

        def parts() -> Iterator[tuple[int, str]]:
            nonlocal refused
            for row in rows:
                part = None if isinstance(row, Problem) else read(row)
                if part is None:
                    refused += 1
                else:
                    yield int(part[0]), json.dumps(part[1], ensure_ascii=False, sort_keys=True)

        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO part VALUES (?, ?)", parts())
        self._database.execute("COMMIT")
        self._database.execute("CREATE INDEX part_npi ON part (npi)")
        return refused

    def of(self, npis: Iterable[str]) -> Mapping[str, list[dict[str, Any]]]:
        """Give what is said of each NPI, without repetitions and in an order of its own."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        query = (
            "SELECT DISTINCT npi, said FROM part"
            " WHERE npi IN (SELECT value FROM json_each(?)) ORDER BY npi, said"
        )
        for npi, said in self._database.execute(query, [json.dumps([int(one) for one in npis])]):
            found[str(npi)].append(json.loads(said))
        return found


def as_names(said: Iterable[Mapping[str, str]]) -> tuple[OtherName, ...]:
    """Make names of plain objects."""
    return tuple(OtherName(**one) for one in said)


def as_addresses(said: Iterable[Mapping[str, str]]) -> tuple[PracticeAddress, ...]:
    """Make addresses of plain objects."""
    return tuple(PracticeAddress(**one) for one in said)
