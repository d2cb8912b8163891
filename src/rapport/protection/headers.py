"""Headers that every answer carries, beside those Django and django-csp send."""

from collections.abc import Callable

from csp.constants import NONE
from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS = (
    "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=(), "
    "interest-cohort=()"
)

Handler = Callable[[HttpRequest], HttpResponse]


def privacy_headers(get_response: Handler) -> Handler:
    """Middleware: switch off what no page of ours needs and keep other sites out."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond


def no_scripts_in_files(get_response: Handler) -> Handler:
    """Middleware: a static file runs no script; it has no nonce, and needs none."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(settings.STATIC_URL):
            response._csp_replace = {"script-src": [NONE]}  # type: ignore[attr-defined]
        return response

    return respond
