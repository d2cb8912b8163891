"""What an import of the registry did, or would do."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapport.ingest.problems import MOST_KEPT, ProblemLog
from rapport.ingest.report import SHOWN_PROBLEMS

_COUNTS = ("new", "changed", "unchanged", "deactivated", "left", "suppressed")


@dataclass(slots=True)
class RegistryReport:
    """Numbers of providers by what happens to them.

    `left` were in the registry and have no behavioral-health taxonomy any more; `older` rows (among
    the unchanged) say less recent things than what is there; `suppressed` asked to be removed.
    """

    files: tuple[str, ...]
    is_dry_run: bool
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    deactivated: int = 0
    left: int = 0
    suppressed: int = 0
    other_taxonomies: int = 0
    elsewhere: int = 0
    unread_parts: int = 0
    refused: ProblemLog = field(default_factory=ProblemLog)
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        """Give the report as plain values."""
        names = ("rows", *_COUNTS, "older", "other_taxonomies", "elsewhere", "unread_parts")
        return (
            {"files": list(self.files), "is_dry_run": self.is_dry_run}
            | {name: getattr(self, name) for name in names}
            | {
                "refused_total": self.refused.total,
                "refused": [one.as_json() for one in self.refused[:MOST_KEPT]],
                "seconds": self.seconds,
            }
        )

    def lines(self) -> Iterator[str]:
        """Give the report as lines for a person."""
        verb = "Would change" if self.is_dry_run else "Changed"
        yield f"{', '.join(self.files)} → registry: {self.rows:,} rows read"
        numbers = [f"{getattr(self, name):,} {name}" for name in _COUNTS]
        yield f"{verb}: {', '.join(numbers)}, {self.refused.total:,} refused"
        yield f"{self.other_taxonomies:,} rows are of other taxonomies."
        if self.elsewhere:
            yield f"{self.elsewhere:,} providers practise elsewhere."
        if self.unread_parts:
            yield f"{self.unread_parts:,} rows of further names or locations could not be read."
        yield "Nothing was published: the registry is for checking and pre-filling."
        yield from (f"  refused  {one}" for one in self.refused[:SHOWN_PROBLEMS])
        if self.refused.total > SHOWN_PROBLEMS:
            yield f"  … and {self.refused.total - SHOWN_PROBLEMS:,} more (--json shows them)"
