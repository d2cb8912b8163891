"""The policies of administration and editor's desk: scripts by file, previews in a frame."""

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from rapport.protection.headers import Handler

ADMIN = {"script-src": [SELF]}
"""Django's admin loads its scripts by `src`."""

DESK = {
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
"""Wagtail sets styles from script, draws icons in data addresses, and previews in a frame."""

PREVIEW = {"frame-ancestors": [SELF]}


def looser_policy_for_admin(get_response: Handler) -> Handler:
    """Middleware: loosen the policy for staff, as little as it takes; the rest stays strict."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "is_dummy", False):  # Wagtail asks for a page to preview it
            return _in_frame(response, PREVIEW)
        if request.path.startswith(_root("wagtailadmin_home", "/desk/")):
            response.headers["Cache-Control"] = "no-store"
            return _in_frame(response, DESK)
        if request.path.startswith(_root("admin:index", "/admin/")):
            response.headers["Cache-Control"] = "no-store"
            response._csp_replace = ADMIN  # type: ignore[attr-defined]
        return response

    return respond


def _in_frame(response: HttpResponse, policy: dict[str, list[str]]) -> HttpResponse:
    response._csp_replace = policy  # type: ignore[attr-defined]
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _root(name: str, default: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return default
