"""What a query demands of a document, criterion by criterion.

A criterion answers for one document; a document that meets all is a hit, one that fails a single
criterion is what dropping that criterion would give. Facets and relaxations both rest on this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapport.matching.document import (
    EVERYWHERE,
    Document,
    Meeting,
    Office,
    Opening,
    OpeningState,
    TermUse,
)
from rapport.matching.freshness import Aspect, counts_as_yes
from rapport.matching.query import Near, Query, Region
from rapport.matching.words import found_in_name, words_of
from rapport.places import distance_km

ASPECT_OF_SCHEME = {"payer": Aspect.COVERAGE, "fee": Aspect.FEES}
"""Whose age decides whether a claim in a scheme still counts; all others are practice."""

UNAGEING_SCHEMES = frozenset({"kind", "profession", "credential", "meeting"})

PLACE, AVOID, FEE, OPENINGS, WORDS = "place", "avoid", "fee-ceiling", "openings", "words"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with what every query would otherwise work out again."""

    document: Document
    uses: Mapping[str, TermUse]
    name: tuple[str, ...]
    words: frozenset[str]


def prepare(document: Document, ancestors: Mapping[str, frozenset[str]]) -> Prepared:
    """Close a document's terms under `ancestors`; the best use of a term speaks for it."""
    uses: dict[str, TermUse] = {}
    own = {use.term: use for use in document.terms}
    for use in sorted(document.terms, key=lambda use: (use.emphasis != "focus", not use.trained)):
        for ancestor in ancestors.get(use.term, frozenset()):
            uses.setdefault(ancestor, use)
    return Prepared(
        document, uses | own, words_of(document.name), frozenset(words_of(document.words))
    )


def counts(document: Document, scheme: str, query: Query) -> bool:
    """Tell whether the document's claims in a scheme are young enough to match a filter."""
    if scheme in UNAGEING_SCHEMES:
        return True
    aspect = ASPECT_OF_SCHEME.get(scheme, Aspect.PRACTICE)
    return counts_as_yes(aspect, document.facts.get(aspect), query.day)


def nearest_office(document: Document, query: Query) -> tuple[float | None, Office | None]:
    """Distance in kilometres to the nearest office, if the query has a point to measure from."""
    if not isinstance(query.place, Near):
        return None, next(iter(document.offices), None)
    best: tuple[float | None, Office | None] = (None, None)
    for office in document.offices:
        if office.point is not None:
            distance = distance_km(query.place.point, office.point)
            if best[0] is None or distance < best[0]:
                best = (distance, office)
    return best


def would_do(office: Office, query: Query) -> bool:
    """Tell whether an office lies within the radius or in the region asked for."""
    match query.place:
        case Near(point, radius_km):
            return office.point is not None and distance_km(point, office.point) <= radius_km
        case Region(jurisdiction):
            return office.jurisdiction == jurisdiction
        case None:
            return True


def meets_remotely(document: Document, query: Query, meeting: Meeting) -> bool:
    """By video or phone: allowed where the person is, or anywhere if they did not say where."""
    return any(
        until is None or query.day <= until
        for where, until in document.remote.get(meeting, {}).items()
        if where in (query.jurisdiction, EVERYWHERE) or not query.jurisdiction
    )


def ways_to_meet(document: Document, query: Query) -> frozenset[Meeting]:
    """Every way in which this listing could meet this person, whatever they chose."""
    ways = {way for way in document.remote if meets_remotely(document, query, way)}
    if any(would_do(office, query) for office in document.offices):
        ways.add(Meeting.IN_PERSON)
    return frozenset(ways)


def wanted_ways(query: Query) -> frozenset[Meeting]:
    """A place without a choice means in person; neither means any way."""
    if query.meeting:
        return query.meeting
    return frozenset({Meeting.IN_PERSON}) if query.place else frozenset(Meeting)


def speaking_opening(document: Document, query: Query) -> Opening | None:
    """The opening that answers for this query: the best among the most specific rows.

    For each office that would do and each payer asked for, the row that names both wins over the
    one that names either, and that one over the general row.
    """
    offices: list[int | None] = [one.id for one in document.offices if would_do(one, query)]
    payers: list[str | None] = [*sorted(query.chosen("payer"))]
    answers = [
        opening
        for office in offices or [None]
        for payer in payers or [None]
        if (opening := _most_specific(document.openings, office, payer)) is not None
    ]
    order = [OpeningState.OPEN, OpeningState.WAITLIST, OpeningState.FULL]
    return min(
        answers,
        key=lambda opening: (
            not counts_as_yes(Aspect.OPENINGS, opening.fact, query.day),
            order.index(opening.state),
            opening.wait_days,
        ),
        default=None,
    )


def _most_specific(
    openings: Iterable[Opening], office: int | None, payer: str | None
) -> Opening | None:
    fitting = [
        opening
        for opening in openings
        if opening.office in (None, office) and opening.payer in (None, payer)
    ]
    return max(
        fitting,
        key=lambda opening: (
            (opening.office is not None) + (opening.payer is not None),
            opening.fact.confirmed_on,
        ),
        default=None,
    )


def opens_within(opening: Opening | None, query: Query, days: int) -> bool:
    """Tell whether new clients are taken within `days`, said lately enough to count."""
    return (
        opening is not None
        and opening.state is OpeningState.OPEN
        and opening.wait_days <= days
        and counts_as_yes(Aspect.OPENINGS, opening.fact, query.day)
    )


def affordable(document: Document, query: Query, ceiling_cents: int) -> bool:
    """Tell whether the lowest stated fee is within the ceiling and still counts."""
    return (
        document.fee_cents is not None
        and document.fee_cents <= ceiling_cents
        and counts_as_yes(Aspect.FEES, document.facts.get(Aspect.FEES), query.day)
    )


def found_words(prepared: Prepared, query: Query) -> tuple[int, int] | None:
    """Words of the query found in the name and in the text; None if one is found in neither."""
    in_name = in_text = 0
    for word in words_of(query.words):
        if found_in_name(word, prepared.name):
            in_name += 1
        elif word in prepared.words:
            in_text += 1
        else:
            return None
    return in_name, in_text


def failed_criteria(prepared: Prepared, query: Query, ways: frozenset[Meeting]) -> set[str]:
    """Names of the criteria that a document fails: schemes and the constants of this module."""
    document = prepared.document
    failed = {
        choice.scheme
        for choice in query.must
        if choice.terms.isdisjoint(prepared.uses) or not counts(document, choice.scheme, query)
    }
    if not ways & wanted_ways(query):
        failed.add(PLACE)
    if not query.avoid.isdisjoint(prepared.uses):
        failed.add(AVOID)
    if query.max_fee_cents is not None and not affordable(document, query, query.max_fee_cents):
        failed.add(FEE)
    if query.openings_within_days is not None and not opens_within(
        speaking_opening(document, query), query, query.openings_within_days
    ):
        failed.add(OPENINGS)
    if query.words and found_words(prepared, query) is None:
        failed.add(WORDS)
    return failed
