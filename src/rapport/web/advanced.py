"""Advanced Search: every filter on one page, in the order in which people think of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapport.directory.search import Found
from rapport.web.filters import Group, filter_groups
from rapport.web.results import radius_options, sort_options, wording_for

SECTIONS = {
    "help": ("concern", "approach", "care", "programme"),
    "people": ("age", "format", "language", "community"),
    "meeting": ("meeting", "session-time", "setting", "access"),
    "money": ("payer", "max-fee", "fee", "openings"),
    "therapist": ("kind", "profession", "credential", "gender", "style"),
}
"""Which groups of filters stand together."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with its groups."""

    name: str
    title: str
    line: str
    groups: tuple[Group, ...]


def advanced_search_page(found: Found) -> dict[str, object]:
    """Give the template's context; counts are those of the whole directory."""
    wording = wording_for(found)
    return {
        "sections": list(_sections(found)),
        "radii": radius_options(found, wording),
        "sorts": sort_options(found),
        "total": found.results.total,
        "here": "advanced-search",
    }


def _sections(found: Found) -> Iterator[Section]:
    groups = {group.field: group for group in filter_groups(found, wording_for(found))}
    words = {
        "help": (_("What you want help with"), _("Choose one or more. Any of them will do.")),
        "people": (_("Who it is for"), _("Age, language, and who comes to the sessions.")),
        "meeting": (_("How and when to meet"), _("In a room, by video or by phone.")),
        "money": (_("Money and openings"), _("Who pays, what it costs, and when there is room.")),
        "therapist": (_("The therapist or clinic"), _("Training, and what they are like.")),
    }
    for name, fields in SECTIONS.items():
        there = tuple(groups[field] for field in fields if field in groups)
        if there:
            yield Section(name, *words[name], there)
