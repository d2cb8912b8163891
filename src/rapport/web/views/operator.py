"""The operator's colour and logo: small files of our own, so that the policy for styles holds."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from rapport.operator.queries import operator_settings


@require_safe
def operator_style(_request: HttpRequest) -> HttpResponse:
    """Give a style sheet that sets the one token all tones of the accent follow from."""
    accent = operator_settings().accent
    style = f":root{{--accent:{accent}}}" if accent else ""
    response = HttpResponse(style, content_type="text/css")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def operator_logo(_request: HttpRequest) -> HttpResponseBase:
    """Give the logo, which was redrawn as PNG when it was uploaded."""
    logo = operator_settings().logo
    if not logo.name or not logo.storage.exists(logo.name):
        raise Http404("no logo")
    response = FileResponse(logo.open("rb"), content_type="image/png")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
