"""Topics A to Z, a topic, and a topic in a town: readable addresses that lead to listings.

A page of a topic in a town exists only where a listing with an office there has the topic.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.directory.criteria import Criteria
from rapport.directory.indexing import LiveIndex, live_index
from rapport.directory.search import search
from rapport.directory.towns import towns_of
from rapport.encyclopedia.catalogue import catalogue
from rapport.places import JURISDICTIONS, Place, place_of_town
from rapport.vocabulary.snapshot import TermInfo, in_language
from rapport.web.abuse import is_about_abuse
from rapport.web.addresses import TOPIC_SCHEMES, topic_town_url, topic_url
from rapport.web.articles import article_url
from rapport.web.cards import card_of
from rapport.web.prompt import prompt_context
from rapport.web.results import wording_for
from rapport.web.topics import a_to_z


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Show all topics that somebody works with, by letter."""
    live = live_index()
    language = get_language() or "en"
    letters = a_to_z(live.vocabulary, live.terms_in_use, language)
    context = {"letters": letters, "here": "topics"} | prompt_context(request)
    return render(request, "web/topics.html", context)


@require_safe
def topic(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show a topic: what it is, and where there are listings for it."""
    live = live_index()
    term = _term(live, kind, slug)
    narrower = [one for one in live.vocabulary.terms if term.key in live.vocabulary.ancestors[one]]
    term_ids = [term.pk, *(live.vocabulary.terms[one].pk for one in narrower)]
    found = search(Criteria().with_terms(term.scheme, [term.key]), live=live)
    language = get_language() or "en"
    article = catalogue(language).of_term(term.key)
    context = _about(live, term) | {
        "article": article,
        "article_url": article_url(article) if article else "",
        "total": found.results.total,
        "towns": [
            (city, JURISDICTIONS.get(code, code), n, topic_town_url(term, city, code))
            for city, code, n in towns_of(term_ids, live.built_on)
        ],
        "related": [
            (live.vocabulary.label(key, language), topic_url(live.vocabulary.terms[key]))
            for key in (*term.broader, *sorted(narrower), *term.related)
        ],
        "here": "topics",
    }
    return render(request, "web/topic.html", context | prompt_context(request))


@require_safe
def topic_in_town(
    request: HttpRequest, kind: str, slug: str, state: str, town: str
) -> HttpResponse:
    """Show who works with a topic in and around a town; 404 where nobody does."""
    live = live_index()
    term = _term(live, kind, slug)
    place = _town(state, town)
    address = topic_town_url(term, place.city, place.jurisdiction)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    criteria = Criteria(near=place.label).with_terms(term.scheme, [term.key])
    found = search(criteria, live=live)
    if not found.results.total:
        raise Http404("nobody there works with this")
    wording = wording_for(found)
    context = _about(live, term) | {
        "place": place.label,
        "state": JURISDICTIONS[place.jurisdiction],
        "total": found.results.total,
        "cards": [card_of(hit, listing, found.query, wording) for hit, listing in found.listings],
        "canonical": request.build_absolute_uri(address),
        "here": "topics",
    }
    return render(request, "web/topic_in_town.html", context)


def _term(live: LiveIndex, kind: str, slug: str) -> TermInfo:
    term = live.vocabulary.terms.get(f"{TOPIC_SCHEMES[kind]}:{slug}")
    if term is None or term.key not in live.terms_in_use:
        raise Http404("no such topic here")
    return term


def _town(state: str, town: str) -> Place:
    code = f"US-{state.upper()}"
    place = place_of_town(town.replace("-", " "), code) if code in JURISDICTIONS else None
    if place is None or place.point is None:
        raise Http404("no such town")
    return place


def _about(live: LiveIndex, term: TermInfo) -> dict[str, object]:
    language = get_language() or "en"
    return {
        "shows_exit": is_about_abuse([term.key], live.vocabulary),
        "term": term,
        "label": in_language(term.label, language),
        "definition": in_language(term.definition, language),
        "topic_url": topic_url(term),
        "is_concern": term.scheme == "concern",
        "all_url": reverse("topics"),
    }
