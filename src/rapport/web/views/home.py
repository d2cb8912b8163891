"""The home page: one search, and what we promise."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.directory.criteria import Criteria
from rapport.directory.indexing import live_index
from rapport.web.addresses import found_url

STARTING_CONCERNS = (
    "anxiety",
    "low-mood",
    "breakup",
    "grief",
    "self-criticism",
    "sleep",
    "emptiness",
    "work-stress",
    "trauma",
    "relationship-problems",
    "parenting",
)
"""Concerns offered on the home page, in everyday words; the whole list is in the filters."""


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for the old address of the icon to the real one."""
    return HttpResponseRedirect(static("rapport/img/favicon.svg"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search form and the concerns that people start from most often."""
    vocabulary = live_index().vocabulary
    keys = [f"concern:{slug}" for slug in STARTING_CONCERNS]
    starts = [
        (
            vocabulary.label(key, get_language() or "en"),
            found_url(Criteria().with_terms("concern", [key])),
        )
        for key in keys
        if key in vocabulary.terms
    ]
    return render(request, "web/home.html", {"starts": starts, "here": "home"})
