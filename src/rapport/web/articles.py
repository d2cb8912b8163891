"""What is on an article's page: its parts, who helps with its topic, and where to go on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from rapport.directory.criteria import Criteria
from rapport.directory.indexing import LiveIndex
from rapport.directory.queries import count_focusing
from rapport.encyclopedia.catalogue import Catalogue, catalogue
from rapport.encyclopedia.models.article import CATEGORIES, Article
from rapport.encyclopedia.records import ArticleLink, ArticleRecord, PracticePart
from rapport.matching import Choice, Query
from rapport.vocabulary.snapshot import TermInfo, in_language
from rapport.web.addresses import TOPIC_SCHEMES, filters_url, found_url, topic_url
from rapport.web.topics import first_letter

OPEN_WITHIN_DAYS = 365
"""The widest window of openings: whoever said, not too long ago, that they take new clients."""

FIRST_LANGUAGE = "en"

RESOURCES_SHOWN = ("writing-your-profile", "first-messages", "keeping-openings-true")
"""Therapist Resources that every topic's page names; more stand on a page of their own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """How many listings are there for a topic."""

    total: int
    focusing: int
    open: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way of working as the page shows it: its name, where to read on, who offers it."""

    label: str
    html: str
    source: str
    cite: str
    article_url: str
    found_url: str


@dataclass(frozen=True, slots=True)
class Onward:
    """A link to go on with."""

    label: str
    url: str


class _Offers:
    """Counts for topics, kept while the index stays the same."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._known: dict[str, Offer] = {}

    def of(self, live: LiveIndex, term: TermInfo) -> Offer:
        """Count listings for a term: one query and two searches, once for each index."""
        key = (live.seq, live.built_on, id(live.index))
        if key != self._key:
            self._key, self._known = key, {}
        if term.key not in self._known:
            self._known[term.key] = self._counted(live, term)
        return self._known[term.key]

    def _counted(self, live: LiveIndex, term: TermInfo) -> Offer:
        must = (Choice(term.scheme, frozenset({term.key})),)
        query = Query(day=live.built_on, must=must, page_size=1)
        total = live.index.search(query).total
        is_open = live.index.search(replace(query, openings_within_days=OPEN_WITHIN_DAYS)).total
        narrower = [key for key, above in live.vocabulary.ancestors.items() if term.key in above]
        ids = [term.pk, *(live.vocabulary.terms[key].pk for key in narrower)]
        return Offer(total, count_focusing(ids, live.built_on), is_open)


_offers = _Offers()


def offer_of(live: LiveIndex, term: TermInfo) -> Offer:
    """Give how many listings are there for a topic."""
    return _offers.of(live, term)


def article_url(link: ArticleLink | ArticleRecord | Article) -> str:
    """Give an article's address in the language of the page."""
    return reverse("article", args=[link.slug])


def ways_of(
    part: PracticePart, record: ArticleRecord, live: LiveIndex, known: Catalogue
) -> list[Way]:
    """Give the ways of working, each leading to therapists of topic and approach together."""
    main = live.vocabulary.terms.get(record.main_term)
    found = []
    for way in part.ways:
        term = live.vocabulary.terms.get(way.term)
        article = known.of_term(way.term, ("approach", "concern"))
        both = [one for one in (main, term) if one is not None]
        found.append(
            Way(
                label=in_language(term.label, record.language) if term else way.term,
                html=way.html,
                source=way.source,
                cite=way.cite,
                article_url=article_url(article) if article and article.slug != record.slug else "",
                found_url=found_url(_criteria(both)) if term else "",
            )
        )
    return found


def _topic_url(term: TermInfo | None, live: LiveIndex) -> str:
    has_page = term and term.scheme in TOPIC_SCHEMES.values() and term.key in live.terms_in_use
    return topic_url(term) if term and has_page else ""


def _criteria(terms: Iterable[TermInfo]) -> Criteria:
    by_scheme: dict[str, tuple[str, ...]] = {}
    for term in terms:
        by_scheme[term.scheme] = (*by_scheme.get(term.scheme, ()), term.key)
    return Criteria(terms=MappingProxyType(by_scheme))


