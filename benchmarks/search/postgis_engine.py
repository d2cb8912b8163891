"""PostGIS: PostgreSQL with a GiST index over points and a GIN index over arrays of terms."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from benchmarks.search.answers import PAGE, Answer
from benchmarks.search.engines import Missing
from benchmarks.search.listings import Listings
from benchmarks.search.memory import tree_mb
from benchmarks.search.questions import Question, Reach
from benchmarks.search.terms import vocabulary
from scripts.with_postgres import find_binaries, running_server

SETTINGS = " ".join(
    f"-c {setting}"
    for setting in (
        "shared_buffers=2GB",
        "work_mem=256MB",
        "maintenance_work_mem=1GB",
        "effective_cache_size=8GB",
        "random_page_cost=1.1",
        "jit=off",
        "max_wal_size=8GB",
        "checkpoint_timeout=1h",
        "autovacuum=off",
        "plan_cache_mode=force_custom_plan",
    )
)
BLOCK = 20_000
INSTALL = "On Debian: apt-get install postgresql postgresql-postgis"
OF_SCHEMES = ", ".join(f"of_{scheme}" for scheme in range(len(vocabulary().schemes)))
"""Columns with the terms of one scheme each, for counting one scheme without reading the rest."""
TABLE = f"""
CREATE EXTENSION postgis;
CREATE TABLE listing (
    id integer, latitude float8, longitude float8, cosine float8, state smallint, fee integer,
    opens_in smallint, quality integer, terms smallint[], video smallint[],
    {OF_SCHEMES.replace(",", " smallint[],")} smallint[]
);
"""
INDEXES = (
    "ALTER TABLE listing ADD PRIMARY KEY (id)",
    "CREATE INDEX ON listing USING gist (ST_SetSRID(ST_MakePoint(longitude, latitude), 4326))",
    "CREATE INDEX ON listing USING gin (terms)",
    "CREATE INDEX ON listing USING gin (video)",
    "CREATE INDEX ON listing (state)",
    "VACUUM (FREEZE, ANALYZE) listing",
    "CHECKPOINT",
)
HAVERSINE = """
2 * 6371.0088 * asin(sqrt(least(1.0,
    power(sin(radians(latitude - %(latitude)s) / 2), 2)
    + cosine * %(cosine)s * power(sin(radians(longitude - %(longitude)s) / 2), 2))))
"""
ANSWER = """
WITH seen AS MATERIALIZED (
    SELECT * FROM (
        SELECT id, {terms} AS terms, quality, away, missed FROM (
            SELECT *, {away} AS away, {missed} AS missed FROM listing WHERE {where}
        ) AS every
    ) AS one WHERE missed IN ({kept})
)
SELECT 0, count(*), 0 FROM seen WHERE missed = 0
UNION ALL
(SELECT 1, id, 0 FROM seen WHERE missed = 0 ORDER BY away, quality DESC, id LIMIT {page})
UNION ALL
SELECT 2, term, count(*) FROM seen, unnest(terms) AS term GROUP BY term
"""


class PostgisEngine:
    """One table in the order of the map, filled by COPY, indexed afterwards."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries

    def build(self, listings: Listings, directory: Path) -> None:
        """Fill and index, within a server that is stopped afterwards."""
        with (
            running_server(self._binaries, directory, SETTINGS) as address,
            psycopg.connect(address, autocommit=True) as database,
        ):
            database.execute(TABLE)
            with database.cursor() as cursor, cursor.copy("COPY listing FROM STDIN") as copy:
                for block in _blocks(listings):
                    copy.write(block)
            for statement in INDEXES:
                database.execute(statement)

    def open(self, directory: Path) -> "PostgisSession":
        """Start a server over what was built."""
        return PostgisSession(self._binaries, directory)


def make_engine() -> PostgisEngine:
    """Give the engine; raises Missing without a server or without PostGIS."""
    binaries = find_binaries()
    if binaries is None:
        raise Missing(f"PostgreSQL's server is not installed. {INSTALL}")
    shares = (binaries.parent / "share", *Path("/usr/share/postgresql").glob("*"))
    if not any((share / "extension/postgis.control").exists() for share in shares):
        raise Missing(
            "PostgreSQL is without PostGIS; on Debian: apt-get install postgresql-postgis"
        )
    return PostgisEngine(binaries)


