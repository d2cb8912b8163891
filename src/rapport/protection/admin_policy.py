"""The administration's own content security policy: scripts by file, not by nonce."""

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from rapport.protection.headers import Handler


def looser_policy_for_admin(get_response: Handler) -> Handler:
    """Middleware: Django's admin loads its scripts by `src`; everything else stays as strict."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(_admin_root()):
            response._csp_replace = {"script-src": [SELF]}  # type: ignore[attr-defined]
            response.headers["Cache-Control"] = "no-store"
        return response

    return respond


def _admin_root() -> str:
    try:
        return reverse("admin:index")
    except NoReverseMatch:
        return "/admin/"
