"""What people who ask counsellors write about: counts of their words by field of concerns.

The counts in data/ come from questions with known fields (data/README.md says which, and under
which licence); `python -m benchmarks.words.train` writes them. They say which field of concerns
fits words that no concern's profile knows, and how common each field is.
"""

import csv
import io
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapport.understanding.wordlists import data_text

SMOOTHING = 4.0
"""An unseen word counts as if it had been seen as often as everywhere in so many questions."""

WEIGHT_OF_COMMONNESS = 0.4
WEIGHT = 1.0
"""How much the field counts against a concern's own profile; both chosen on the tune part."""

_LEAST_SHARE = 0.003
_OUTSIDE = -1.5
"""The boost of a concern that belongs to no field: as rare as the rarest."""


@dataclass(frozen=True, slots=True)
class Areas:
    """Fields of concerns. `weights` of a feature are one number for each field."""

    names: tuple[str, ...]
    commonness: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    seen: Mapping[str, int]
    questions: int
    concerns: Mapping[str, tuple[tuple[int, float], ...]]

    def scores(self, features: Collection[str]) -> list[float]:
        """Give for each field how well the words fit it, commonness included."""
        known = [self.weights[feature] for feature in features if feature in self.weights]
        sums = [sum(column) for column in zip(*known, strict=True)] if known else []
        if not sums:
            return list(self.commonness)
        mean = sum(sums) / len(sums)
        spread = math.sqrt(sum((one - mean) ** 2 for one in sums) / len(sums)) + 1e-9
        return [
            (one - mean) / spread + common
            for one, common in zip(sums, self.commonness, strict=True)
        ]

    def shares_of(self, keys: Iterable[str]) -> tuple[tuple[tuple[int, float], ...], ...]:
        """Give for each concern which fields it belongs to, and how much."""
        return tuple(self.concerns.get(key.partition(":")[2], ()) for key in keys)

    def boost(self, scores: Sequence[float], shares: Sequence[tuple[int, float]]) -> float:
        """Give what the fields of a concern add to its score."""
        if not shares:
            return WEIGHT * _OUTSIDE
        return WEIGHT * sum(scores[number] * share for number, share in shares)


def areas_of(counts: Iterable[Mapping[str, str]], concerns: Iterable[Mapping[str, str]]) -> Areas:
    """Make the fields from rows: `feature, total, fields` ("3:2 7:1") and `field, concern, share`.

    The row with the feature "" holds the number of questions and of those of each field.
    """
    linked = list(concerns)
    names = tuple(dict.fromkeys(row["field"] for row in linked))
    number = {name: i for i, name in enumerate(names)}
    rows = {row["feature"]: (int(row["total"]), _pairs(row["fields"])) for row in counts}
    questions, sizes = rows.pop("", (1, {}))
    of_field = [sizes.get(i, 0) for i in range(len(names))]
    belonging: dict[str, list[tuple[int, float]]] = {}
    for row in linked:
        belonging.setdefault(row["concern"], []).append((number[row["field"]], float(row["share"])))
    return Areas(
        names=names,
        commonness=tuple(_commonness(n / questions) for n in of_field),
        weights={
            feature: tuple(
                math.log((seen.get(i, 0) + SMOOTHING * total / questions) / (n + SMOOTHING))
                - math.log(total / questions)
                for i, n in enumerate(of_field)
            )
            for feature, (total, seen) in rows.items()
        },
        seen={feature: total for feature, (total, _) in rows.items()},
        questions=questions,
        concerns={concern: tuple(some) for concern, some in belonging.items()},
    )


def _commonness(share: float) -> float:
    """The weighted log-odds of a field."""
    return WEIGHT_OF_COMMONNESS * math.log((share + _LEAST_SHARE) / (1 - share + _LEAST_SHARE))


def _pairs(text: str) -> dict[int, int]:
    return {int(i): int(n) for i, n in (pair.split(":") for pair in text.split())}


@cache
def areas() -> Areas:
    """Give the fields that come with the package, read once."""
    return areas_of(
        csv.DictReader(io.StringIO(data_text("field_words.csv"))),
        csv.DictReader(io.StringIO(data_text("field_concerns.csv"))),
    )
