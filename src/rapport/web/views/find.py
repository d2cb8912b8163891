"""A search is posted, answered with a redirect to an opaque address, and shown there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.directory.criteria import (
    HIGHEST_PAGE,
    Criteria,
    InvalidSearch,
    Problem,
    read_criteria,
)
from rapport.directory.indexing import live_index
from rapport.directory.interpretation import interpret
from rapport.directory.search import WhichPlace, locate, search
from rapport.protection.request_checks import public_form
from rapport.protection.tokens import BadToken, TokenTooLong, unseal
from rapport.web.addresses import found_url
from rapport.web.advanced import advanced_search_page
from rapport.web.results import MAP_OPEN, results_page, which_place_page

LONGEST_SHOWN = 500

BASE, CHANGE = "base", "change"
"""Hidden fields of small forms: the search they start from, and the one field they replace."""


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """GET: the unfiltered list, or a readable link. POST: a search, redirected to its address."""
    if request.method != "POST":
        return _show(request, {name: request.GET.getlist(name) for name in request.GET})
    try:
        fields = _posted(request)
    except BadToken:
        return render(request, "web/bad_address.html", status=404)
    live = live_index()
    try:
        criteria = interpret(read_criteria(fields, live.vocabulary), live, get_language() or "en")
        place = locate(criteria)
        if place is not None:
            criteria = replace(criteria, near=place.label)
        found_url(replace(criteria, page=HIGHEST_PAGE, day=live.built_on))  # its pages fit too
        address = found_url(replace(criteria, page=1, day=None)) + _view(request)
    except InvalidSearch as invalid:
        return _problems(request, fields, invalid.problems)
    except WhichPlace as which:
        return render(request, "web/which_place.html", which_place_page(which))
    except TokenTooLong:
        return _problems(request, fields, [_too_long()])
    return HttpResponseRedirect(address, status=303)


@require_safe
def found(request: HttpRequest, token: str) -> HttpResponse:
    """Show the search that a token holds."""
    try:
        fields = unseal(token)
    except BadToken:
        return render(request, "web/bad_address.html", status=404)
    return _show(request, fields)


@require_safe
def filters(request: HttpRequest, token: str = "") -> HttpResponse:
    """Show the filters on a page of their own, for phones without script."""
    try:
        fields = unseal(token) if token else {}
    except BadToken:
        return render(request, "web/bad_address.html", status=404)
    return _show(request, fields, "web/filters.html")


@require_safe
def advanced_search(request: HttpRequest) -> HttpResponse:
    """Show every filter there is on one page, grouped and explained."""
    live = live_index()
    page = search(Criteria(), viewer=request.user, live=live)
    return render(request, "web/advanced_search.html", advanced_search_page(page))


def _view(request: HttpRequest) -> str:
    """Give what keeps an open map open on the page that a form leads to."""
    return MAP_OPEN if request.POST.get("map") == "1" else ""


def _posted(request: HttpRequest) -> Mapping[str, list[str]]:
    """Give the posted fields; a small form replaces one field of the search it starts from.

    Raises BadToken if that search cannot be read: to go on without its filters would mislead.
    """
    posted = {name: request.POST.getlist(name) for name in request.POST}
    base = request.POST.get(BASE)
    if base is None:
        return posted
    fields = unseal(base) if base else {}
    change = request.POST.get(CHANGE, "")
    return fields | {change: posted.get(change, [])} if change else fields


def _show(
    request: HttpRequest, fields: Mapping[str, list[str]], template: str = "web/results.html"
) -> HttpResponse:
    live = live_index()
    try:
        criteria = interpret(read_criteria(fields, live.vocabulary), live, get_language() or "en")
        answer = search(criteria, viewer=request.user, live=live)
        page = results_page(answer, is_map_open=request.GET.get("map") == "1")
    except InvalidSearch as invalid:
        return _problems(request, fields, invalid.problems)
    except WhichPlace as which:
        return render(request, "web/which_place.html", which_place_page(which))
    except TokenTooLong:
        return _problems(request, fields, [_too_long()])
    response = render(request, template, page)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _too_long() -> Problem:
    return Problem("q", _("This is more than one address can hold. Choose fewer filters."))


def _problems(
    request: HttpRequest, fields: Mapping[str, list[str]], problems: Sequence[Problem]
) -> HttpResponse:
    """Show the form again with everything that was typed and what is wrong with it."""
    wrong = {problem.field for problem in problems}
    fields = {
        name: [value.replace("\x00", "") for value in values] for name, values in fields.items()
    }
    context = {
        "typed": {name: (values or [""])[0][:LONGEST_SHOWN] for name, values in fields.items()},
        "kept": [
            (name, value)
            for name, values in fields.items()
            if name not in wrong | {"q", "near", "within"}
            for value in values
        ],
        "problems": problems,
    }
    return render(request, "web/search_problem.html", context, status=422)
