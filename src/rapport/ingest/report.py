"""What an import did, or would do."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from rapport.ingest.problems import MOST_KEPT, Problem, ProblemLog

SHOWN_PROBLEMS = 20
SHOWN_VALUES = 50


@dataclass(slots=True)
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
    file no longer names, of which `withdrawn` were withdrawn now; `returned` had been withdrawn by
    an earlier import, are in the file again, and are published again; `suppressed` were asked
    never to be published again. `notes` are sentences about the import as a whole.
    """

    file: str
    source: str
    is_dry_run: bool
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    withdrawn: int = 0
    returned: int = 0
    merged: int = 0
    suppressed: int = 0
    refused: ProblemLog = field(default_factory=ProblemLog)
    repaired: ProblemLog = field(default_factory=ProblemLog)
    notes: list[str] = field(default_factory=list)
    rows_without_key: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    _unmatched: dict[tuple[str, str], Unmatched] = field(default_factory=dict)

    @property
    def unmatched(self) -> list[Unmatched]:
        """Values that the mapping does not know, the most frequent first."""
        return sorted(self._unmatched.values(), key=lambda one: -one.count)

    def count_unmatched(self, problem: Problem) -> None:
        """Count a value that the mapping does not know."""
        place = (problem.column, problem.value)
        if place not in self._unmatched and len(self._unmatched) >= MOST_KEPT:
            place = (problem.column, "(further values)")
        one = self._unmatched.setdefault(place, Unmatched(*place, 0, problem.line))
        one.count += 1

    def as_json(self, most: int = MOST_KEPT) -> dict[str, object]:
        """Give the report as plain values, with at most `most` problems of each sort."""
        numbers = {
            name: getattr(self, name)
            for name in (
                *("file", "source", "is_dry_run", "rows", "new", "changed", "unchanged"),
                *("missing", "withdrawn", "returned", "merged", "suppressed"),
            )
        }
        return numbers | {
            "refused_total": self.refused.total,
            "repaired_total": self.repaired.total,
            "refused": [one.as_json() for one in self.refused[:most]],
            "repaired": [one.as_json() for one in self.repaired[:most]],
            "repaired_by_kind": [
                {"column": one.column, "reason": one.reason, "count": one.count}
                for one in self.repaired.groups()
            ],
            "unmatched": [asdict(one) for one in self.unmatched[:most]],
            "notes": self.notes,
            "seconds": self.seconds,
        }

    def lines(self) -> Iterator[str]:
        """Give the report as lines for a person."""
        verb = "Would change" if self.is_dry_run else "Changed"
        yield f"{self.file} → {self.source}: {self.rows:,} rows read"
        numbers = [
            f"{getattr(self, name):,} {name}"
            for name in ("new", "changed", "unchanged", "missing", "merged", "suppressed")
        ]
        numbers += [
            f"{getattr(self, name):,} {name}"
            for name in ("withdrawn", "returned")
            if getattr(self, name)
        ]
        yield f"{verb}: {', '.join(numbers)}, {self.refused.total:,} refused"
        yield from self.notes
        yield from (f"  refused  {one}" for one in self.refused[:SHOWN_PROBLEMS])
        if self.refused.total > SHOWN_PROBLEMS:
            yield f"  … and {self.refused.total - SHOWN_PROBLEMS:,} more (--json shows them)"
        yield from self._repairs()
        for one in self.unmatched[:SHOWN_VALUES]:
            times = "once" if one.count == 1 else f"{one.count:,} times, first"
            yield f"  unknown  {one.column}: “{one.value}” ({times} in line {one.first_line})"
        if len(self._unmatched) > SHOWN_VALUES:
            yield f"  … and {len(self._unmatched) - SHOWN_VALUES:,} more values (--json shows them)"

    def _repairs(self) -> Iterator[str]:
        for group in self.repaired.groups():
            where = f"{group.column}: " if group.column else ""
            yield f"  repaired {where}{group.reason} ({group.count:,})"
            for one in group.first:
                shown = f"“{one.value[:60]}”: " if one.value else ""
                yield f"             line {one.line}: {shown}{one.reason}"
