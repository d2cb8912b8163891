"""Views of the editor's desk: the checks of one article, and the report on all of them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.encyclopedia.article_checks import check_article, is_overdue
from rapport.encyclopedia.models import Article
from rapport.encyclopedia.reading_age import GRADE_WANTED, GRADE_WARNED
from rapport.encyclopedia.records import ReviewState
from rapport.encyclopedia.rendering import review_of
from rapport.operator.queries import operators_today
from rapport.vocabulary.queries import load_vocabulary

TOPIC_SCHEMES = ("concern", "approach")


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of the report: an article, where to edit it, and what to mend."""

    article: Article
    grade: float
    findings: tuple[str, ...]


def article_checks(request: HttpRequest, article: Article) -> HttpResponse:
    """Show the checks of a draft in the preview of the editor."""
    report = check_article(article)
    context = {
        "article": article,
        "report": report,
        "wanted": GRADE_WANTED,
        "warned": GRADE_WARNED,
    }
    return render(request, "encyclopedia/checks.html", context)


@require_safe
def articles_report(request: HttpRequest) -> HttpResponse:
    """Show what there is to mend in all articles, and which topics have none."""
    rows = Article.objects.live().select_related("locale").prefetch_related("signatures", "terms")
    articles = sorted(rows, key=lambda row: row.title.casefold())
    live_ids = {row.pk for row in articles}
    today = operators_today()
    checked = [_checked(row, live_ids) for row in articles]
    context = {
        "to_mend": [one for one in checked if one.findings],
        "overdue": [row for row in articles if is_overdue(row, today)],
        "unsigned": [row for row in articles if review_of(row).state is not ReviewState.SIGNED],
        "without": _topics_without(articles),
        "count": len(articles),
    }
    return render(request, "encyclopedia/report.html", context)


def _checked(row: Article, live_ids: set[int]) -> Checked:
    report = check_article(row, live_ids)
    return Checked(row, report.reading.grade, report.findings)


def _topics_without(articles: list[Article]) -> list[tuple[str, list[str]]]:
    """Give the labels of concerns and approaches that no article is about, by scheme."""
    taken = {row.main_term_id for row in articles}
    taken |= {term.pk for row in articles for term in row.terms.all()}
    vocabulary = load_vocabulary()
    names = {"concern": _("Concerns"), "approach": _("Types of therapy")}
    return [
        (
            names[scheme],
            sorted(
                vocabulary.label(term.key)
                for term in vocabulary.terms.values()
                if term.scheme == scheme and term.pk not in taken
            ),
        )
        for scheme in TOPIC_SCHEMES
    ]
