"""The plain truth: reads every listing for every question. Slow, short and right."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.search.answers import PAGE, Answer
from benchmarks.search.listings import Listings
from benchmarks.search.questions import Choice, Question, Reach
from benchmarks.search.terms import vocabulary
from benchmarks.search.towns import towns

EARTH_RADIUS_KM = 6371.0088
FEW = 10
"""Up to a tenth of the listings are looked up one by one."""


def distances_km(
    question: Question, latitude: NDArray[np.float64], longitude: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the haversine distances from a question's point, as `places.distance_km` does."""
    north, north_here = np.radians(latitude), np.radians(question.latitude)
    across = np.radians(longitude - question.longitude)
    haversine = (
        np.sin((north - north_here) / 2) ** 2
        + np.cos(north) * np.cos(north_here) * np.sin(across / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, haversine))))


class Scan:
    """All listings, with the terms turned round once: the listings of each term."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._opens_in = listings.opens_in_days()
        listing_of = np.repeat(
            np.arange(len(listings), dtype=np.int32), np.diff(listings.term_starts)
        )
        order = np.argsort(listings.terms, kind="stable")  # radix: the terms have 16 bits
        counts = np.bincount(listings.terms, minlength=len(vocabulary().names))
        self._of_term = np.split(listing_of[order], np.cumsum(counts)[:-1])
        self._seen_from = [
            np.unique(np.searchsorted(listings.video_starts, places, side="right") - 1)
            for places in (
                np.flatnonzero(listings.video == code) for code in range(len(towns().jurisdictions))
            )
        ]

    def ask(self, question: Question) -> Answer:
        """Answer a question; the page is in the order of ids."""
        meets = {choice.scheme: self._has(choice) for choice in question.choices}
        place = self._place(question)
        matching = place.copy()
        for one in meets.values():
            matching &= one
        counts = self._count(matching)
        for scheme in meets:
            others = place.copy()
            for other, one in meets.items():
                if other != scheme:
                    others &= one
            terms = vocabulary().of_scheme(scheme)
            counts[terms] = self._count(others)[terms]
        found = np.flatnonzero(matching)
        return Answer(len(found), [int(one) + 1 for one in found[:PAGE]], counts)

    def candidates(self, question: Question) -> int:
        """Count the listings at the place, whatever else was asked."""
        return int(self._where(question).sum())

    def _has(self, choice: Choice) -> NDArray[np.bool_]:
        found = np.zeros(len(self._listings), dtype=bool)
        for term in choice.terms:
            found[self._of_term[term]] = True
        return found

    def _place(self, question: Question) -> NDArray[np.bool_]:
        found = self._where(question)
        fee = self._listings.fee_cents
        if question.max_fee_cents is not None:
            found &= (fee > 0) & (fee <= question.max_fee_cents)
        if question.within_days is not None:
            found &= (self._opens_in >= 0) & (self._opens_in <= question.within_days)
        return found

    def _where(self, question: Question) -> NDArray[np.bool_]:
        listings = self._listings
        match question.reach:
            case Reach.NEAR:
                away = distances_km(question, listings.latitude, listings.longitude)
                return np.asarray(away <= question.radius_km)
            case Reach.BOX:
                south, north, west, east = question.box()
                found = (listings.latitude >= south) & (listings.latitude <= north)
                return np.asarray(
                    found & (listings.longitude >= west) & (listings.longitude <= east)
                )
            case Reach.STATE:
                return np.asarray(listings.jurisdiction == question.jurisdiction)
            case Reach.VIDEO:
                found = np.zeros(len(listings), dtype=bool)
                found[self._seen_from[question.jurisdiction]] = True
                return found
            case Reach.NATION:
                return np.ones(len(listings), dtype=bool)

    def _count(self, matching: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Count the terms of the matching listings."""
        starts, terms = self._listings.term_starts, self._listings.terms
        found = np.flatnonzero(matching)
        if len(found) > len(matching) // FEW:
            used = terms[np.repeat(matching, np.diff(starts))]
        else:
            lengths = starts[found + 1] - starts[found]
            first = np.repeat(starts[found] - (np.cumsum(lengths) - lengths), lengths)
            used = terms[first + np.arange(len(first))]
        return np.bincount(used, minlength=len(vocabulary().names))
