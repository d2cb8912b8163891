"""Who stands on a page: the best of all segments, equals in the turn of the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from rapport.matching.engine.asked import Asked
from rapport.matching.engine.columns import NO_FEE, Array
from rapport.matching.engine.earning import Earned
from rapport.matching.engine.page import Listing
from rapport.matching.obvious import OPENING_WINDOWS_DAYS
from rapport.matching.query import Query, Sort
from rapport.matching.ranking import score
from rapport.matching.ranking.score import STEPS
from rapport.matching.rotation import shift_of

_SLACK_KM = 1e-6
"""Distances closer than this are measured again by the haversine before they are compared."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hits of all segments, as arrays of shape (n): what they are sorted by, and where they are."""

    first: Array
    steps: Array
    rank: Array
    part: Array
    index: Array

    def some(self, chosen: Array) -> "Row":
        """Those that an index or a mask chooses."""
        return Row(
            self.first[chosen],
            self.steps[chosen],
            self.rank[chosen],
            self.part[chosen],
            self.index[chosen],
        )


Parts = Sequence[tuple[Asked, Earned]]


def on_page(parts: Parts, query: Query) -> list[Listing]:
    """The listings of the page asked for, in order."""
    start = (query.page - 1) * query.page_size
    row = _row(parts, query)
    end = min(start + query.page_size, len(row.first))
    if start >= end:
        return []
    row = _front(parts, row, query, end)
    return [_listing(parts, row, at) for at in _positions(row, query, start, end)]


def settled(asked: Asked, earned: Earned) -> Earned:
    """Score again, by the ranking itself, those that rounding could have put a step too far."""
    unsure = np.flatnonzero(earned.unsure)
    if not len(unsure):
        return earned
    steps = earned.steps.copy()
    for at in unsure.tolist():
        listing = Listing(asked, earned, at)
        steps[at] = round(score(listing.facts()) * STEPS)
    return replace(earned, steps=steps)


def _listing(parts: Parts, row: Row, at: int) -> Listing:
    asked, earned = parts[row.part[at]]
    return Listing(asked, earned, int(row.index[at]))


def _row(parts: Parts, query: Query) -> Row:
    sizes = [len(earned.at) for _asked, earned in parts]
    return Row(
        np.concatenate([_first_key(asked, earned, query) for asked, earned in parts]),
        np.concatenate([earned.steps for _asked, earned in parts]),
        np.concatenate([asked.segment.rank[earned.at] for asked, earned in parts]),
        np.repeat(np.arange(len(parts)), sizes),
        np.concatenate([np.arange(size) for size in sizes]),
    )


def _first_key(asked: Asked, earned: Earned, query: Query) -> Array:
    """What is sorted by before the score; nothing for "best match"."""
    none = np.full(len(earned.at), np.inf)
    match query.sort:
        case Sort.BEST:
            return np.zeros(len(earned.at))
        case Sort.DISTANCE:
            return none if earned.distance_km is None else earned.distance_km
        case Sort.FEE:
            fees = asked.day.fees[earned.at]
            return np.where(fees == NO_FEE, np.inf, fees)
        case Sort.SOONEST:
            opens = asked.day.opens(OPENING_WINDOWS_DAYS[-1])[earned.opening]
            waits = asked.segment.answers.wait[earned.opening]
            return np.where(opens, waits, np.inf)


def _front(parts: Parts, row: Row, query: Query, end: int) -> Row:
    """Everybody up to position `end`, and all equals of the last."""
    if end == len(row.first) and query.sort is not Sort.DISTANCE:
        return row
    if query.sort is not Sort.BEST:
        last = np.partition(row.first, end - 1)[end - 1]
        if query.sort is Sort.DISTANCE:
            row = row.some(row.first <= last + _SLACK_KM)
            row = replace(row, first=np.array(list(_measured(parts, row)), np.float64))
            last = np.partition(row.first, end - 1)[end - 1]
        row = row.some(row.first <= last)
        before = int((row.first < last).sum())
        ties = row.first == last
    else:
        before, ties = 0, np.ones(len(row.first), bool)
    least = -np.partition(-row.steps[ties], end - before - 1)[end - before - 1]
    return row.some(~ties | (row.steps >= least))


def _measured(parts: Parts, row: Row) -> Iterator[float]:
    for at in range(len(row.first)):
        distance_km = None if np.isinf(row.first[at]) else _listing(parts, row, at).distance_km
        yield np.inf if distance_km is None else distance_km


def _positions(row: Row, query: Query, start: int, end: int) -> Iterator[int]:
    """Places in `row` of the positions asked for: groups of equals, each in its turn."""
    order = np.lexsort((row.rank, -row.steps, row.first))
    first, steps = row.first[order], row.steps[order]
    borders = np.flatnonzero((first[1:] != first[:-1]) | (steps[1:] != steps[:-1])) + 1
    bounds = [0, *borders.tolist(), len(order)]
    for low, high in pairwise(bounds):
        if high <= start or low >= end:
            continue
        shift = shift_of(high - low, query.day) if high - low > 1 else 0
        for position in range(max(low, start), min(high, end)):
            yield order.item(low + (position - low + shift) % (high - low))
