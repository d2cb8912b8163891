"""Everything the results page shows, worked out from one search."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rapport.directory.criteria import DEFAULT_RADIUS, Criteria
from rapport.directory.search import Found, WhichPlace
from rapport.directory.wording import Wording
from rapport.matching import Meeting, Relaxation, RelaxationKind, Sort
from rapport.matching.criteria import wanted_ways
from rapport.operator.queries import operator_settings
from rapport.places import JURISDICTIONS, KM_PER_MILE, parse_distance
from rapport.protection.tokens import seal
from rapport.web.abuse import is_about_abuse
from rapport.web.addresses import filters_url, found_url
from rapport.web.cards import card_of
from rapport.web.filters import chips, filter_groups, promoted_groups
from rapport.web.maps.page_map import page_map

FEW = 5
"""Up to so many results the page also offers what asking for less would give."""

RADII = ("5mi", "10mi", "25mi", "50mi", "100mi")
RADII_METRIC = ("10km", "20km", "40km", "80km", "160km")
NEIGHBOURS = 2

MAP_OPEN = "?map=1"
"""Behind the address of a search: its page is shown with a map."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered page; without an address it is the one that is shown, or a gap."""

    number: int
    url: str = ""
    is_current: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A way to find more: what to change, what that gives, and its address."""

    name: str
    total: int
    url: str


def wording_for(found: Found) -> Wording:
    """Give the wording of this reader's language and this operator's units."""
    return Wording(
        vocabulary=found.vocabulary,
        language=get_language() or "en",
        units=operator_settings().units,
        today=found.query.day,
    )


def results_page(found: Found, *, is_map_open: bool = False) -> dict[str, object]:
    """Give the template's context; with `is_map_open` the page has its map."""
    wording = wording_for(found)
    total, size = found.results.total, found.query.page_size
    pages = max(1, ceil(total / size))
    first = (found.results.page - 1) * size + 1
    groups = filter_groups(found, wording)
    view = MAP_OPEN if is_map_open else ""
    applied = [(chip.label, found_url(chip.without) + view) for chip in chips(found, wording)]
    return {
        "total": total,
        "heading": _heading(found),
        "meaning": _meaning(found, wording),
        "cards": [card_of(hit, listing, found.query, wording) for hit, listing in found.listings],
        "first": first,
        "last": min(first + size - 1, total),
        "page": found.results.page,
        "pages": pages,
        "page_links": list(_page_links(found, pages, view)),
        "is_map_open": is_map_open,
        "map": page_map(found, first, wording) if is_map_open else None,
        "map_url": found_url(found.criteria) + ("" if is_map_open else MAP_OPEN),
        "chips": applied,
        "filters_url": filters_url(found.criteria) + view,
        "back_url": found_url(found.criteria) + view,
        "clear_url": found_url(Criteria()) + view,
        "groups": groups,
        "promoted": promoted_groups(groups),
        "base": seal(found.criteria.fields()),
        "criteria": found.criteria,
        "suggestions": list(_suggestions(found, wording, view)),
        "crisis": found.words_help.crisis,
        "shows_exit": _is_about_abuse(found),
        "unused": found.words_help.unused,
        "radii": radius_options(found, wording),
        "sorts": sort_options(found),
        "ways": list(_ways(found, wording, view)) if total <= FEW else [],
        "here": "find",
    }


def which_place_page(which: WhichPlace) -> dict[str, object]:
    """Give the context of the page that asks which of several places is meant."""
    return {
        "asked": which.criteria.near,
        "places": [
            (place.label, JURISDICTIONS.get(place.jurisdiction, ""), _place_url(which, place.label))
            for place in which.candidates[:30]
        ],
        "base": seal(which.criteria.fields()),
        "here": "find",
    }


def _place_url(which: WhichPlace, label: str) -> str:
    return found_url(replace(which.criteria, near=label))


def _is_about_abuse(found: Found) -> bool:
    """Tell whether the person asks about abuse, by choice or in words."""
    chosen = found.criteria.terms.get("concern", ())
    return found.words_help.crisis == "violence" or is_about_abuse(chosen, found.vocabulary)


def _suggestions(found: Found, wording: Wording, view: str) -> Iterator[tuple[str, str]]:
    """Give concerns that the person may have meant, with the search that has each."""
    for key in found.words_help.suggestions:
        chosen = (*found.criteria.terms.get("concern", ()), key)
        yield wording.label(key), found_url(found.criteria.with_terms("concern", chosen)) + view


