"""A listing's own page."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.directory.criteria import InvalidSearch, read_criteria
from rapport.directory.indexing import live_index
from rapport.directory.queries import visible_listing
from rapport.directory.search import WhichPlace, locate
from rapport.directory.wording import Wording
from rapport.operator.queries import operator_settings
from rapport.places import Place
from rapport.protection.tokens import BadToken, unseal
from rapport.vocabulary.snapshot import Vocabulary
from rapport.web.addresses import listing_url
from rapport.web.profile import profile_of


@require_safe
def listing_by_id(request: HttpRequest, public_id: str) -> HttpResponse:
    """Redirect an address without a name to the one with it."""
    return listing(request, public_id, "")


@require_safe
def listing(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Show a listing; an old or wrong name in the address is corrected by a redirect."""
    live = live_index()
    found = visible_listing(public_id, request.user, live.built_on)
    if found is None:
        raise Http404("no such listing")
    address = listing_url(found.record)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    search_url = _search_before(request)
    place = _place(search_url, live.vocabulary)
    wording = Wording(
        vocabulary=live.vocabulary,
        language=get_language() or "en",
        units=operator_settings().units,
        today=live.built_on,
    )
    context = {"profile": profile_of(found, wording, place), "back_url": search_url}
    response = render(request, "web/listing.html", context)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _search_before(request: HttpRequest) -> str:
    """Give the address of our results page that the person came from, or nothing.

    The browser tells it (`Referrer-Policy: same-origin`), so no address has to carry it.
    """
    try:
        before = urlsplit(request.headers.get("Referer", ""))
        if before.netloc != request.get_host():
            return ""
        match = resolve(before.path)
    except (Resolver404, ValueError):
        return ""
    return before.path if match.url_name in {"find", "found"} else ""


def _place(search_url: str, vocabulary: Vocabulary) -> Place | None:
    """Give the place of the search that the person came from, if it names one."""
    try:
        token = resolve(search_url).kwargs.get("token", "")
        return locate(read_criteria(unseal(token), vocabulary)) if token else None
    except (Resolver404, BadToken, InvalidSearch, WhichPlace):
        return None
