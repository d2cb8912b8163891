"""SQLite: R*Tree for the place, FTS5 for terms of few, a term table for counting."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.search.answers import PAGE, Answer
from benchmarks.search.engines import Missing
from benchmarks.search.listings import Listings
from benchmarks.search.questions import Question, Reach
from benchmarks.search.terms import vocabulary

FILE = "listings.db"
BLOCK = 20_000
SHARE_OF_MANY = 0.2
"""From this share of all listings on, counting all terms in their order is faster."""
PRAGMAS = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 8000000000",
    "PRAGMA cache_size = -1000000",
    "PRAGMA automatic_index = OFF",
)
TABLES = """
CREATE TABLE listing (
    id INTEGER PRIMARY KEY, latitude REAL, longitude REAL, cosine REAL,
    state INTEGER, fee INTEGER, opens_in INTEGER, quality INTEGER
);
CREATE VIRTUAL TABLE office USING rtree (id, south, north, west, east);
CREATE VIRTUAL TABLE said USING fts5 (terms, content='', detail='none', columnsize=0);
CREATE TABLE listing_term (listing INTEGER, term INTEGER, PRIMARY KEY (listing, term))
    WITHOUT ROWID;
CREATE TABLE video (state INTEGER, listing INTEGER, PRIMARY KEY (state, listing)) WITHOUT ROWID;
"""
AFTERWARDS = """
CREATE INDEX listing_state ON listing (state);
CREATE INDEX listing_of_term ON listing_term (term, listing);
INSERT INTO said (said) VALUES ('optimize');
ANALYZE;
"""
HAVERSINE = """
2 * 6371.0088 * asin(sqrt(min(1.0,
    pow(sin(radians(latitude - :latitude) / 2), 2)
    + cosine * :cosine * pow(sin(radians(longitude - :longitude) / 2), 2))))
"""


class SqliteEngine:
    """One file; sorted inserts, indexes after the rows, ANALYZE at the end."""

    def build(self, listings: Listings, directory: Path) -> None:
        """Fill in blocks within one transaction, without a journal: nothing has to survive."""
        with closing(sqlite3.connect(directory / FILE, isolation_level=None)) as database:
            for pragma in PRAGMAS:
                database.execute(pragma)
            database.executescript(TABLES)
            database.execute("BEGIN")
            _fill(database, listings)
            database.execute("COMMIT")
            database.executescript(AFTERWARDS)

    def open(self, directory: Path) -> "SqliteSession":
        """Open with the same settings; the file is mapped."""
        return SqliteSession(directory / FILE)


def make_engine() -> SqliteEngine:
    """Give the engine; raises Missing where SQLite was built without what it needs."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("SELECT asin(sqrt(radians(0.0)))")
            database.execute("CREATE VIRTUAL TABLE a USING fts5 (b)")
            database.execute("CREATE VIRTUAL TABLE c USING rtree (id, d, e)")
        except sqlite3.OperationalError as problem:
            raise Missing(f"this Python's SQLite cannot do it: {problem}") from problem
    return SqliteEngine()


