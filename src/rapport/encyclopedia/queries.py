"""The one door to articles."""

from collections.abc import Iterable

from django.db.models import Count, Max, QuerySet
from django.utils.text import slugify

from rapport.encyclopedia.models import Article, PublishedChange, Signature
from rapport.encyclopedia.records import (
    ArticleLink,
    ArticleRecord,
    HistoryEntry,
    LatestChange,
)
from rapport.encyclopedia.rendering import lines_of, record_of


def live_articles(language: str) -> QuerySet[Article]:
    """Give what the public can read in a language."""
    rows: QuerySet[Article] = Article.objects.live().filter(locale__language_code=language)
    return rows


def article_row(slug: str, language: str) -> Article | None:
    """Give the row of a live article. Two queries, one for the terms."""
    rows = live_articles(language).filter(slug=slug)
    return rows.select_related("main_term", "locale").prefetch_related("terms").first()


def article(slug: str, language: str) -> ArticleRecord | None:
    """Give a live article as a record. Four queries."""
    row = article_row(slug, language)
    return record_of(row) if row else None


def article_links(language: str, kinds: Iterable[str] = ()) -> list[ArticleLink]:
    """Give all live articles of a language, by title. Two queries."""
    rows = live_articles(language).select_related("main_term").prefetch_related("terms")
    rows = rows.only(
        "kind", "slug", "title", "definition", "category", "updated_on", "next_review_on",
        "main_term",
    )  # fmt: skip
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    links = [_link(row, language) for row in rows]
    return sorted(links, key=lambda link: link.title.casefold())


def version_of_articles() -> tuple[object, ...]:
    """Give a value that changes whenever a live article does. One query."""
    live = Article.objects.live()
    said = live.aggregate(at=Max("last_published_at"), last=Max("pk"), n=Count("pk"))
    return tuple(said.values())


def address_by_name(name: str, language: str) -> str | None:
    """Give the slug of the article that answers to a former or another name. Two queries."""
    wanted = slugify(name)
    moved = live_articles(language).filter(former_addresses__slug=wanted)
    if (row := moved.first()) is not None:
        return str(row.slug)
    rows = live_articles(language).exclude(other_names="").values_list("slug", "other_names")
    for slug, names in rows:
        if wanted in (slugify(one) for one in lines_of(names)):
            return str(slug)
    return None


def translations_of(pk: int) -> dict[str, str]:
    """Give the slug of a live article in each language that it is written in. One query."""
    row = Article.objects.filter(pk=pk).values("translation_key")[:1]
    rows = Article.objects.live().filter(translation_key__in=row)
    return dict(rows.values_list("locale__language_code", "slug"))


def history_of(slug: str, language: str) -> list[HistoryEntry]:
    """Give publications and signatures of a live article, the latest first. Two queries."""
    of_article = {"article__slug": slug, "article__locale__language_code": language}
    entries = [
        HistoryEntry(one.published_on, one.why, one.by_name)
        for one in PublishedChange.objects.filter(**of_article)
    ]
    entries += [
        HistoryEntry(one.signed_on, "", f"{one.name}, {one.credential}", is_signature=True)
        for one in Signature.objects.filter(**of_article)
    ]
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def latest_changes(language: str, most: int = 30) -> list[LatestChange]:
    """Give the latest publications of live articles for readers. One query."""
    rows = PublishedChange.objects.filter(
        article__live=True, article__locale__language_code=language
    ).exclude(article__kind="resource")
    return [
        LatestChange(
            one.pk,
            one.article.slug,
            one.article.title,
            one.article.definition,
            one.why,
            one.published_on,
        )
        for one in rows.select_related("article")[:most]
    ]


def _link(row: Article, language: str) -> ArticleLink:
    terms = [str(row.main_term)] if row.main_term else []
    terms += [str(term) for term in row.terms.all() if str(term) not in terms]
    return ArticleLink(
        pk=row.pk,
        kind=row.kind,
        slug=row.slug,
        title=row.title,
        definition=row.definition,
        category=row.category,
        terms=tuple(terms),
        updated_on=row.updated_on,
        review_due_on=row.next_review_on,
        language=language,
    )
