"""Matching once more, as naively as possible, from the prose of the architecture page.

It shares with the engine the types, the table of nicknames and the distance between two points: no
preparing, no criteria, no policy. It says who is found, and nothing about order.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rapport.matching import (
    EVERYWHERE,
    Aspect,
    Document,
    Fact,
    Meeting,
    Near,
    Office,
    Opening,
    OpeningState,
    Query,
    Region,
    SourceKind,
)
from rapport.matching.words import nicknames_of
from rapport.places import distance_km

COUNTS_FOR_DAYS = {
    Aspect.OPENINGS: 90,
    Aspect.COVERAGE: 365,
    Aspect.FEES: 365,
    Aspect.PRACTICE: 730,
}
WHAT_A_LISTING_IS = {"kind", "profession", "credential", "meeting"}
PLAIN = str.maketrans("áéíóúüñ-'.,;!", "aeiouun      ")
INFLECTIONS = (
    {"help", "helps", "helped", "helping"},
    {"hope", "hopes", "hoping"},
    {"hike", "hikes", "hiking"},
    {"nina", "ninas", "nino", "ninos"},
)
"""Of the words that occur in the tests."""

Ancestors = Mapping[str, frozenset[str]]


def naive_ids(documents: Iterable[Document], query: Query, ancestors: Ancestors) -> set[int]:
    """Ids of the listings that fit a query."""
    return {one.id for one in documents if fits(one, query, ancestors)}


def fits(document: Document, query: Query, ancestors: Ancestors) -> bool:
    return (
        (document.hidden_from is None or document.hidden_from > query.day)
        and bool(list(meetings(document, query)))
        and has_what_it_must(document, query, ancestors)
        and not all_terms(document, ancestors) & query.avoid
        and is_cheap_enough(document, query)
        and takes_clients_in_time(document, query, ancestors)
        and all(has_word(document, word) for word in split(query.words))
    )


def still_counts(aspect: Aspect, fact: Fact | None, day: date) -> bool:
    """Younger than its limit, or imported (but openings always run out), or never dated."""
    if fact is None:
        return True
    is_imported = fact.source in (SourceKind.ROSTER, SourceKind.REGISTRY)
    is_young = (day - fact.confirmed_on).days <= COUNTS_FOR_DAYS[aspect]
    return is_young or (is_imported and aspect is not Aspect.OPENINGS)


# Where and how


def meetings(document: Document, query: Query) -> Iterator[tuple[Meeting, Office | None]]:
    """Every way that is wanted and possible, with the office if it is in person."""
    wanted = query.meeting
    if not wanted:
        wanted = frozenset(Meeting) if query.place is None else frozenset({Meeting.IN_PERSON})
    if Meeting.IN_PERSON in wanted:
        for office in document.offices:
            if is_in_reach(office, query.place):
                yield Meeting.IN_PERSON, office
    for way in wanted - {Meeting.IN_PERSON}:
        for jurisdiction, last_day in document.remote.get(way, {}).items():
            may = not query.jurisdiction or jurisdiction in (query.jurisdiction, EVERYWHERE)
            if may and (last_day is None or last_day >= query.day):
                yield way, None


def is_in_reach(office: Office, place: Near | Region | None) -> bool:
    if isinstance(place, Near):
        return (
            office.point is not None and distance_km(office.point, place.point) <= place.radius_km
        )
    return place is None or place.jurisdiction == office.jurisdiction


# What


def all_terms(document: Document, ancestors: Ancestors) -> set[str]:
    """Its own terms and the broader ones, but those that do not apply to its kind."""
    terms: set[str] = set()
    for use in document.terms:
        terms |= {use.term} | ancestors[use.term]
    return {term for term in terms if term.split(":")[0] not in document.not_applicable}


def has_what_it_must(document: Document, query: Query, ancestors: Ancestors) -> bool:
    terms = all_terms(document, ancestors)
    for choice in query.must:
        if not any(term in terms for term in choice.terms):
            return False
        aspect = {"payer": Aspect.COVERAGE, "fee": Aspect.FEES}.get(choice.scheme, Aspect.PRACTICE)
        is_old = not still_counts(aspect, document.facts.get(aspect), query.day)
        if is_old and choice.scheme not in WHAT_A_LISTING_IS:
            return False
    return True


def is_cheap_enough(document: Document, query: Query) -> bool:
    if query.max_fee_cents is None:
        return True
    return (
        document.fee_cents is not None
        and document.fee_cents <= query.max_fee_cents
        and still_counts(Aspect.FEES, document.facts.get(Aspect.FEES), query.day)
    )


# Openings


def takes_clients_in_time(document: Document, query: Query, ancestors: Ancestors) -> bool:
    """Whether, for some office and payer that would do, the row that speaks says yes."""
    if query.openings_within_days is None:
        return True
    for office in where(document, query):
        for payer in for_whom(document, query, ancestors):
            row = speaker(document.openings, office, payer)
            if (
                row is not None
                and row.state is OpeningState.OPEN
                and row.wait_days <= query.openings_within_days
                and still_counts(Aspect.OPENINGS, row.fact, query.day)
            ):
                return True
    return False


def where(document: Document, query: Query) -> set[int | None]:
    """Offices in reach; for video and phone the practices that are no office, if rows name any."""
    own = {office.id for office in document.offices}
    practices: set[int | None] = {
        row.office for row in document.openings if row.office is not None and row.office not in own
    }
    answer: set[int | None] = set()
    for _way, office in meetings(document, query):
        answer |= {office.id} if office else (practices or {None})
    return answer


def for_whom(document: Document, query: Query, ancestors: Ancestors) -> set[str | None]:
    """Payers of the listing that were asked for, by themselves or by a broader one; else any."""
    asked = [choice.terms for choice in query.must if choice.scheme == "payer"]
    if not asked:
        return {None} | {row.payer for row in document.openings}
    return {
        use.term
        for use in document.terms
        if use.term.startswith("payer:") and asked[0] & ({use.term} | ancestors[use.term])
    }


def speaker(rows: Iterable[Opening], office: int | None, payer: str | None) -> Opening | None:
    """The most specific row; of several the newest; of those the one that promises least."""
    for level in ([(office, payer)], [(office, None), (None, payer)], [(None, None)]):
        candidates = [row for row in rows if (row.office, row.payer) in level]
        if candidates:
            newest = max(row.fact.confirmed_on for row in candidates)
            candidates = [row for row in candidates if row.fact.confirmed_on == newest]
            return max(candidates, key=lambda row: (hope_lost(row), row.wait_days))
    return None


def hope_lost(row: Opening) -> int:
    return {OpeningState.OPEN: 0, OpeningState.WAITLIST: 1, OpeningState.FULL: 2}[row.state]


# Words


def split(text: str) -> list[str]:
    """Lower case, without the accents and punctuation that occur in the tests."""
    return text.lower().translate(PLAIN).split()


def has_word(document: Document, word: str) -> bool:
    """In the text as it is or inflected; in the name by its beginning, a nickname or one slip."""
    name, text = split(document.name), split(document.headline) + split(document.words)
    return (
        word in text
        or any(word in family and not family.isdisjoint(text) for family in INFLECTIONS)
        or word in name
        or any(len(word) > 1 and part.startswith(word) for part in name)
        or any(part in nicknames_of(word) for part in name)
        or any(len(word) > 4 and len(part) > 4 and part in one_slip(word) for part in name)
    )


def one_slip(word: str) -> set[str]:
    """Everything that a word is with one slip after its first letter."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    return (
        {left + right[1:] for left, right in cuts}
        | {left + letter + right for left, right in cuts for letter in letters}
        | {left + letter + right[1:] for left, right in cuts for letter in letters}
        | {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    )
