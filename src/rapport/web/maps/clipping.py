"""Cut lines and areas to the part of the sheet that is seen."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

Spot = tuple[float, float]


class Box(NamedTuple):
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float


def is_inside(points: Sequence[Spot], box: Box) -> bool:
    """Tell whether nothing has to be cut."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    is_between = box.left <= min(xs) and max(xs) <= box.right
    return is_between and box.top <= min(ys) and max(ys) <= box.bottom


def is_beyond(points: Sequence[Spot], box: Box) -> bool:
    """Tell whether all points lie beyond one side, so that nothing can be seen."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    is_beside = max(xs) < box.left or min(xs) > box.right
    return is_beside or max(ys) < box.top or min(ys) > box.bottom


def clip_line(points: Sequence[Spot], box: Box) -> Iterator[list[Spot]]:
    """Give the parts of a line inside the box, by Liang and Barsky's rule for each segment."""
    part: list[Spot] = []
    for start, end in pairwise(points):
        seen = _clip_segment(start, end, box)
        if seen is None:
            continue
        if part and part[-1] != seen[0]:
            yield part
            part = []
        part = part or [seen[0]]
        part.append(seen[1])
    if part:
        yield part


def _clip_segment(start: Spot, end: Spot, box: Box) -> tuple[Spot, Spot] | None:
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    sides = ((-dx, x - box.left), (dx, box.right - x), (-dy, y - box.top), (dy, box.bottom - y))
    for outward, room in sides:
        if not outward:
            if room < 0:
                return None
        elif outward < 0:
            first = max(first, room / outward)
        else:
            last = min(last, room / outward)
    if first > last:
        return None
    entry = start if first == 0 else (x + first * dx, y + first * dy)
    leave = end if last == 1 else (x + last * dx, y + last * dy)
    return entry, leave


def clip_ring(points: Sequence[Spot], box: Box) -> list[Spot]:
    """Cut a closed area to the box, by Sutherland and Hodgman's rule.

    Where the area leaves the box and comes back, edges run along the box: hide them outside of
    what is seen.
    """
    ring = list(points)
    for axis, limit, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        ring = list(_cut(ring, axis, limit, sign))
    return ring


def _cut(ring: Sequence[Spot], axis: int, limit: float, sign: int) -> Iterator[Spot]:
    before = ring[-1] if ring else (0.0, 0.0)
    was_in = sign * (before[axis] - limit) >= 0
    for here in ring:
        is_in = sign * (here[axis] - limit) >= 0
        if is_in != was_in:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            x, y = (a + share * (b - a) for a, b in zip(before, here, strict=True))
            yield (limit, y) if axis == 0 else (x, limit)
        if is_in:
            yield here
        before, was_in = here, is_in
