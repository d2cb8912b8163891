"""Pages for what went wrong: they need no database, and the crisis lines are on them too."""

from django.http import HttpRequest, HttpResponse
from django.template import loader

from rapport.protection.request_checks import FormOfAnotherSite


def _page(request: HttpRequest, template: str, status: int, **said: bool) -> HttpResponse:
    return HttpResponse(loader.render_to_string(template, said, request), status=status)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that cannot be read."""
    return _page(request, "web/400.html", 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a form that another site sent, or a page of the staff's for somebody else."""
    is_foreign = isinstance(exception, FormOfAnotherSite)
    return _page(request, "web/403.html", 403, is_form_of_another_site=is_foreign)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page."""
    return _page(request, "web/404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Rendered without anything that could fail again."""
    return _page(request, "web/500.html", 500)
