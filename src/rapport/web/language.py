"""The language of a page is in its address, and nowhere else: no cookie, no header decides it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from rapport.protection.headers import Handler


def language_by_address(get_response: Handler) -> Handler:
    """Middleware: /es/find is Spanish; without a code it is the site's first language."""

    def respond(request: HttpRequest) -> HttpResponse:
        code = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return respond
