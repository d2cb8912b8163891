"""The bar "Find the Right Therapist", and the one cookie there is: that somebody hid it.

The cookie holds no identifier, is set by that press and by nothing else, and goes with "Show it
again".
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "prompt"
HIDDEN = "hidden"
KEPT_SECONDS = 365 * 24 * 3600


def prompt_context(request: HttpRequest) -> dict[str, object]:
    """Say whether the bar is shown, and where to come back to after hiding it."""
    return {
        "shows_prompt": request.COOKIES.get(COOKIE) != HIDDEN,
        "here_path": request.path,
    }


def hide(request: HttpRequest) -> HttpResponse:
    """Hide the bar on this device and go back to the page it was hidden on."""
    response = HttpResponseRedirect(_back(request), status=303)
    response.set_cookie(
        COOKIE,
        HIDDEN,
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def show_again(request: HttpRequest) -> HttpResponse:
    """Forget that the bar was hidden."""
    response = HttpResponseRedirect(_back(request), status=303)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    """Give one of our own pages to go back to; anything else leads home."""
    path = request.POST.get("back", "")
    try:
        resolve(path)
    except Resolver404:
        return reverse("home")
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse("home")