def _blocks(listings: Listings) -> Iterator[str]:
    """Give the rows as COPY reads them, in bands of a quarter of a degree from west to east."""
    order = np.lexsort((listings.longitude, np.floor(listings.latitude * 4)))
    opens_in, quality = listings.opens_in_days(), listings.quality()
    cosine = np.cos(np.radians(listings.latitude))
    for start in range(0, len(order), BLOCK):
        rows = []
        for at in order[start : start + BLOCK].tolist():
            terms = listings.terms[listings.term_starts[at] : listings.term_starts[at + 1]]
            video = listings.video[listings.video_starts[at] : listings.video_starts[at + 1]]
            cells = (
                at + 1,
                float(listings.latitude[at]),
                float(listings.longitude[at]),
                float(cosine[at]),
                int(listings.jurisdiction[at]),
                int(listings.fee_cents[at]) or r"\N",
                int(opens_in[at]) if opens_in[at] >= 0 else r"\N",
                int(quality[at]),
                "{" + ",".join(map(str, terms.tolist())) + "}",
                "{" + ",".join(map(str, video.tolist())) + "}",
            )
            rows.append("\t".join([*map(str, cells), *_by_scheme(terms)]))
        yield "\n".join(rows) + "\n"


def _by_scheme(terms: NDArray[np.int16]) -> Iterator[str]:
    """Give the terms of each scheme as an array of PostgreSQL; a listing's terms are in order."""
    ends = np.searchsorted(terms, [one.stop for one in _SLICES])
    begin = 0
    for end in ends.tolist():
        yield "{" + ",".join(map(str, terms[begin:end].tolist())) + "}"
        begin = end


_SLICES = [vocabulary().of_scheme(scheme) for scheme in range(len(vocabulary().schemes))]


class PostgisSession:
    """A question is one statement: what misses one choice at most is read once and counted."""

    def __init__(self, binaries: Path, directory: Path) -> None:
        self._stack = ExitStack()
        address = self._stack.enter_context(running_server(binaries, directory, SETTINGS))
        self._database = self._stack.enter_context(psycopg.connect(address, autocommit=True))
        self._pid = int((directory / "data/postmaster.pid").read_text("ascii").split()[0])

    def ask(self, question: Question) -> list[tuple[int, int, int]]:
        """Sort by distance if there is one, otherwise by quality; rows are part, key, number."""
        statement, values = answer_statement(question)
        return self._database.execute(statement, values, prepare=True).fetchall()

    def answer(self, raw: list[tuple[int, int, int]]) -> Answer:
        """Part 0 is the total, 1 an id of the page, 2 a term and its count."""
        counts = np.zeros(len(vocabulary().names), dtype=np.int64)
        for part, term, count in raw:
            if part == 2:  # noqa: PLR2004 (see above)
                counts[term] = count
        total = next(number for part, number, _none in raw if part == 0)
        return Answer(total, [one for part, one, _none in raw if part == 1], counts)

    def figures(self) -> dict[str, float]:
        """Give the memory of the server and its children instead of ours."""
        return {"rss_mb": tree_mb(self._pid)}

    def close(self) -> None:
        """Stop the server."""
        self._stack.close()


def answer_statement(question: Question) -> tuple[str, dict[str, Any]]:
    """Give the statement and its values; its text depends on the kind of question only."""
    values: dict[str, Any] = {}
    away, where = _place(question, values)
    if question.max_fee_cents is not None:
        where.append("fee <= %(fee)s")
        values["fee"] = question.max_fee_cents
    if question.within_days is not None:
        where.append("opens_in <= %(days)s")
        values["days"] = question.within_days
    has, missed, counted = [], [], ["WHEN 0 THEN terms"]
    for at, choice in enumerate(question.choices):
        values[f"terms{at}"] = list(choice.terms)
        has.append(f"terms && %(terms{at})s::smallint[]")
        missed.append(f"CASE WHEN {has[at]} THEN 0 ELSE {1 << at} END")
        counted.append(f"WHEN {1 << at} THEN of_{choice.scheme}")
    if len(has) > 1 and question.reach is not Reach.NEAR:
        where.append(f"({' OR '.join(_all_but_one(has))})")
    statement = ANSWER.format(
        away=away,
        missed=" + ".join(missed) or "0",
        where=" AND ".join(where) or "true",
        kept=", ".join(["0", *(str(1 << at) for at in range(len(has)))]),
        page=PAGE,
        terms=f"CASE missed {' '.join(counted)} END",
    )
    return statement, values


def _all_but_one(has: list[str]) -> Iterator[str]:
    for left in range(len(has)):
        yield "(" + " AND ".join(one for at, one in enumerate(has) if at != left) + ")"


def _place(question: Question, values: dict[str, Any]) -> tuple[str, list[str]]:
    """Give the expression of the distance, and conditions."""
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
                "ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)"
                " && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326)"
            )
            return HAVERSINE, [inside, f"{HAVERSINE} <= %(radius)s"]
        case Reach.STATE:
            values["state"] = question.jurisdiction
            return "0", ["state = %(state)s"]
        case Reach.VIDEO:
            values["state"] = question.jurisdiction
            return "0", ["video @> ARRAY[%(state)s::smallint]"]
        case _:
            return "0", []
