"""Relaxations: what asking for less would give, from the sets that a search has made anyway."""

from collections.abc import Iterator

from rapport.matching import criteria
from rapport.matching.document import Meeting
from rapport.matching.engine.asked import Asked
from rapport.matching.obvious import RADII_KM
from rapport.matching.query import Near, Query
from rapport.matching.relaxing import relax
from rapport.matching.results import Relaxation, RelaxationKind


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
    return [_count(asked, one) for one in relaxations]


def _count(asked: Asked, relaxation: Relaxation) -> int:
    criterion = relaxation.criterion or criteria.PLACE
    if criterion not in (criteria.PLACE, "payer"):
        return len(asked.without(criterion))
    looser = relax(asked.query, relaxation)
    near = asked.fitting(criterion)
    if criterion == criteria.PLACE:
        near = near & asked.meeting(looser)
    if asked.query.openings_within_days is None:
        return len(near)
    return len(asked.found | asked.open_in_time(near, looser))
