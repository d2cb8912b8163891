"""Scores of many listings at once: the parts of `ranking`, in arrays.

They agree with `ranking.score` to about a billionth of a point. Where that could decide how points
are rounded, `unsure` says so, and the listing is scored by `ranking` itself.
"""

from dataclasses import dataclass
from functools import cache
from math import floor, log

import numpy as np
from pyroaring import BitMap

from rapport.matching.engine.asked import Asked
from rapport.matching.engine.closure import OWN
from rapport.matching.engine.columns import EMPHASES, TRAINED, Array
from rapport.matching.engine.day import standing_points
from rapport.matching.engine.runs import are_in, places_of, set_of
from rapport.matching.engine.speaking import speaking
from rapport.matching.engine.wording import shares_of_words
from rapport.matching.query import Near, Sort
from rapport.matching.ranking import distance, fit
from rapport.matching.ranking.score import STEPS, UP, WEIGHTS

_MANY = 20_000
"""From so many hits on not all are scored."""
_SAMPLE = 2_000

_CLOSE = 1e-4
"""Hundredths of a point from where rounding turns; errors are at most a thousandth of this."""


@dataclass(frozen=True, slots=True)
class Earned:
    """Listings that fit and what they earned; all of shape (n), by rising place.

    `steps` are hundredths of points. `distance_km` is infinite without one, and None if the search
    measures none.
    """

    at: Array
    steps: Array
    unsure: Array
    distance_km: Array | None
    opening: Array


def leading(asked: Asked) -> Earned:
    """Score the hits, or of very many those that can be among the first of the page asked for.

    Who earns little whatever was asked cannot come before who is ahead by more than all that the
    search itself gives points for.
    """
    found, query = asked.found, asked.query
    wanted = query.page * query.page_size
    if len(found) < _MANY or query.sort is not Sort.BEST or wanted * 8 > len(found):
        return earned(asked, places_of(found))
    bounds = asked.day.by_bound(bool(query.chosen("payer")))
    bound, first = len(bounds), BitMap()
    while len(first) < max(wanted, _SAMPLE) and bound > 0:
        bound -= 1
        first |= found & bounds[bound]
    scored = earned(asked, places_of(first))
    steps = scored.steps
    last = np.partition(steps, len(steps) - wanted)[len(steps) - wanted] / STEPS
    needed = max(0, floor(last - most_for_asking(asked)))
    if needed >= bound or len(first) == len(found):
        return scored
    return earned(asked, places_of(first.union(*(found & one for one in bounds[needed:bound]))))


def most_for_asking(asked: Asked) -> float:
    """The most points that this search can give beside what `Day.by_bound` counts."""
    query = asked.query
    parts = {
        "fit": any(query.chosen(scheme) for scheme in fit.SCHEMES),
        "words": bool(asked.words),
        "distance": isinstance(query.place, Near),
        "wishes": bool(query.wishes),
    }
    return 0.01 + sum(WEIGHTS[name] for name, is_asked in parts.items() if is_asked)


def earned(asked: Asked, at: Array) -> Earned:
    """Score listings at these places, which rise."""
    day = asked.day
    points = standing_points(bool(asked.query.chosen("payer")))[day.standing[at]]
    if asked.segment.enquiry_points is not None:
        points += asked.segment.enquiry_points[at]
    opening = speaking(asked, at, asked.query)
    points += day.opening_points[opening]
    _add_fit(asked, at, points)
    _add_wishes(asked, at, points)
    if asked.words:
        points += WEIGHTS["words"] * shares_of_words(asked, at) / len(asked.words)
    distances = asked.distances(at)
    if distances is not None:
        points += _nearness(distances)
    raised = points * STEPS + UP
    steps = np.floor(raised)
    unsure = np.abs(raised - np.rint(raised)) < _CLOSE * 1e-3
    return Earned(at, steps.astype(np.int64), unsure, distances, opening)


def _nearness(distances: Array) -> Array:
    beyond = np.maximum(0.0, distances - distance.NEAR_ENOUGH_KM)
    points: Array = WEIGHTS["distance"] * np.exp(beyond * (-log(2.0) / distance.FALLS_BY_HALF_KM))
    return points


@cache
def _fit_shares() -> Array:
    """How well a term fits by how it is used, as `ranking.fit` says."""
    shares = []
    for how in range(2 * OWN):
        emphasis = EMPHASES[min(how % TRAINED, len(EMPHASES) - 1)]
        share = fit.OF_EMPHASIS[emphasis] + (fit.TRAINING if how & TRAINED else 0.0)
        shares.append(share if how & OWN else share * fit.NARROWER)
    return np.array(shares)


def _add_fit(asked: Asked, at: Array, points: Array) -> None:
    of_schemes = [terms for scheme in fit.SCHEMES if (terms := asked.query.chosen(scheme))]
    for terms in of_schemes:
        fits = [_fits(asked, at, term) for term in terms]
        share = fits[0]
        if len(fits) > 1:
            best, mean = np.max(fits, axis=0), np.sum(fits, axis=0) / len(fits)
            share = fit.OF_THE_BEST * best + (1 - fit.OF_THE_BEST) * mean
        points += WEIGHTS["fit"] / len(of_schemes) * share


def _fits(asked: Asked, at: Array, term: str) -> Array:
    """How well a term fits each listing, 0 where it is not."""
    fits = np.zeros(len(at))
    place = asked.segment.place_of_term.get(term)
    if place is None:
        return fits
    listings, how = asked.segment.closure.uses(place)
    if len(at) > _SAMPLE and len(at) * 8 > len(listings):
        every = np.zeros(len(asked.segment))
        every[listings] = _fit_shares()[how]
        return every[at]
    has = np.flatnonzero(are_in(at, listings))
    found = listings.searchsorted(at[has].astype(listings.dtype))
    fits[has] = _fit_shares()[how[found]]
    return fits


def _add_wishes(asked: Asked, at: Array, points: Array) -> None:
    wishes = asked.query.wishes
    whole = sum(wish.weight for wish in wishes)
    if whole <= 0:
        return
    among = set_of(at)
    for wish in wishes:
        offering = offers(asked, wish.term) & among
        members = np.frombuffer(offering.to_array(), np.uint32)
        points[at.searchsorted(members)] += WEIGHTS["wishes"] * wish.weight / whole


def offers(asked: Asked, term: str) -> BitMap:
    """Listings that have a term and said so lately enough to count."""
    place = asked.segment.place_of_term.get(term)
    if place is None:
        return BitMap()
    found = asked.segment.listings_with(place)
    expired = asked.day.expired(term.partition(":")[0])
    return found - expired if expired else found
