"""Privacy, consumer health data, safety, accessibility: what we promise, and what proves it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.web.prompt import prompt_context

WRITTEN_ON = date(2026, 11, 22)
"""The day on which somebody last held every sentence of these pages against the code."""


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept and what is not; the bar can be shown again from here."""
    context = {"written_on": WRITTEN_ON} | prompt_context(request)
    return render(request, "web/privacy.html", context)


@require_safe
def health_data(request: HttpRequest) -> HttpResponse:
    """Show which health data a search can hold and what becomes of them (RCW 19.373.020)."""
    return render(request, "web/health_data.html", {"written_on": WRITTEN_ON})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show the quick way out, how to leave less behind, and what neither can do."""
    context = {
        "written_on": WRITTEN_ON,
        "shows_exit": True,
    }
    return render(request, "web/safety.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what was tested with which help, and what was not."""
    return render(request, "web/accessibility.html", {"written_on": WRITTEN_ON})
