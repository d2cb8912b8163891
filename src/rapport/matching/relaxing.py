"""Ask for less: the query that a relaxation stands for."""

from dataclasses import replace

from rapport.matching import criteria
from rapport.matching.document import Meeting
from rapport.matching.query import Near, Query
from rapport.matching.results import Relaxation, RelaxationKind


def relax(query: Query, relaxation: Relaxation) -> Query:
    """Give the first page of the query with one thing asked for less."""
    query = replace(query, page=1)
    match relaxation.kind:
        case RelaxationKind.RADIUS:
            if not isinstance(query.place, Near) or relaxation.radius_km is None:
                raise ValueError("only a search around a point has a radius")
            return replace(query, place=replace(query.place, radius_km=relaxation.radius_km))
        case RelaxationKind.VIDEO:
            return replace(query, meeting=criteria.wanted_ways(query) | {Meeting.VIDEO})
        case RelaxationKind.WITHOUT:
            return _without(query, relaxation.criterion)


def _without(query: Query, criterion: str) -> Query:
    match criterion:
        case criteria.PLACE:
            return replace(query, place=None, jurisdiction="", meeting=frozenset())
        case criteria.WORDS:
            return replace(query, words="")
        case criteria.OPENINGS:
            return replace(query, openings_within_days=None)
        case criteria.FEE:
            return replace(query, max_fee_cents=None)
        case criteria.AVOID:
            return replace(query, avoid=frozenset())
        case scheme:
            left = tuple(choice for choice in query.must if choice.scheme != scheme)
            return replace(query, must=left)
