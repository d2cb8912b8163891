"""What a query demands of a document, criterion by criterion.

A criterion answers for one document; a document that meets all is a hit, one that fails a single
criterion is what dropping that criterion would give. Facets and relaxations both rest on this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rapport.matching.document import (
    EVERYWHERE,
    Document,
    Meeting,
    Office,
    Opening,
    OpeningState,
    TermUse,
)
from rapport.matching.freshness import PRECEDENCE, Aspect, Fact, counts_as_yes
from rapport.matching.own_words import OwnWords, Writing
from rapport.matching.query import Near, Query, Region
from rapport.matching.words import asked_words, fit_to_name, words_of
from rapport.places import distance_km

ASPECT_OF_SCHEME = {"payer": Aspect.COVERAGE, "fee": Aspect.FEES}
"""Whose age decides whether a claim in a scheme still counts; all others are practice."""

UNAGEING_SCHEMES = frozenset({"kind", "profession", "credential", "meeting"})

PLACE, AVOID, FEE, OPENINGS, WORDS = "place", "avoid", "fee-ceiling", "openings", "words"

NO_ANCESTORS: Mapping[str, frozenset[str]] = MappingProxyType({})

_STATES = (OpeningState.OPEN, OpeningState.WAITLIST, OpeningState.FULL)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with what every query would otherwise work out again."""

    document: Document
    uses: Mapping[str, TermUse]
    name: tuple[str, ...]
    writing: Writing


def prepare(document: Document, ancestors: Mapping[str, frozenset[str]]) -> Prepared:
    """Close a document's terms under `ancestors`; the best use of a term speaks for it.

    What is not applicable to a kind of listing neither matches nor counts, whatever a row says.
    """
    uses: dict[str, TermUse] = {}
    own = {use.term: use for use in document.terms}
    for use in sorted(document.terms, key=best_first):
        for ancestor in ancestors.get(use.term, frozenset()):
            uses.setdefault(ancestor, use)
    applicable = {
        term: use
        for term, use in (uses | own).items()
        if scheme_of(term) not in document.not_applicable
    }
    writing = Writing.of(document.headline, document.words)
    return Prepared(document, applicable, words_of(document.name), writing)


def best_first(use: TermUse) -> tuple[bool, bool, bool, str]:
    """Order uses of narrower terms by which speaks for a broader one."""
    return use.emphasis != "focus", not use.trained, use.emphasis == "also", use.term


def scheme_of(term: str) -> str:
    """The scheme of a `scheme:slug`."""
    return term.partition(":")[0]


def counts(said: Mapping[Aspect, Fact], scheme: str, query: Query) -> bool:
    """Tell whether a listing's claims in a scheme are young enough to match a filter."""
    if scheme in UNAGEING_SCHEMES:
        return True
    aspect = ASPECT_OF_SCHEME.get(scheme, Aspect.PRACTICE)
    return counts_as_yes(aspect, said.get(aspect), query.day)


def nearest_office(offices: Sequence[Office], query: Query) -> tuple[float | None, Office | None]:
    """Distance in kilometres to the nearest office, if the query has a point to measure from.

    Without a point the first office that would do, or else the first.
    """
    if not isinstance(query.place, Near):
        would = (office for office in offices if would_do(office, query))
        return None, next(would, next(iter(offices), None))
    best: tuple[float | None, Office | None] = (None, None)
    for office in offices:
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


def can_meet(document: Document, query: Query) -> bool:
    """Tell whether some way to meet is both wanted and possible."""
    return not wanted_ways(query).isdisjoint(ways_to_meet(document, query))


def speaking_opening(
    document: Document, query: Query, ancestors: Mapping[str, frozenset[str]] = NO_ANCESTORS
) -> Opening | None:
    """The opening that answers for this query: the best among the most specific rows.

    For each office that would do and each payer that would, the row that names both wins over the
    one that names either, and that one over the general row. Asking for less never finds less:
    who names no place would go to any office, and who names no payer would pay in any way.
    """
    answers = [
        opening
        for office in _offices_asked(document, query)
        for payer in _payers_asked(document, query, ancestors)
        if (opening := _most_specific(document.openings, office, payer)) is not None
    ]
    return min(
        answers,
        key=lambda opening: (
            not counts_as_yes(Aspect.OPENINGS, opening.fact, query.day),
            *_promise(opening),
            -opening.fact.confirmed_on.toordinal(),
            -PRECEDENCE[opening.fact.source],
        ),
        default=None,
    )


