"""Filters of the results page: groups of options with counts, and chips of what is applied."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from rapport.directory.criteria import Criteria
from rapport.directory.search import CENTS, Found
from rapport.directory.wording import Wording, money
from rapport.matching import FEE_CEILINGS_CENTS, OPENING_WINDOWS_DAYS, Facet, Meeting
from rapport.matching.criteria import wanted_ways
from rapport.places import Place
from rapport.vocabulary.snapshot import SchemeInfo, in_language

SHOWN_FIRST = 6

PANEL_SCHEMES = (
    "payer",
    "concern",
    "language",
    "fee",
    "approach",
    "age",
    "format",
    "session-time",
    "kind",
    "care",
    "setting",
    "programme",
    "community",
    "profession",
    "gender",
    "style",
    "access",
    "credential",
)
"""Schemes in the panel, in its order; meeting, openings and fee ceiling stand between them."""

OPEN_GROUPS = frozenset({"payer", "meeting", "openings", "concern"})
PROMOTED = ("payer", "meeting", "openings", "concern", "language")


@dataclass(frozen=True, slots=True)
class Option:
    """One checkbox or radio button; `count` is None where counting makes no sense."""

    value: str
    label: str
    count: int | None
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One group of options, the first few of which are shown at once."""

    field: str
    title: str
    is_single: bool
    is_open: bool
    first: tuple[Option, ...]
    rest: tuple[Option, ...]
    not_known: int = 0
    hint: str = ""

    @property
    def size(self) -> int:
        """Number of all options."""
        return len(self.first) + len(self.rest)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Labels of what is chosen."""
        return tuple(one.label for one in (*self.first, *self.rest) if one.is_checked and one.value)


def filter_groups(found: Found, wording: Wording) -> tuple[Group, ...]:
    """Give all groups of the panel."""
    groups = [_scheme_group(found, PANEL_SCHEMES[0], wording), _meeting_group(found, wording)]
    groups.append(_openings_group(found))
    groups += [_scheme_group(found, scheme, wording) for scheme in PANEL_SCHEMES[1:3]]
    groups.append(_fee_group(found))
    groups += [_scheme_group(found, scheme, wording) for scheme in PANEL_SCHEMES[3:]]
    return tuple(group for group in groups if group.size)


def promoted_groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Give the groups that also stand above the list."""
    by_field = {group.field: group for group in groups}
    return tuple(by_field[field] for field in PROMOTED if field in by_field)


def _scheme_group(found: Found, slug: str, wording: Wording) -> Group:
    scheme = found.vocabulary.schemes.get(slug)
    if scheme is None:
        return Group(slug, slug, is_single=False, is_open=False, first=(), rest=())
    facet = found.results.facets.get(slug, Facet({}))
    chosen = found.criteria.terms.get(slug, ())
    options = [
        Option(key.partition(":")[2], wording.label(key), facet.counts.get(key, 0), key in chosen)
        for key in scheme.terms
        if key in chosen or key in facet.counts or _applies(found, key)
    ]
    first, rest = _split(options, scheme)
    return Group(
        field=slug,
        title=in_language(scheme.label, wording.language),
        is_single=False,
        is_open=slug in OPEN_GROUPS or bool(chosen),
        first=first,
        rest=rest,
        not_known=facet.not_known,
        hint=in_language(scheme.hint, wording.language),
    )


def _applies(found: Found, key: str) -> bool:
    """What nobody has is left out, and so is a payer of other states than the person's."""
    if key not in found.terms_in_use:
        return False
    where = found.vocabulary.terms[key].jurisdictions
    return not where or found.place is None or found.place.jurisdiction in where


