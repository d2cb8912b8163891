"""Privacy, consumer health data, safety, accessibility: what we promise, and what proves it."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.operator.models import PolicyPlace
from rapport.operator.queries import policy_texts
from rapport.web.prompt import prompt_context

WRITTEN_ON = date(2026, 11, 22)
"""The day on which somebody last held every sentence of these pages against the code."""


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept and what is not; the bar can be shown again from here."""
    return _page(request, "web/privacy.html", PolicyPlace.PRIVACY, **prompt_context(request))


@require_safe
def health_data(request: HttpRequest) -> HttpResponse:
    """Show which health data a search can hold and what becomes of them (RCW 19.373.020)."""
    return _page(request, "web/health_data.html", PolicyPlace.HEALTH_DATA)


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show the quick way out, how to leave less behind, and what neither can do."""
    return _page(request, "web/safety.html", PolicyPlace.SAFETY, shows_exit=True)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what was tested with which help, and what was not."""
    return _page(request, "web/accessibility.html", PolicyPlace.ACCESSIBILITY)


def _page(request: HttpRequest, template: str, place: PolicyPlace, **more: object) -> HttpResponse:
    """Show our promises, and below them what the operator adds."""
    texts = policy_texts(get_language() or settings.LANGUAGE_CODE)
    context = {
        "written_on": WRITTEN_ON,
        "own_words": texts.get(place),
        "who_we_are": texts.get(PolicyPlace.WHO),
    }
    return render(request, template, context | more)
