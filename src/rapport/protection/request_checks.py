"""Which requests are answered at all, and how public forms do without a CSRF cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from rapport.protection.headers import Handler

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class FormOfAnotherSite(PermissionDenied):
    """A public form that none of our pages sent."""


def refuse_unreadable_requests(get_response: Handler) -> Handler:
    """Middleware: a NUL in an address or query is an attack or an accident, never a search."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in the address")
        return get_response(request)

    return respond


def is_same_origin(request: HttpRequest) -> bool:
    """Tell whether a form was sent by one of our own pages, or typed in by the person.

    Browsers say it themselves (Fetch Metadata, W3C); for those that do not, the origin must be
    this host's.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    try:
        origin = urlsplit(request.headers.get("Origin", ""))
    except ValueError:
        return False
    return origin.netloc == request.get_host()


def public_form(view: View[P]) -> View[P]:
    """Exempt a public view from the CSRF cookie and check the origin of what is posted instead."""

    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            raise FormOfAnotherSite
        return view(request, *args, **kwargs)

    return cast("View[P]", csrf_exempt(checked))
