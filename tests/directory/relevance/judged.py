"""Judged queries as files hold them, and how much of the possible good an order shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

import yaml

QUERIES = Path(__file__).parent / "queries"
SEEN = 10
"""How many results are scored: about as many as most people look at."""

GRADES = range(4)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade from 0, a wasted call, to 3, a good first call, with its reason in words."""

    grade: int
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A need as a person would say it, the same as fields of the search, and judged listings.

    `facts` is the fingerprint of what was known of these listings when they were judged.
    """

    id: str
    theme: str
    need: str
    search: Mapping[str, tuple[str, ...]]
    facts: str
    judgements: Mapping[str, Judgement]

    def grades(self, keys: Iterable[str]) -> list[int]:
        """Grades of listings in their order; who was not judged counts as a wasted call."""
        return [self.judgements[key].grade if key in self.judgements else 0 for key in keys]

    def ndcg(self, keys: Sequence[str]) -> float:
        """Score an order of listings from 0 to 1, by its first ten.

        Normalised discounted cumulative gain (Järvelin & Kekäläinen, 2002) with the gain 2^g - 1
        and the discount log2(rank + 1); 1 is the best order of all that were judged.
        """
        return _gain(self.grades(keys)) / _gain(sorted(self.grades(self.judgements), reverse=True))

    def condensed_ndcg(self, keys: Iterable[str]) -> float:
        """Score an order without those that nobody judged (Sakai, 2007).

        So is an order scored that no pool was made for: it would lose by what nobody looked at.
        """
        return self.ndcg([key for key in keys if key in self.judgements])


def read_queries() -> tuple[JudgedQuery, ...]:
    """Read all files; their names are the themes."""
    return tuple(query for path in sorted(QUERIES.glob("*.yaml")) for query in _queries_in(path))


def _queries_in(path: Path) -> Iterator[JudgedQuery]:
    for row in yaml.safe_load(path.read_text("utf-8")):
        yield JudgedQuery(
            id=row["id"],
            theme=path.stem,
            need=row["need"],
            search={name: _several(value) for name, value in row["search"].items()},
            facts=row["facts"],
            judgements={key: _judgement(said) for key, said in row["judgements"].items()},
        )


def _several(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _judgement(said: str) -> Judgement:
    grade, _, reason = said.partition(": ")
    return Judgement(int(grade), reason)


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1.0) / log2(rank + 1) for rank, grade in enumerate(grades[:SEEN], 1))
