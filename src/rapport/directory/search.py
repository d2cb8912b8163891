"""One search from a person's words to listings re-read from the database."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import get_language

from rapport.directory.criteria import Criteria, Fields, InvalidSearch, Problem, read_criteria
from rapport.directory.indexing import LiveIndex, live_index
from rapport.directory.interpretation import WordsHelp, help_with_words, interpret
from rapport.directory.place_wording import why_not_found
from rapport.directory.queries import StoredListing, visible_listings
from rapport.matching import Choice, Hit, Near, Query, Region, Results, Wish
from rapport.places import Ambiguous, NotFound, Place, find_place
from rapport.vocabulary.snapshot import Vocabulary

CENTS = 100
ROTATION_KEPT_DAYS = 2
"""An address keeps its day's rotation while it is paged through; an old one gets today's."""


class WhichPlace(Exception):
    """The place could be several; the person chooses."""

    def __init__(self, criteria: Criteria, candidates: tuple[Place, ...]) -> None:
        super().__init__(criteria.near)
        self.criteria = criteria
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a search: what was asked, where, and what came out."""

    criteria: Criteria
    place: Place | None
    query: Query
    results: Results
    listings: tuple[tuple[Hit, StoredListing], ...]
    vocabulary: Vocabulary
    terms_in_use: frozenset[str]
    words_help: WordsHelp


def locate(criteria: Criteria) -> Place | None:
    """Find the place of a search. Raises WhichPlace, or InvalidSearch if there is none such."""
    if not criteria.near:
        return None
    answer = find_place(criteria.near)
    if isinstance(answer, Ambiguous):
        raise WhichPlace(criteria, answer.candidates)
    if isinstance(answer, NotFound):
        raise InvalidSearch([Problem("near", why_not_found(answer))])
    return answer.place


def search_fields(fields: Fields) -> Found:
    """Answer a search given as fields, as the public sees it. Raises as `search` does."""
    live = live_index()
    criteria = interpret(read_criteria(fields, live.vocabulary), live)
    return search(criteria, live=live)


def search(criteria: Criteria, viewer: object = None, live: LiveIndex | None = None) -> Found:
    """Answer a search for `viewer`. Raises WhichPlace or InvalidSearch."""
    live = live or live_index()
    place = locate(criteria)
    query = query_of(criteria, place, live.built_on)
    results = live.index.search(query)
    return Found(
        criteria=criteria,
        place=place,
        query=query,
        results=results,
        listings=_checked(live, query, results, viewer),
        vocabulary=live.vocabulary,
        terms_in_use=live.terms_in_use,
        words_help=help_with_words(criteria, live, get_language() or "en"),
    )


def _checked(
    live: LiveIndex, query: Query, results: Results, viewer: object
) -> tuple[tuple[Hit, StoredListing], ...]:
    """Re-read a page's listings from the database; if some are gone, the next page fills in."""
    listings = visible_listings((hit.id for hit in results.hits), viewer, live.built_on)
    page = [(hit, listings[hit.id]) for hit in results.hits if hit.id in listings]
    missing = len(results.hits) - len(page)
    if missing:
        following = live.index.search(replace(query, page=query.page + 1)).hits[:missing]
        more = visible_listings((hit.id for hit in following), viewer, live.built_on)
        page += [(hit, more[hit.id]) for hit in following if hit.id in more]
    return tuple(page)


def query_of(criteria: Criteria, place: Place | None, today: date) -> Query:
    """Give what the index is asked for `criteria` at `place` on the operator's day."""
    if place is None:
        where: Near | Region | None = None
    elif place.point is None:
        where = Region(place.jurisdiction)
    else:
        where = Near(place.point, criteria.radius_km)
    return Query(
        day=_rotation_day(criteria.day, today),
        place=where,
        jurisdiction=place.jurisdiction if place else "",
        meeting=frozenset(criteria.meeting),
        must=tuple(Choice(scheme, frozenset(keys)) for scheme, keys in criteria.terms.items()),
        avoid=frozenset(criteria.avoid),
        wishes=tuple(Wish(key) for key in criteria.wishes),
        max_fee_cents=None if criteria.max_fee is None else criteria.max_fee * CENTS,
        openings_within_days=criteria.openings,
        words=criteria.words,
        sort=criteria.sort,
        page=criteria.page,
    )


def _rotation_day(asked: date | None, today: date) -> date:
    """The day in an address counts while it is young; it never ages facts by much."""
    if asked is not None and timedelta(0) <= today - asked <= timedelta(days=ROTATION_KEPT_DAYS):
        return asked
    return today
