"""Which opening speaks for each listing under a query, for many listings at once."""

from typing import TYPE_CHECKING

import numpy as np
from pyroaring import BitMap

from rapport.matching import criteria
from rapport.matching.document import Meeting
from rapport.matching.engine.answers import ANY_OFFICE, ANY_PAYER, NO_ANSWER, REMOTE
from rapport.matching.engine.columns import Array
from rapport.matching.engine.runs import are_in, owners, places_of, set_of, spread
from rapport.matching.engine.segment import spots_at
from rapport.matching.query import Near, Query, Region

if TYPE_CHECKING:
    from rapport.matching.engine.asked import Asked


def open_among(asked: "Asked", among: BitMap, query: Query, days: int) -> BitMap:
    """Those of `among` whose speaking opening is within so many days.

    Whoever says the same for all offices and payers is known for the day; the rest are looked at.
    """
    depending = _depending(asked, query) & among
    found = among & asked.day.usually_open(days)
    if depending:
        at = places_of(depending)
        opens = asked.day.opens(days)[speaking(asked, at, query)]
        found = (found - depending) | set_of(at[opens])
    return found


def known_among(asked: "Asked", among: BitMap, query: Query) -> BitMap:
    """Those of `among` whose speaking opening still says something."""
    depending = _depending(asked, query) & among
    found = among & asked.day.usually_known
    if depending:
        at = places_of(depending)
        value = speaking(asked, at, query)
        known = asked.day.is_known[value] & (value != NO_ANSWER)
        found = (found - depending) | set_of(at[known])
    return found


def speaking(asked: "Asked", at: Array, query: Query) -> Array:
    """The value of `Answers` that speaks for each listing at these places, which rise."""
    value: Array = asked.day.usual[at]
    depending_ = _depending(asked, query)
    if not depending_:
        return value
    depending = np.frombuffer((depending_ & set_of(at)).to_array(), np.uint32)
    if not len(depending):
        return value
    table = asked.segment.answers
    rows = table.several.searchsorted(depending)
    lengths = table.start[rows + 1] - table.start[rows]
    entry = spread(table.start[rows], table.start[rows + 1])
    owner = owners(lengths)
    fits = payers_fit(asked, entry, query)
    entry, owner = entry[fits], owner[fits]
    fits = offices_fit(asked, entry, depending[owner], query)
    entry, owner = entry[fits], owner[fits]
    order = asked.day.order
    best = np.full(len(depending), len(order), np.int32)
    np.minimum.at(best, owner, order[table.value[entry]])
    value[at.searchsorted(depending)] = asked.day.in_order[best]
    return value


def _depending(asked: "Asked", query: Query) -> BitMap:
    segment = asked.segment
    return segment.by_office_or_payer if query.chosen("payer") else segment.by_office


def payers_fit(asked: "Asked", entry: Array, query: Query) -> Array:
    """Tell which entries speak for the payers asked for; general ones if none was."""
    table = asked.segment.answers
    chosen = query.chosen("payer")
    if not chosen:
        general: Array = table.is_general[entry]
        return general
    above = asked.ancestors
    would_do = np.array(
        [
            not chosen.isdisjoint({term} | above.get(term, frozenset()))
            for term in asked.segment.columns.terms
        ],
        bool,
    )
    payer = table.payer[entry]
    fits: Array = payer == ANY_PAYER
    named = np.flatnonzero(payer >= 0)
    fits[named] = would_do[payer[named]]
    return fits


def offices_fit(asked: "Asked", entry: Array, listing: Array, query: Query) -> Array:
    """Tell which entries speak for an office that would do, or for a remote way that would."""
    office = asked.segment.answers.office[entry]
    wanted = criteria.wanted_ways(query)
    fits: Array = office == ANY_OFFICE
    remote = np.flatnonzero(office == REMOTE)
    if len(remote) and wanted - {Meeting.IN_PERSON}:
        among = set_of(listing[remote])
        reached = [asked.ways(query, way) & among for way in wanted - {Meeting.IN_PERSON}]
        members = places_of(BitMap().union(*reached))
        fits[remote] = are_in(listing[remote], members)
    own = np.flatnonzero(office >= 0)
    if len(own) and Meeting.IN_PERSON in wanted:
        fits[own] = _would_do(asked, office[own], query)
    return fits


def _would_do(asked: "Asked", offices: Array, query: Query) -> Array:
    columns = asked.segment.columns
    match query.place:
        case None:
            return np.ones(len(offices), bool)
        case Region(jurisdiction):
            if jurisdiction not in columns.jurisdictions:
                return np.zeros(len(offices), bool)
            there: Array = columns.office_where[offices] == columns.jurisdictions.index(
                jurisdiction
            )
            return there
        case Near(point, radius_km):
            would_do = ~np.isnan(columns.office_latitude[offices])
            located = np.flatnonzero(would_do)
            spots = spots_at(columns, offices[located], located)
            would_do[located] = spots.inside(np.arange(len(located)), point, radius_km)
            return would_do
