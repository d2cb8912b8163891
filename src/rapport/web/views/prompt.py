"""Hide the bar "Find the Right Therapist", or show it again: two buttons, also without script."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from rapport.protection.request_checks import public_form
from rapport.web import prompt


@public_form
@require_POST
def hide_prompt(request: HttpRequest) -> HttpResponse:
    """Hide the bar on this device."""
    return prompt.hide(request)


@public_form
@require_POST
def show_prompt(request: HttpRequest) -> HttpResponse:
    """Show the bar again."""
    return prompt.show_again(request)
