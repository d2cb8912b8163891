"""The encyclopedia: its front page, its articles, their history, its search and its feed."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http import HttpResponsePermanentRedirect as Moved
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from rapport.directory.indexing import live_index
from rapport.encyclopedia.associations import associations
from rapport.encyclopedia.catalogue import catalogue
from rapport.encyclopedia.models import Article
from rapport.encyclopedia.queries import (
    address_by_name,
    article_row,
    history_of,
    translations_of,
)
from rapport.encyclopedia.rendering import record_of
from rapport.protection.request_checks import public_form
from rapport.protection.tokens import BadToken, TokenTooLong, seal, unseal
from rapport.understanding import understand
from rapport.web.abuse import is_about_abuse
from rapport.web.article_data import article_data
from rapport.web.articles import (
    FIRST_LANGUAGE,
    article_page,
    article_url,
    contents_of,
    resource_catalogue,
)
from rapport.web.prompt import prompt_context
from rapport.web.self_checks import checks_about

WORDS = "words"
LONGEST_WORDS = 200


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """Show all articles: by kind and category, and from A to Z."""
    known = catalogue(_language())
    context = {"contents": contents_of(known), "here": "learn"} | prompt_context(request)
    return render(request, "web/learn.html", context)


@require_safe
def for_therapists(request: HttpRequest) -> HttpResponse:
    """Show the resources for therapists, and their associations."""
    known = resource_catalogue(catalogue(_language()))
    context = {
        "contents": contents_of(known, resources=True),
        "associations": associations(),
        "here": "learn",
    }
    return render(request, "web/for_therapists.html", context)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article; another name of it leads to its address."""
    row = article_row(slug, _language())
    if row is not None:
        return shown_article(request, row)
    moved = address_by_name(slug, _language())
    if moved is not None:
        return Moved(reverse("article", args=[moved]))
    if _language() != FIRST_LANGUAGE and article_row(slug, FIRST_LANGUAGE):
        return _not_translated(request, slug)
    raise Http404("no such article")


def shown_article(request: HttpRequest, row: Article) -> HttpResponse:
    """Render an article's row: a live one, or a draft at the editor's desk."""
    record = record_of(row)
    live = live_index()
    known = catalogue(record.language)
    page = article_page(record, live, known)
    url = request.build_absolute_uri(article_url(record))
    context = page | {
        "canonical": url,
        "translations": _addresses(request, translations_of(record.pk)),
        "data": article_data(record, url),
        "checks": checks_about(record.terms, record.language),
        "shows_exit": is_about_abuse(record.terms, live.vocabulary),
        "here": "learn",
    }
    return render(request, "web/article.html", context | prompt_context(request))


@require_safe
def article_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what changed in an article, when and why, and who signed it."""
    row = article_row(slug, _language())
    if row is None:
        raise Http404("no such article")
    entries = history_of(slug, _language())
    context = {"article": row, "entries": entries, "here": "learn", "url": article_url(row)}
    return render(request, "web/article_history.html", context)


@public_form
@require_http_methods(["POST"])
def search_articles(request: HttpRequest) -> HttpResponse:
    """Answer a search for articles with a redirect to its opaque address."""
    words = " ".join(request.POST.get(WORDS, "").replace("\x00", " ").split())[:LONGEST_WORDS]
    if not words:
        return HttpResponseRedirect(reverse("learn"), status=303)
    try:
        address = reverse("found-articles", args=[seal({WORDS: [words]})])
    except TokenTooLong:
        return HttpResponseRedirect(reverse("learn"), status=303)
    return HttpResponseRedirect(address, status=303)


@require_safe
def found_articles(request: HttpRequest, token: str) -> HttpResponse:
    """Show the articles that the words of a token lead to."""
    try:
        words = unseal(token).get(WORDS, [""])[0]
    except BadToken:
        return render(request, "web/bad_address.html", status=404)
    live = live_index()
    understood = understand(words, live.lexicon, _language())
    spotted = [term.key for reading in understood.readings[:1] for term in reading.terms]
    terms = [*spotted, *(one.key for one in understood.suggestions)]
    links = catalogue(_language()).search(words, list(dict.fromkeys(terms)))
    context = {
        "words": words,
        "links": [(link, article_url(link)) for link in links[:20]],
        "crisis": str(understood.crisis.kind) if understood.crisis else "",
        "here": "learn",
    }
    response = render(request, "web/found_articles.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _not_translated(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponseRedirect(_addresses(request, {FIRST_LANGUAGE: slug})[0][1])


def _addresses(request: HttpRequest, slugs: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for language, slug in sorted(slugs.items()):
        with translation.override(language):
            found.append((language, request.build_absolute_uri(reverse("article", args=[slug]))))
    return found


def _language() -> str:
    return (get_language() or FIRST_LANGUAGE).split("-", maxsplit=1)[0]
