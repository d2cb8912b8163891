"""Index a CSV: every row becomes a document, the documents become an index, the index a file.

    python examples/index_a_csv.py

No Django and no database is needed: the engine is an ordinary library.
"""

import csv
import tempfile
from datetime import date
from pathlib import Path

from rapport.matching import (
    Aspect,
    ColumnIndex,
    Document,
    Emphasis,
    Fact,
    Office,
    Opening,
    OpeningState,
    Query,
    SourceKind,
    TermUse,
)
from rapport.places import Point

TODAY = date(2026, 7, 1)
SCHEMES = ("concern", "payer")
BROADER = {
    "concern:postpartum": frozenset({"concern:depression"}),
}
"""Who works with postpartum depression is found by whoever looks for depression."""


def document(row: dict[str, str]) -> Document:
    """Make a document of a row."""
    focus = row["focus"]
    concerns = [
        TermUse(f"concern:{one}", Emphasis.FOCUS if one == focus else Emphasis.ALSO)
        for one in row["concerns"].split("|")
    ]
    payers = [TermUse(f"payer:{one}") for one in row["payers"].split("|") if one]
    openings = []
    if row["open_since"]:
        said = Fact(date.fromisoformat(row["open_since"]), SourceKind.THERAPIST)
        openings.append(Opening(OpeningState.OPEN, said))
    point = Point(float(row["latitude"]), float(row["longitude"]))
    return Document(
        id=int(row["id"]),
        kind="therapist",
        name=row["name"],
        offices=(Office(int(row["id"]), point, row["jurisdiction"]),),
        terms=(*concerns, *payers),
        known=frozenset(SCHEMES),
        fee_cents=int(row["fee"]) * 100 if row["fee"] else None,
        openings=tuple(openings),
        facts={Aspect.CONTACT: Fact(TODAY, SourceKind.OPERATOR)},
    )


def indexed() -> ColumnIndex:
    """Index the rows of `listings.csv`."""
    with (Path(__file__).parent / "listings.csv").open(encoding="utf-8", newline="") as file:
        return ColumnIndex(map(document, csv.DictReader(file)), BROADER, SCHEMES, key=b"any secret")


def main() -> None:
    """Index, write, and search the file."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "listings"
        indexed().write(path, {"source": "listings.csv"})
        index, about = ColumnIndex.open(path, BROADER, SCHEMES, key=b"any secret")
        found = index.search(Query(day=TODAY))
        print(f"{found.total} listings from {about['source']}")


if __name__ == "__main__":
    main()