def _split(
    options: list[Option], scheme: SchemeInfo
) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Show first what is chosen and, of a list by name, what most listings have.

    A choice keeps its place in the list, so that nothing moves under the finger.
    """
    if len(options) <= SHOWN_FIRST + 1:
        return tuple(options), ()
    ranked = options
    if scheme.is_alphabetical:
        ranked = sorted(options, key=lambda one: -(one.count or 0))
    is_shown = {*ranked[:SHOWN_FIRST], *(one for one in options if one.is_checked)}
    return (
        tuple(one for one in ranked if one in is_shown),
        tuple(one for one in options if one not in is_shown),
    )


def _meeting_group(found: Found, wording: Wording) -> Group:
    counts = found.results.facets["meeting"].counts
    options = tuple(
        Option(
            str(way),
            wording.label(f"meeting:{way}"),
            counts.get(str(way), 0),
            way in found.criteria.meeting,
        )
        for way in Meeting
    )
    hint = in_language(found.vocabulary.schemes["meeting"].hint, wording.language)
    return Group("meeting", _("How to meet"), False, True, options, (), hint=hint)


def _openings_group(found: Found) -> Group:
    titles = {
        14: _("In the next 2 weeks"),
        30: _("In the next month"),
        365: _("At any time"),
    }
    facet, chosen = found.results.facets["openings"], found.criteria.openings
    options = tuple(
        Option(
            str(days),
            titles.get(days) or _("In the next %(n)d days") % {"n": days},
            facet.counts.get(str(days), found.results.total),
            chosen == days,
        )
        for days in _with_chosen(OPENING_WINDOWS_DAYS, chosen)
    )
    return _single("openings", _("Taking new clients"), options, facet, chosen)


def _fee_group(found: Found) -> Group:
    facet, chosen = found.results.facets["fee-ceiling"], found.criteria.max_fee
    ceilings = [cents // CENTS for cents in FEE_CEILINGS_CENTS]
    options = tuple(
        Option(
            str(amount),
            _("Up to %(amount)s") % {"amount": money(amount * CENTS)},
            facet.counts.get(str(amount * CENTS), found.results.total),
            chosen == amount,
        )
        for amount in _with_chosen(ceilings, chosen)
    )
    return _single("max-fee", _("Fee for a session"), options, facet, chosen)


def _with_chosen(offered: Iterable[int], chosen: int | None) -> list[int]:
    """Add a number that came by a link, so that the form does not drop it."""
    return sorted({*offered, *([] if chosen is None else [chosen])})


def _single(
    field: str, title: str, options: tuple[Option, ...], facet: Facet, chosen: int | None
) -> Group:
    anything = Option("", _("Any"), None, chosen is None)
    return Group(
        field=field,
        title=title,
        is_single=True,
        is_open=field in OPEN_GROUPS or chosen is not None,
        first=(anything, *options),
        rest=(),
        not_known=facet.not_known,
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """An applied filter, and the search without it."""

    label: str
    without: Criteria


def chips(found: Found, wording: Wording) -> Iterator[Chip]:
    """Give every applied filter with what remains when it is taken off."""
    criteria = found.criteria
    if criteria.words:
        yield Chip(f"“{criteria.words}”", replace(criteria, page=1, words=""))
    for scheme, keys in criteria.terms.items():
        for key in keys:
            rest = [one for one in keys if one != key]
            yield Chip(wording.label(key), criteria.with_terms(scheme, rest))
    if found.place is not None:
        yield Chip(
            _place_label(found, found.place, wording), replace(criteria, page=1, near="", within="")
        )
    for way in criteria.meeting:
        left = tuple(one for one in criteria.meeting if one is not way)
        yield Chip(wording.label(f"meeting:{way}"), replace(criteria, page=1, meeting=left))
    if criteria.openings is not None:
        title = _("Opening within %(n)d days") % {"n": criteria.openings}
        yield Chip(title, replace(criteria, page=1, openings=None))
    if criteria.max_fee is not None:
        title = _("Up to %(amount)s") % {"amount": money(criteria.max_fee * CENTS)}
        yield Chip(title, replace(criteria, page=1, max_fee=None))
    for key in criteria.avoid:
        left_out = tuple(one for one in criteria.avoid if one != key)
        title = _("Not: %(term)s") % {"term": wording.label(key)}
        yield Chip(title, replace(criteria, page=1, avoid=left_out))
    for key in criteria.wishes:
        wishes = tuple(one for one in criteria.wishes if one != key)
        title = _("Wish: %(term)s") % {"term": wording.label(key)}
        yield Chip(title, replace(criteria, page=1, wishes=wishes))


def _place_label(found: Found, place: Place, wording: Wording) -> str:
    if place.point is None or Meeting.IN_PERSON not in wanted_ways(found.query):
        return place.label
    radius = wording.distance(found.criteria.radius_km)
    return _("%(place)s: %(radius)s") % {"place": place.label, "radius": radius}
