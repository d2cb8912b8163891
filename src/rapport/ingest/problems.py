"""What can be wrong with a roster, said so that its owner can mend it."""

from dataclasses import dataclass, field

MOST_KEPT = 10_000
"""So many problems of one sort are kept with their line; all are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one cell or row: the line of the file, the column, what stood there, why.

    `group` is the reason without what is special about this cell, so that a report can count.
    """

    line: int
    column: str
    value: str
    reason: str
    group: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.column}" if self.column else "")
        shown = f": “{self.value[:80]}”" if self.value else ""
        return f"{where}{shown}: {self.reason}"

    def as_json(self) -> dict[str, object]:
        """Give line, column, value and reason as plain values."""
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value[:200].encode(errors="replace").decode().replace("\x00", "?"),
            "reason": self.reason,
        }


@dataclass(slots=True)
class Group:
    """Problems of one column for one reason: how many, and the first of them."""

    column: str
    reason: str
    count: int = 0
    first: list[Problem] = field(default_factory=list)


class ImportRefused(ValueError):
    """A file or mapping that cannot be used at all; nothing was changed.

    `problems` are whole sentences that name the file and, where there is one, the line.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class ProblemLog(list[Problem]):
    """Problems as they come: the first of them whole, all of them counted by column and reason.

    A list, so that a report reads as one; `total` says how many there were, kept or not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self._groups: dict[tuple[str, str], Group] = {}

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it while there is room."""
        self.total += 1
        if len(self) < MOST_KEPT:
            self.append(problem)
        place = (problem.column, problem.group or problem.reason)
        if place not in self._groups and len(self._groups) >= MOST_KEPT:
            place = ("", "other reasons")
        group = self._groups.setdefault(place, Group(*place))
        group.count += 1
        if len(group.first) < 3:  # noqa: PLR2004 (examples enough)
            group.first.append(problem)

    def groups(self) -> list[Group]:
        """Give the groups, the largest first."""
        return sorted(self._groups.values(), key=lambda group: -group.count)
