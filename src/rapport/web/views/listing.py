"""A listing's own page."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from rapport.directory.actions.report_problem import report_problem
from rapport.directory.criteria import InvalidSearch, read_criteria
from rapport.directory.indexing import LiveIndex, live_index
from rapport.directory.models.listing import Kind
from rapport.directory.models.problem_report import Wrong
from rapport.directory.queries import StoredListing, visible_listing
from rapport.directory.search import WhichPlace, locate
from rapport.directory.wording import Wording
from rapport.operator.queries import operator_settings
from rapport.places import Place
from rapport.protection.request_checks import public_form
from rapport.protection.tokens import BadToken, unseal
from rapport.vocabulary.snapshot import Vocabulary
from rapport.web.addresses import listing_url
from rapport.web.linked_data import linked_data
from rapport.web.profile import profile_of
from rapport.web.results import MAP_OPEN
from rapport.web.vcard import vcard


@require_safe
def listing_by_id(request: HttpRequest, public_id: str) -> HttpResponse:
    """Redirect an address without a name to the one with it."""
    return listing(request, public_id, "")


@require_safe
def listing(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Show a listing; an old or wrong name in the address is corrected by a redirect."""
    live = live_index()
    found = _visible(request, public_id, live)
    address = listing_url(found.record)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    search_url = _search_before(request)
    place = _place(search_url, live.vocabulary)
    wording = _wording(live)
    whole_address = request.build_absolute_uri(address)
    context = {
        "profile": profile_of(found, wording, place),
        "back_url": search_url + _view_before(request) if search_url else "",
        "canonical": whole_address,
        "linked_data": linked_data(found, whole_address, wording),
        "mistakes": _mistakes(found.record.kind),
        "public_id": public_id,
    }
    response = render(request, "web/listing.html", context)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def contact_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a listing as a card for an address book."""
    live = live_index()
    found = _visible(request, public_id, live)
    url = request.build_absolute_uri(listing_url(found.record))
    response = HttpResponse(vcard(found, url, _wording(live)), content_type="text/vcard")
    response.headers["Content-Disposition"] = f'attachment; filename="{public_id}.vcf"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public_form
@require_POST
def report_mistake(request: HttpRequest, public_id: str) -> HttpResponse:
    """Count what a visitor found wrong; nothing about the visitor is kept."""
    live = live_index()
    found = _visible(request, public_id, live)
    wrong = request.POST.get("wrong", "")
    is_person = not request.POST.get("website")
    if wrong in Wrong.values and is_person:
        report_problem(found.pk, Wrong(wrong), live.built_on)
    context = {
        "name": found.record.name,
        "listing_url": listing_url(found.record),
        "is_missing": wrong not in Wrong.values,
    }
    status = 422 if context["is_missing"] else 200
    return render(request, "web/mistake_reported.html", context, status=status)


def _visible(request: HttpRequest, public_id: str, live: LiveIndex) -> StoredListing:
    found = visible_listing(public_id, request.user, live.built_on)
    if found is None:
        raise Http404("no such listing")
    return found


NOT_OF_A_HELPLINE = frozenset({Wrong.OPENINGS, Wrong.COVERAGE, Wrong.FEES})


def _mistakes(kind: str) -> list[tuple[str, str]]:
    """Give what can be wrong; a helpline takes everybody and asks nobody for money."""
    leaves_out = NOT_OF_A_HELPLINE if kind == Kind.HELPLINE else frozenset()
    return [(one.value, str(one.label)) for one in Wrong if one not in leaves_out]


def _wording(live: LiveIndex) -> Wording:
    return Wording(
        vocabulary=live.vocabulary,
        language=get_language() or "en",
        units=operator_settings().units,
        today=live.built_on,
    )


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


def _view_before(request: HttpRequest) -> str:
    """Give what opens the map again, if the results had it open."""
    return MAP_OPEN if request.headers.get("Referer", "").endswith(MAP_OPEN) else ""


def _place(search_url: str, vocabulary: Vocabulary) -> Place | None:
    """Give the place of the search that the person came from, if it names one."""
    try:
        token = resolve(search_url).kwargs.get("token", "")
        return locate(read_criteria(unseal(token), vocabulary)) if token else None
    except (Resolver404, BadToken, InvalidSearch, WhichPlace):
        return None