def _promise(opening: Opening) -> tuple[int, int]:
    return _STATES.index(opening.state), opening.wait_days


def _offices_asked(document: Document, query: Query) -> list[int | None]:
    """Offices that would do, and for video and phone the practices that are no such office."""
    ways = ways_to_meet(document, query) & wanted_ways(query)
    asked: list[int | None] = []
    if Meeting.IN_PERSON in ways:
        asked += [office.id for office in document.offices if would_do(office, query)]
    if ways - {Meeting.IN_PERSON}:
        rows = {opening.office for opening in document.openings} - {None}
        asked += (rows - {office.id for office in document.offices}) or {None}
    return asked or [None]


def _payers_asked(
    document: Document, query: Query, ancestors: Mapping[str, frozenset[str]]
) -> list[str | None]:
    """The listing's own payers among those asked for, their plans included; all if none was."""
    chosen = query.chosen("payer")
    if not chosen:
        return [*{opening.payer for opening in document.openings} | {None}]
    own = [use.term for use in document.terms if scheme_of(use.term) == "payer"]
    asked: list[str | None] = [
        term for term in own if not chosen.isdisjoint({term} | ancestors.get(term, frozenset()))
    ]
    return asked or [None]


def _most_specific(
    openings: Iterable[Opening], office: int | None, payer: str | None
) -> Opening | None:
    """The row that names most of the two, then the newer one, then the one that promises less."""
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
            *_promise(opening),
            PRECEDENCE[opening.fact.source],
        ),
        default=None,
    )


def is_known(opening: Opening | None, query: Query) -> bool:
    """Tell whether somebody said, lately enough to count, how it stands with openings."""
    return opening is not None and counts_as_yes(Aspect.OPENINGS, opening.fact, query.day)


def opens_within(opening: Opening | None, query: Query, days: int) -> bool:
    """Tell whether new clients are taken within `days`, said lately enough to count."""
    return (
        opening is not None
        and opening.state is OpeningState.OPEN
        and opening.wait_days <= days
        and is_known(opening, query)
    )


def known_fee_cents(document: Document, query: Query) -> int | None:
    """The lowest stated fee, as long as it still counts."""
    still_counts = counts_as_yes(Aspect.FEES, document.facts.get(Aspect.FEES), query.day)
    return document.fee_cents if still_counts else None


def affordable(document: Document, query: Query, ceiling_cents: int) -> bool:
    """Tell whether the lowest stated fee is within the ceiling and still counts."""
    fee_cents = known_fee_cents(document, query)
    return fee_cents is not None and fee_cents <= ceiling_cents


def opens_in_time(
    document: Document, query: Query, ancestors: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether new clients are taken as soon as asked for, at an office and payer asked for."""
    days = query.openings_within_days
    if days is None:
        return True
    return opens_within(speaking_opening(document, query, ancestors), query, days)


def found_words(
    words: Sequence[str], name: tuple[str, ...], writing: Writing
) -> tuple[float, OwnWords] | None:
    """How well the words of a search fit a name, and those that do not, what was written.

    None if one is found in neither.
    """
    fits = [fit_to_name(word, name) for word in words]
    others = [word for word, fit in zip(words, fits, strict=True) if not fit]
    if not all(map(writing.has, others)):
        return None
    return sum(fits), writing.found(others)


def failed_criteria(
    prepared: Prepared,
    query: Query,
    ways: frozenset[Meeting],
    ancestors: Mapping[str, frozenset[str]] = NO_ANCESTORS,
) -> set[str]:
    """Names of the criteria that a document fails: schemes and the constants of this module."""
    document = prepared.document
    failed = {
        choice.scheme
        for choice in query.must
        if choice.terms.isdisjoint(prepared.uses)
        or not counts(document.facts, choice.scheme, query)
    }
    if not ways & wanted_ways(query):
        failed.add(PLACE)
    if not query.avoid.isdisjoint(prepared.uses):
        failed.add(AVOID)
    if query.max_fee_cents is not None and not affordable(document, query, query.max_fee_cents):
        failed.add(FEE)
    if not opens_in_time(document, query, ancestors):
        failed.add(OPENINGS)
    words = asked_words(query.words)
    if words and found_words(words, prepared.name, prepared.writing) is None:
        failed.add(WORDS)
    return failed
