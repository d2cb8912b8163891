"""The page that shows every component; for developers and designers only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.web.styleguide import styleguide_page


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the design system in development and in the demo; elsewhere there is no such page."""
    if not (settings.IS_DEMO or settings.DEBUG):
        raise Http404("no style guide here")
    response = render(request, "web/styleguide.html", styleguide_page())
    response.headers["X-Robots-Tag"] = "noindex"
    return response