def _fill(database: sqlite3.Connection, listings: Listings) -> None:
    rows: tuple[tuple[str, Iterator[tuple[Any, ...]]], ...] = (
        ("INSERT INTO listing VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _listing_rows(listings)),
        ("INSERT INTO office VALUES (?, ?, ?, ?, ?)", _office_rows(listings)),
        ("INSERT INTO said (rowid, terms) VALUES (?, ?)", _said_rows(listings)),
        ("INSERT INTO listing_term VALUES (?, ?)", _term_rows(listings)),
        ("INSERT INTO video VALUES (?, ?)", _video_rows(listings)),
    )
    for statement, wanted in rows:
        while block := list(islice(wanted, BLOCK)):
            database.executemany(statement, block)


def _listing_rows(listings: Listings) -> Iterator[tuple[Any, ...]]:
    opens_in, quality = listings.opens_in_days(), listings.quality()
    cosine = np.cos(np.radians(listings.latitude))
    for start in range(0, len(listings), BLOCK):
        part = slice(start, start + BLOCK)
        fees = [fee or None for fee in listings.fee_cents[part].tolist()]
        opens = [days if days >= 0 else None for days in opens_in[part].tolist()]
        yield from zip(
            range(start + 1, start + 1 + len(fees)),
            listings.latitude[part].tolist(),
            listings.longitude[part].tolist(),
            cosine[part].tolist(),
            listings.jurisdiction[part].tolist(),
            fees,
            opens,
            quality[part].tolist(),
            strict=True,
        )


def _office_rows(listings: Listings) -> Iterator[tuple[Any, ...]]:
    """Along a curve of small squares, so that the tree is filled neighbour by neighbour."""
    order = np.lexsort((listings.longitude, np.floor(listings.latitude * 4)))
    for at in order.tolist():
        latitude, longitude = float(listings.latitude[at]), float(listings.longitude[at])
        yield at + 1, latitude, latitude, longitude, longitude


def _said_rows(listings: Listings) -> Iterator[tuple[Any, ...]]:
    starts = listings.term_starts.tolist()
    words = [f"t{term}" for term in range(len(vocabulary().names))]
    for at in range(len(listings)):
        terms = listings.terms[starts[at] : starts[at + 1]].tolist()
        yield at + 1, " ".join([words[term] for term in terms])


def _term_rows(listings: Listings) -> Iterator[tuple[Any, ...]]:
    starts = listings.term_starts.tolist()
    for at in range(len(listings)):
        for term in listings.terms[starts[at] : starts[at + 1]].tolist():
            yield at + 1, term


def _video_rows(listings: Listings) -> Iterator[tuple[Any, ...]]:
    listing = np.repeat(np.arange(1, len(listings) + 1), np.diff(listings.video_starts))
    order = np.lexsort((listing, listings.video))
    yield from zip(listings.video[order].tolist(), listing[order].tolist(), strict=True)


class Found(NamedTuple):
    """Total, rows of ids, and rows of term and count."""

    total: int
    page: list[tuple[int]]
    counts: list[tuple[int, int]]


class SqliteSession:
    """A question fills one temporary table with what misses one choice at most, then counts it."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None, cached_statements=500)
        for pragma in PRAGMAS[2:]:
            self._database.execute(pragma)
        self._database.executescript(
            "CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY, away REAL, quality INTEGER,"
            " missed INTEGER);" + _TYPICAL
        )
        highest = self._database.execute("SELECT max(id) FROM listing").fetchone()[0]
        self._many = SHARE_OF_MANY * highest

    def ask(self, question: Question) -> Found:
        """Sort by distance if there is one, otherwise by quality."""
        run = self._database.execute
        run("DELETE FROM temp.seen")
        run(*seen_statement(question))
        total = run("SELECT count(*) FROM temp.seen WHERE missed = 0").fetchone()[0]
        page = run(_PAGE, (PAGE,)).fetchall()
        counts = run(_COUNT_MANY if total > self._many else _COUNT_HITS).fetchall()
        for bit, choice in enumerate(question.choices):
            terms = vocabulary().of_scheme(choice.scheme)
            statement = _COUNT_EVERYBODY if is_one_choice_of_all(question) else _COUNT_MISSED
            counts += run(statement, (1 << bit, terms.start, terms.stop)).fetchall()
        return Found(total, page, counts)

    def answer(self, raw: Found) -> Answer:
        """Later counts replace earlier ones: they are those of the question's own choices."""
        counts = np.zeros(len(vocabulary().names), dtype=np.int64)
        for term, count in raw.counts:
            counts[term] = count
        return Answer(raw.total, [row[0] for row in raw.page], counts)

    def figures(self) -> dict[str, float]:
        """Nothing beyond what the process shows."""
        return {}

    def close(self) -> None:
        """Close the file."""
        self._database.close()


_TYPICAL = f"""
INSERT INTO temp.seen SELECT value, 0, 0, 0 FROM json_each('[{",".join(map(str, range(100)))}]');
ANALYZE temp;
"""
"""Tells the planner how full the table is: for a million it would filter by all terms first."""

# NOT INDEXED leaves the table's own order (listing, term): the planner tends to the other index.
_PAGE = """
SELECT id FROM temp.seen WHERE missed = 0 ORDER BY away, quality DESC, id LIMIT ?
"""
_COUNT_HITS = """
SELECT term, count(*) FROM temp.seen CROSS JOIN listing_term NOT INDEXED ON listing = id
WHERE missed = 0 GROUP BY term
"""
_COUNT_MANY = """
SELECT term, count(*) FROM listing_term INDEXED BY listing_of_term
CROSS JOIN temp.seen ON id = listing AND missed = 0 GROUP BY term
"""
"""Reads all terms in their order, so that nothing has to be sorted."""
_COUNT_MISSED = """
SELECT term, count(*) FROM temp.seen CROSS JOIN listing_term NOT INDEXED
ON listing = id AND term >= ?2 AND term < ?3
WHERE missed IN (0, ?1) GROUP BY term
"""


_COUNT_EVERYBODY = """
SELECT term, count(*) FROM listing_term WHERE term >= ?2 AND term < ?3 AND ?1 GROUP BY term
"""


def is_one_choice_of_all(question: Question) -> bool:
    """Whether everybody counts for the scheme of the only filter: the index over terms knows."""
    return question.reach is Reach.NATION and len(question.choices) == question.filters == 1


def seen_statement(question: Question) -> tuple[str, dict[str, Any]]:
    """Give the statement that collects the listings that miss no choice, or one, and which.

    Around a point the R*Tree leads and the terms of each listing are looked up. Elsewhere FTS5
    leads: a listing that misses only choice i has all the others.
    """
    values: dict[str, Any] = {}
    away, where, source = _place(question, values)
    missed = " + ".join(
        f"{1 << bit} * (NOT EXISTS (SELECT 1 FROM listing_term AS one NOT INDEXED"
        f" WHERE one.listing = listing.id AND term IN ({', '.join(map(str, choice.terms))})))"
        for bit, choice in enumerate(question.choices)
    )
    if question.max_fee_cents is not None:
        where.append("fee <= :fee")
        values["fee"] = question.max_fee_cents
    if question.within_days is not None:
        where.append("opens_in <= :days")
        values["days"] = question.within_days
    kept = ", ".join(["0", *(str(1 << bit) for bit in range(len(question.choices)))])
    return (
        "INSERT INTO temp.seen SELECT * FROM ("
        f"SELECT listing.id, {away} AS away, quality, {missed or 0} AS missed"
        f" FROM {source} WHERE {' AND '.join(where) or '1'}) WHERE missed IN ({kept})",
        values,
    )


def _place(question: Question, values: dict[str, Any]) -> tuple[str, list[str], str]:
    """Give the expression of the distance, conditions, and the tables in the order of reading."""
    match question.reach:
        case Reach.NEAR:
            south, north, west, east = question.box()
            values |= {
                "south": south,
                "north": north,
                "west": west,
                "east": east,
                "latitude": question.latitude,
                "longitude": question.longitude,
                "cosine": float(np.cos(np.radians(question.latitude))),
                "radius": question.radius_km,
            }
            inside = (
                "office.south <= :north AND office.north >= :south"
                " AND office.west <= :east AND office.east >= :west"
            )
            return (
                HAVERSINE,
                [inside, f"{HAVERSINE} <= :radius"],
                "office CROSS JOIN listing ON listing.id = office.id",
            )
        case Reach.STATE:
            values["state"] = question.jurisdiction
            return "0", ["state = :state", *_words(question)], "listing"
        case Reach.VIDEO:
            values["state"] = question.jurisdiction
            source = "video CROSS JOIN listing ON listing.id = video.listing"
            return "0", ["video.state = :state", *_words(question)], source
        case _:
            return "0", _words(question), "listing"


def _words(question: Question) -> list[str]:
    """Ask FTS5 for listings that have all choices but one; with one choice nothing is left."""
    choices = [
        "(" + " OR ".join(f"t{term}" for term in choice.terms) + ")" for choice in question.choices
    ]
    if is_one_choice_of_all(question):
        return [f"listing.id IN (SELECT rowid FROM said WHERE said MATCH '{choices[0]}')"]
    if len(choices) < 2:  # noqa: PLR2004 (all choices but one is none)
        return []
    all_but_one = [
        "(" + " AND ".join(one for at, one in enumerate(choices) if at != left) + ")"
        for left in range(len(choices))
    ]
    return [f"listing.id IN (SELECT rowid FROM said WHERE said MATCH '{' OR '.join(all_but_one)}')"]
