"""What an import did, or would do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from rapport.ingest.problems import Problem


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A value that the mapping does not know, how often it stood there, and the first line."""

    column: str
    value: str
    count: int
    first_line: int


@dataclass(slots=True)
class Report:
    """Numbers of records by what happens to them, and every problem by line.

    `merged` rows said the same as an earlier one; `missing` are listings of the source that the
    file no longer names; `suppressed` were asked never to be published again.
    """

    file: str
    source: str
    is_dry_run: bool
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    merged: int = 0
    suppressed: int = 0
    refused: list[Problem] = field(default_factory=list)
    repaired: list[Problem] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Give the report as plain values."""
        return asdict(self)

    def lines(self) -> Iterable[str]:
        """Give the report as lines for a person."""
        verb = "Would change" if self.is_dry_run else "Changed"
        yield f"{self.file} → {self.source}: {self.rows} rows read"
        yield (
            f"{verb}: {self.new} new, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.missing} missing, {self.merged} merged, {self.suppressed} suppressed, "
            f"{len(self.refused)} refused"
        )
        yield from (f"  refused  {problem}" for problem in self.refused[:20])
        yield from (f"  repaired {problem}" for problem in self.repaired[:20])
        if len(self.repaired) > 20:  # noqa: PLR2004 (as many as are shown)
            yield f"  … and {len(self.repaired) - 20} more repairs (--json shows all)"
        yield from (
            f"  unknown  {one.column}: “{one.value}” ({one.count} times, first in line "
            f"{one.first_line})"
            for one in self.unmatched
        )


def count_unmatched(problems: Iterable[Problem]) -> list[Unmatched]:
    """Group values that the mapping does not know, the most frequent first."""
    counter: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for problem in problems:
        place = (problem.column, problem.value)
        counter[place] += 1
        first.setdefault(place, problem.line)
    return [
        Unmatched(column, value, count, first[column, value])
        for (column, value), count in counter.most_common()
    ]