def onward(record: ArticleRecord, live: LiveIndex, known: Catalogue) -> list[Onward]:
    """Give what is close to a topic: the editor's links, then broader, narrower and related."""
    found = {
        link.slug: Onward(link.title, article_url(link))
        for link in (known.by_slug.get(slug) for slug in record.related)
        if link is not None
    }
    for key in _close_terms(record, live):
        article = known.of_term(key)
        term = live.vocabulary.terms[key]
        if article is not None and article.terms[0] == key:
            found.setdefault(article.slug, Onward(article.title, article_url(article)))
        elif key in live.terms_in_use:
            found.setdefault(key, Onward(in_language(term.label, record.language), topic_url(term)))
    found.pop(record.slug, None)
    return list(found.values())


def _close_terms(record: ArticleRecord, live: LiveIndex) -> list[str]:
    vocabulary = live.vocabulary
    keys: list[str] = []
    for key in record.terms:
        term = vocabulary.terms.get(key)
        if term is None:
            continue
        narrower = sorted(one for one, info in vocabulary.terms.items() if key in info.broader)
        keys += [key, *term.broader, *narrower, *term.related]
    schemes = TOPIC_SCHEMES.values()
    kept = (key for key in keys if key in vocabulary.terms and key.partition(":")[0] in schemes)
    return list(dict.fromkeys(kept))


Shelves = tuple[tuple[str, tuple[tuple[ArticleLink, str], ...]], ...]
"""Lists of articles with their addresses, each under its heading."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles of one kind, by category, as the front page lists them."""

    kind: str
    title: str
    categories: Shelves


@dataclass(frozen=True, slots=True)
class Contents:
    """The front page's lists: shelves by kind, and all titles by letter."""

    shelves: tuple[Shelf, ...]
    letters: Shelves


KIND_TITLES = {
    "concern": gettext_lazy("Concerns"),
    "approach": gettext_lazy("Types of therapy"),
    "term": gettext_lazy("Terms"),
    "guide": gettext_lazy("Guides"),
    "practice": gettext_lazy("Practices"),
    "resource": gettext_lazy("Therapist Resources"),
}


def contents_of(known: Catalogue, *, resources: bool = False) -> Contents:
    """List what readers find in the encyclopedia, or what therapists do."""
    links = [link for link in known.links if (link.kind == "resource") is resources]
    shelves = (
        Shelf(kind, str(title), _by_category([link for link in links if link.kind == kind]))
        for kind, title in KIND_TITLES.items()
    )
    letters: dict[str, list[ArticleLink]] = defaultdict(list)
    for link in links:
        letters[first_letter(link.title)].append(link)
    by_letter = tuple((letter, _with_urls(some)) for letter, some in sorted(letters.items()))
    return Contents(tuple(shelf for shelf in shelves if shelf.categories), by_letter)


def _by_category(links: list[ArticleLink]) -> Shelves:
    return tuple(
        (str(name), _with_urls(found))
        for slug, name in CATEGORIES
        if (found := [link for link in links if link.category == slug])
    )


def _with_urls(links: Iterable[ArticleLink]) -> tuple[tuple[ArticleLink, str], ...]:
    return tuple((link, article_url(link)) for link in links)


def resource_catalogue(known: Catalogue) -> Catalogue:
    """Give the catalogue that has resources for therapists: the first language's, if this has none.

    Their addresses lead to the English text where there is no other. One query more then.
    """
    has_resources = any(link.kind == "resource" for link in known.links)
    return known if has_resources else catalogue(FIRST_LANGUAGE)


def article_page(record: ArticleRecord, live: LiveIndex, known: Catalogue) -> dict[str, Any]:
    """Give the template all it needs of an article and its topic."""
    term = live.vocabulary.terms.get(record.main_term)
    parts = [
        {"ways": ways_of(part, record, live, known)} if isinstance(part, PracticePart) else part
        for part in record.parts
    ]
    resources = (resource_catalogue(known).by_slug.get(slug) for slug in RESOURCES_SHOWN)
    return {
        "article": record,
        "parts": parts,
        "term": term,
        "label": in_language(term.label, record.language) if term else "",
        "topic_url": _topic_url(term, live),
        "advanced_url": filters_url(_criteria([term])) if term else reverse("advanced-search"),
        "offer": offer_of(live, term) if term else None,
        "onward": onward(record, live, known),
        "resources": [Onward(one.title, article_url(one)) for one in resources if one],
    }
