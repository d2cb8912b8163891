"""A search as plain values and as lines: for the command line and for programs."""

from collections.abc import Iterator

from rapport.directory.search import Found
from rapport.directory.wording import Wording
from rapport.matching import Reason, Relaxation
from rapport.operator.queries import operator_settings
from rapport.places import KM_PER_MILE


def answer_json(found: Found) -> dict[str, object]:
    """Give total, results with reasons, facet counts by scheme and slug, and relaxations.

    Distances are in kilometres, fees in cents, points as in "How we order results".
    """
    wording = _wording(found)
    return {
        "total": found.results.total,
        "page": found.results.page,
        "place": found.place.label if found.place else None,
        "understood": found.criteria.fields(),
        "results": [
            {
                "id": listing.record.public_id,
                "kind": listing.record.kind,
                "name": listing.record.name,
                "distance_km": None if hit.distance_km is None else round(hit.distance_km, 3),
                "meets": sorted(hit.meets),
                "score": hit.score,
                "reasons": [_reason(one, wording) for one in hit.reasons],
                "misfits": [_reason(one, wording) for one in hit.misfits],
            }
            for hit, listing in found.listings
        ],
        "facets": {
            scheme: {key.partition(":")[2] or key: n for key, n in sorted(facet.counts.items())}
            for scheme, facet in found.results.facets.items()
        },
        "not_known": {scheme: facet.not_known for scheme, facet in found.results.facets.items()},
        "relaxations": [_relaxation(one) for one in found.results.relaxations],
    }


def answer_lines(found: Found) -> Iterator[str]:
    """Give the results as lines for a person."""
    wording = _wording(found)
    where = f" near {found.place.label}" if found.place else ""
    yield f"{found.results.total} listings{where}"
    for hit, listing in found.listings:
        away = "" if hit.distance_km is None else f" ({wording.distance(hit.distance_km)})"
        yield f"{hit.score:6.2f}  {listing.record.name}{away}"
        yield "        " + "; ".join(wording.reason(one) for one in hit.reasons[:3])
    for one in found.results.relaxations:
        if one.total > found.results.total:
            yield f"  {_relaxation_line(one)}: {one.total}"


def _wording(found: Found) -> Wording:
    return Wording(found.vocabulary, "en", operator_settings().units, found.query.day)


def _reason(reason: Reason, wording: Wording) -> dict[str, object]:
    return {
        "code": str(reason.code),
        "text": wording.reason(reason),
        "term": reason.term or None,
        "detail": reason.detail or None,
        "points": round(reason.points, 4),
        "on": reason.on.isoformat() if reason.on else None,
    }


def _relaxation(one: Relaxation) -> dict[str, object]:
    return {
        "kind": str(one.kind),
        "criterion": one.criterion or None,
        "radius_km": one.radius_km,
        "total": one.total,
    }


def _relaxation_line(one: Relaxation) -> str:
    if one.radius_km is not None:
        return f"within {one.radius_km / KM_PER_MILE:.0f} miles"
    return f"without {one.criterion}" if one.criterion else "also by video"
