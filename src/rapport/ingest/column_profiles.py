"""What stands in the columns of a file: how often, how varied, with samples."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from rapport.ingest.cells import plain
from rapport.ingest.problems import Problem
from rapport.ingest.tables import Table

ROWS_READ = 5_000
MOST_DISTINCT = 2_000
LONGEST_SAMPLE = 60


@dataclass(slots=True)
class Profile:
    """One column: how many cells are filled in, and how often each value stands there.

    Of very varied columns only the first values are counted.
    """

    name: str
    filled: int = 0
    values: Counter[str] = field(default_factory=Counter)
    is_varied: bool = False

    @property
    def is_distinct(self) -> bool:
        """Tell whether no value was seen twice."""
        return self.filled > 0 and not self.values.most_common(1)[0][1] > 1

    def samples(self, number: int = 3) -> list[str]:
        """Give some values, the most frequent first, cut to a readable length."""
        return [value[:LONGEST_SAMPLE] for value, _n in self.values.most_common(number)]

    def add(self, value: str) -> None:
        """Count a value."""
        self.filled += 1
        if value in self.values or len(self.values) < MOST_DISTINCT:
            self.values[value] += 1
        else:
            self.is_varied = True


def profile_columns(table: Table) -> tuple[list[Profile], int]:
    """Read the beginning of a table; give a profile of every column, and the number of rows."""
    profiles = [Profile(name) for name in table.header.names]
    count = 0
    for row in islice(_whole_rows(table), ROWS_READ):
        count += 1
        for profile, cell in zip(profiles, row, strict=True):
            value = plain(cell)
            if value:
                profile.add(value)
    return profiles, count


def _whole_rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows():
        if not isinstance(row, Problem):
            yield row.cells
