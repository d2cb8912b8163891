"""What search engines may read: pages, topics, topics in towns, self-checks. No search."""

from datetime import date

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from rapport.directory.indexing import live_index
from rapport.directory.queries import listed_addresses
from rapport.directory.records import ListingRecord
from rapport.directory.towns import TopicTown, topic_towns
from rapport.encyclopedia.queries import article_links
from rapport.encyclopedia.records import ArticleLink
from rapport.vocabulary.snapshot import TermInfo
from rapport.web.addresses import TOPIC_SCHEMES, listing_url, topic_town_url, topic_url
from rapport.web.self_checks import offered_checks

PAGES = (
    *("home", "topics", "learn", "for-therapists", "advanced-search", "how-we-order"),
    *("about-the-data", "ask-your-plan"),
    *("privacy", "health-data", "safety", "accessibility", "self-checks"),
)
PER_FILE = 5_000


class PageSitemap(Sitemap[str]):
    """Pages that are always there."""

    def items(self) -> tuple[str, ...]:
        """Give names of routes."""
        return PAGES

    def location(self, item: str) -> str:
        """Give the address of a route."""
        return reverse(item)


class TopicSitemap(Sitemap[TermInfo]):
    """Topics that somebody works with."""

    limit = PER_FILE

    def items(self) -> list[TermInfo]:
        """Give terms of the schemes that have pages."""
        live = live_index()
        terms = live.vocabulary.terms
        in_use = [terms[key] for key in sorted(live.terms_in_use) if key in terms]
        return [term for term in in_use if term.scheme in TOPIC_SCHEMES.values()]

    def location(self, item: TermInfo) -> str:
        """Give a topic's address."""
        return topic_url(item)


class TownSitemap(Sitemap[TopicTown]):
    """Topics in towns where somebody works with them."""

    limit = PER_FILE

    def items(self) -> list[TopicTown]:
        """Give the pairs that have listings and a term in force."""
        live = live_index()
        pairs = topic_towns(TOPIC_SCHEMES.values(), live.built_on)
        return [pair for pair in pairs if pair.topic in live.vocabulary.terms]

    def location(self, item: TopicTown) -> str:
        """Give the address of a topic in a town."""
        term = live_index().vocabulary.terms[item.topic]
        return topic_town_url(term, item.city, item.jurisdiction)


class ArticleSitemap(Sitemap[ArticleLink]):
    """Articles in every language they are written in."""

    limit = PER_FILE

    def items(self) -> list[ArticleLink]:
        """Give all live articles."""
        return [link for code, _name in settings.LANGUAGES for link in article_links(code)]

    def location(self, item: ArticleLink) -> str:
        """Give an article's address in its own language."""
        with translation.override(item.language):
            return reverse("article", args=[item.slug])

    def lastmod(self, item: ArticleLink) -> date | None:
        """Give the day it was last updated."""
        return item.updated_on


class ListingSitemap(Sitemap[tuple[ListingRecord, date]]):
    """Published listings."""

    limit = PER_FILE

    def items(self) -> list[tuple[ListingRecord, date]]:
        """Give what an address needs of each visible listing."""
        return listed_addresses(live_index().built_on)

    def location(self, item: tuple[ListingRecord, date]) -> str:
        """Give a listing's address."""
        return listing_url(item[0])

    def lastmod(self, item: tuple[ListingRecord, date]) -> date:
        """Give the day of its last change."""
        return item[1]


class SelfCheckSitemap(Sitemap[str]):
    """Self-checks that this directory offers."""

    def items(self) -> list[str]:
        """Give their slugs."""
        return sorted(offered_checks())

    def location(self, item: str) -> str:
        """Give the address of the questions; a result has none."""
        return reverse("self-check", args=[item])


SITEMAPS = {
    "pages": PageSitemap,
    "topics": TopicSitemap,
    "articles": ArticleSitemap,
    "towns": TownSitemap,
    "listings": ListingSitemap,
    "self-checks": SelfCheckSitemap,
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let engines read what is editorial, and no search."""
    lines = [
        "User-agent: *",
        "Disallow: /find",
        "Disallow: /learn/found/",
        "Disallow: /admin/",
        "Disallow: /desk/",
        "Disallow: /prompt/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap-index'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
