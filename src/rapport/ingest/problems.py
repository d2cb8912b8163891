"""What can be wrong with a roster, said so that its owner can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one cell or row: the line of the file, the column, what stood there, why."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.column}" if self.column else "")
        shown = f": “{self.value[:80]}”" if self.value else ""
        return f"{where}{shown}: {self.reason}"


class ImportRefused(ValueError):
    """A file or mapping that cannot be used at all; nothing was changed.

    `problems` are whole sentences that name the file and, where there is one, the line.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
