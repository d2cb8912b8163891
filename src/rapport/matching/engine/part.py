"""A segment with who is gone from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pyroaring import BitMap

from rapport.matching.engine.columns import Array, Columns
from rapport.matching.engine.day import Day
from rapport.matching.engine.runs import places_of, set_of
from rapport.matching.engine.segment import Segment, taken

_DAYS_KEPT = 4


@dataclass(frozen=True)
class Part:
    """A segment, who is gone from it, and what days make of it."""

    segment: Segment
    gone: BitMap = field(default_factory=BitMap)
    days: dict[date, Day] = field(default_factory=dict)

    def on(self, day: date, ancestors: Mapping[str, frozenset[str]]) -> Day:
        """The segment on a day; the last few days are kept."""
        found = self.days.get(day)
        if found is None:
            for oldest in list(self.days)[: max(0, len(self.days) + 1 - _DAYS_KEPT)]:
                self.days.pop(oldest, None)  # another thread may have been quicker
            found = self.days[day] = Day(self.segment, day, ancestors)
        return found

    def __len__(self) -> int:
        return len(self.segment) - len(self.gone)

    def places(self) -> Array:
        """Where those stand who are not gone."""
        return places_of(self.segment.all - self.gone)

    def without(self, ids: Iterable[int]) -> "Part":
        """The same part with more listings gone."""
        return replace(self, gone=self.gone | set_of(self.segment.places_of_ids(ids)))

    def remaining(self) -> Columns:
        """Columns of those who are not gone."""
        return taken(self.segment.columns, self.places()) if self.gone else self.segment.columns