def _heading(found: Found) -> str:
    total = found.results.total
    counted = ngettext("%(n)d result", "%(n)d results", total) % {"n": total}
    if not total:
        return _("Nothing fits all of your choices")
    if found.place is None:
        return counted
    if found.place.point is None:
        return _("%(counted)s in %(place)s") % {"counted": counted, "place": found.place.label}
    return _("%(counted)s near %(place)s") % {"counted": counted, "place": found.place.label}


def _meaning(found: Found, wording: Wording) -> str:
    """Say in one line what place and meeting were taken to mean."""
    if found.place is None:
        return ""
    state = JURISDICTIONS.get(found.place.jurisdiction, found.place.label)
    ways = wanted_ways(found.query)
    parts = []
    if Meeting.IN_PERSON in ways:
        radius = wording.distance(found.criteria.radius_km)
        parts.append(
            _("In person within %(radius)s.") % {"radius": radius}
            if found.place.point
            else _("In person anywhere in %(state)s.") % {"state": state}
        )
    if ways & {Meeting.VIDEO, Meeting.PHONE}:
        parts.append(_("Remotely: those who may see a person in %(state)s.") % {"state": state})
    return " ".join(parts)


def radius_options(found: Found, wording: Wording) -> list[tuple[str, bool, str]]:
    """Give the radii to choose from: value, whether it is the one in force, and words."""
    chosen = found.criteria.within or DEFAULT_RADIUS
    values = dict.fromkeys((*_radii(wording), chosen))
    ordered = sorted(values, key=parse_distance)
    return [(one, one == chosen, wording.distance(parse_distance(one))) for one in ordered]


def _radii(wording: Wording) -> tuple[str, ...]:
    return RADII if wording.units == "mi" else RADII_METRIC


def sort_options(found: Found) -> list[tuple[str, str, bool]]:
    """Give the orders to choose from: value, name, and whether it is the one in force."""
    names = {
        Sort.BEST: _("Fit with your search"),
        Sort.DISTANCE: _("Nearest first"),
        Sort.FEE: _("Lowest fee first"),
        Sort.SOONEST: _("Soonest opening first"),
    }
    return [(str(sort), name, sort is found.criteria.sort) for sort, name in names.items()]


def _page_links(found: Found, pages: int, suffix: str = "") -> Iterator[PageLink]:
    current = found.results.page
    shown = {1, pages, *range(current - NEIGHBOURS, current + NEIGHBOURS + 1)}
    before = 0
    for number in sorted(one for one in shown if 1 <= one <= pages):
        if number > before + 1:
            yield PageLink(number, is_gap=True)
        url = found_url(replace(found.criteria, page=number, day=found.query.day))
        yield PageLink(number, url + suffix, is_current=number == current)
        before = number


def _ways(found: Found, wording: Wording, view: str) -> Iterator[Way]:
    for relaxation in found.results.relaxations:
        if relaxation.total > found.results.total:
            name, criteria = _relaxed(found, relaxation, wording)
            yield Way(name, relaxation.total, found_url(criteria) + view)


def _relaxed(found: Found, relaxation: Relaxation, wording: Wording) -> tuple[str, Criteria]:
    criteria = replace(found.criteria, page=1)
    match relaxation.kind:
        case RelaxationKind.RADIUS:
            unit = wording.units
            radius = relaxation.radius_km or 0.0
            number = round(radius / KM_PER_MILE) if unit == "mi" else round(radius)
            name = _("Look within %(radius)s") % {"radius": wording.distance(radius)}
            return name, replace(criteria, within=f"{number}{unit}")
        case RelaxationKind.VIDEO:
            ways = tuple(dict.fromkeys((*sorted(wanted_ways(found.query)), Meeting.VIDEO)))
            return _("Also meet by video"), replace(criteria, meeting=ways)
        case RelaxationKind.WITHOUT:
            return _without(criteria, relaxation.criterion, wording)


def _without(criteria: Criteria, criterion: str, wording: Wording) -> tuple[str, Criteria]:
    match criterion:
        case "place":
            return _("Look everywhere"), replace(criteria, near="", within="", meeting=())
        case "words":
            return _("Leave out your words"), replace(criteria, words="")
        case "openings":
            return _("Whether or not they take new clients"), replace(criteria, openings=None)
        case "fee-ceiling":
            return _("Any fee"), replace(criteria, max_fee=None)
        case "avoid":
            return _("Also those you left out"), replace(criteria, avoid=())
        case scheme:
            names = ", ".join(wording.label(key) for key in criteria.terms.get(scheme, ()))
            return _("Leave out %(names)s") % {"names": names}, criteria.with_terms(scheme, ())
