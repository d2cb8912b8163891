"""Relaxations: what asking for less would give, from the sets that a search has made anyway."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from rapport.matching import criteria
from rapport.matching.document import Meeting
from rapport.matching.engine.asked import Asked, nearest_chord2
from rapport.matching.engine.grid import chord2_of
from rapport.matching.engine.runs import places_of
from rapport.matching.obvious import RADII_KM
from rapport.matching.query import Near, Query
from rapport.matching.relaxing import relax
from rapport.matching.results import Relaxation, RelaxationKind

_IN_PERSON = frozenset({Meeting.IN_PERSON})
_MANY = 20_000
"""For more listings than this circles are quicker than distances."""


def offered(query: Query) -> Iterator[Relaxation]:
    """Every way to ask for less that a query leaves, still to be counted."""
    for choice in query.must:
        yield Relaxation(RelaxationKind.WITHOUT, 0, choice.scheme)
    given = {
        criteria.AVOID: bool(query.avoid),
        criteria.FEE: query.max_fee_cents is not None,
        criteria.OPENINGS: query.openings_within_days is not None,
        criteria.WORDS: bool(query.words),
    }
    for criterion, is_given in given.items():
        if is_given:
            yield Relaxation(RelaxationKind.WITHOUT, 0, criterion)
    if query.place or query.meeting:
        yield Relaxation(RelaxationKind.WITHOUT, 0, criteria.PLACE)
    wanted = criteria.wanted_ways(query)
    if isinstance(query.place, Near) and Meeting.IN_PERSON in wanted:
        for radius_km in RADII_KM:
            if radius_km > query.place.radius_km * 1.01:
                yield Relaxation(RelaxationKind.RADIUS, 0, radius_km=radius_km)
    if query.place and Meeting.VIDEO not in wanted:
        yield Relaxation(RelaxationKind.VIDEO, 0)


def count(asked: Asked, relaxations: list[Relaxation]) -> list[int]:
    """What each relaxation would find in a segment."""
    counts = _within(asked, [one.radius_km for one in relaxations if one.radius_km is not None])
    return [
        counts[one.radius_km] if one.radius_km in counts else _count(asked, one)
        for one in relaxations
    ]


def _within(asked: Asked, radii_km: list[float]) -> dict[float | None, int]:
    """What wider circles would find, from one look at the widest, unless it depends on more.

    Left out are radii at which rounding could decide about somebody.
    """
    query = asked.query
    is_simple = query.openings_within_days is None and criteria.wanted_ways(query) == _IN_PERSON
    if not radii_km or not is_simple or not isinstance(query.place, Near):
        return {}
    widest = replace(query.place, radius_km=max(radii_km))
    near = asked.fitting(criteria.PLACE) & asked.ways(
        replace(query, place=widest), Meeting.IN_PERSON
    )
    if len(near) > _MANY:
        return {widest.radius_km: len(near)}
    chord2 = nearest_chord2(asked.day, query.place, places_of(near))
    counts: dict[float | None, int] = {widest.radius_km: len(near)}
    for radius_km in radii_km:
        limit, slack = chord2_of(radius_km)
        if radius_km != widest.radius_km and not (np.abs(chord2 - limit) <= slack).any():
            counts[radius_km] = int((chord2 < limit).sum())
    return counts


def _count(asked: Asked, relaxation: Relaxation) -> int:
    criterion = relaxation.criterion or criteria.PLACE
    if criterion not in (criteria.PLACE, "payer"):
        return len(asked.without(criterion))
    looser = relax(asked.query, relaxation)
    near = asked.fitting(criterion)
    if criterion == criteria.PLACE:
        near = asked.meeting_among(near, looser)
    if asked.query.openings_within_days is None:
        return len(near)
    return len(asked.found | asked.open_in_time(near, looser))
