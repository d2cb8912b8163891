"""Self-checks: the list, and each with its questions and its result. Nothing about answers is kept.

A result is the answer to the form itself, not an address: it cannot be linked, listed or logged.
"""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from rapport.directory.indexing import live_index
from rapport.encyclopedia.catalogue import catalogue
from rapport.instruments import BadAnswers, Instrument, Score, score
from rapport.protection.request_checks import public_form
from rapport.vocabulary.snapshot import in_language
from rapport.web.self_checks import (
    language_of_questions,
    offered_checks,
    outcome_for,
    outcomes_of,
    questions_of,
    read_answers,
    reading_for,
    shown_scores,
)

UNANSWERED = 422


@require_safe
def self_checks(request: HttpRequest) -> HttpResponse:
    """Show which self-checks there are."""
    return render(request, "web/self_checks.html", {"checks": offered_checks().values()})


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def self_check(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the questions. POST: the result of the answers, or what is missing; both `no-store`."""
    instrument = offered_checks().get(slug)
    if instrument is None:
        raise Http404("no such self-check here")
    if request.method == "POST":
        response = _scored(request, instrument)
    else:
        response = render(request, "web/self_check.html", _page(instrument, {}))
    response.headers["Cache-Control"] = "no-store"
    return response


def _scored(request: HttpRequest, instrument: Instrument) -> HttpResponse:
    answers = read_answers(instrument, request.POST.dict())
    try:
        result = score(instrument, answers)
    except BadAnswers as bad:
        page = _page(instrument, answers, wrong=bad.numbers)
        return render(request, "web/self_check.html", page, status=UNANSWERED)
    return render(request, "web/self_check.html", _page(instrument, answers, result))


def _page(
    instrument: Instrument,
    answers: Mapping[int, int],
    result: Score | None = None,
    wrong: tuple[int, ...] = (),
) -> dict[str, object]:
    language = get_language() or "en"
    spoken = language_of_questions(instrument, language)
    return {
        "check": instrument,
        "questions": questions_of(instrument, answers, spoken, frozenset(wrong)),
        "instruction": in_language(instrument.instruction, spoken),
        "spoken": spoken,
        "is_translated": spoken == language,
        "wrong": wrong,
        "outcomes": outcomes_of(instrument, language),
        "outcome": outcome_for(instrument, result, language) if result else None,
        "result": result,
        "scores": shown_scores(instrument),
        "first_sum": instrument.point_sums[0],
        "turned": instrument.points[0] + instrument.points[-1],
        "reading": reading_for(instrument, live_index(), catalogue(language), language),
    }
