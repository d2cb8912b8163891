"""From a row with its blocks to a record with safe HTML: numbered citations, expanded links."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.text import slugify
from pydantic import ValidationError

from rapport.encyclopedia.blocks import reference_of
from rapport.encyclopedia.citations import Citations
from rapport.encyclopedia.models import Article, Signature
from rapport.encyclopedia.records import (
    ArticleRecord,
    FindPart,
    Part,
    PracticePart,
    Review,
    ReviewState,
    SectionPart,
    WayOfWorking,
)
from rapport.encyclopedia.references import Reference

_PAGE_LINK = re.compile(r'<a (?=[^>]*\blinktype="page")[^>]*?\bid="(\d+)"[^>]*>')


def record_of(article: Article) -> ArticleRecord:
    """Render an article: its row, terms, latest signature and linked pages. Four queries."""
    works = list(works_of(article))
    citations = Citations(frozenset(work.id for work in works))
    parts = tuple(_parts(article, citations))
    terms = [str(article.main_term)] if article.main_term else []
    terms += [str(term) for term in article.terms.all() if str(term) not in terms]
    return ArticleRecord(
        pk=article.pk,
        kind=article.kind or article.KIND,
        slug=article.slug,
        language=article.locale.language_code,
        title=article.title,
        definition=article.definition,
        category=article.category,
        terms=tuple(key.replace("/", ":") for key in terms),
        other_names=lines_of(article.other_names),
        parts=parts,
        works=citations.listed(works),
        works_csl=tuple(work.as_csl() for work in works),
        related=lines_of(article.related),
        author=article.author,
        published_on=article.first_published_at.date() if article.first_published_at else None,
        updated_on=article.updated_on,
        next_review_on=article.next_review_on,
        review=review_of(article),
    )


def works_of(article: Article) -> Iterator[Reference]:
    """Give the works of an article that are complete; a draft's half-typed ones are left out."""
    for block in article.references:
        try:
            yield reference_of(block.value)
        except ValidationError:
            continue


def review_of(article: Article) -> Review:
    """Say what is true of the review: signed only while the live text is the signed one."""
    signature: Signature | None = article.signatures.first() if article.pk else None
    if signature is None:
        return Review()
    is_same = signature.content_hash == article.content_hash
    state = ReviewState.SIGNED if is_same else ReviewState.CHANGED
    return Review(state, signature.name, signature.credential, signature.signed_on)


def lines_of(text: str) -> tuple[str, ...]:
    """Give what stands one a line."""
    return tuple(filter(None, (line.strip() for line in text.splitlines())))


def _parts(article: Article, citations: Citations) -> Iterator[Part]:
    blocks = list(article.body)
    texts = iter(_expanded([block for block in blocks if block.block_type == "section"]))
    anchors: set[str] = set()
    for block in blocks:
        if block.block_type == "section":
            heading = block.value["heading"] or ""
            anchor = _free(slugify(heading), anchors) if heading else ""
            html = citations.linked(next(texts))
            yield SectionPart(anchor, heading, html, block.value["role"] or "")
        elif block.block_type == "find":
            yield FindPart()
        else:
            yield PracticePart(tuple(_way(value, citations) for value in block.value))


def _expanded(sections: list[Any]) -> list[str]:
    """Turn links to pages into addresses, in all sections at once, so that it takes one query."""
    sources = [getattr(block.value["text"], "source", "") for block in sections]
    ids = {int(pk) for source in sources for pk in _PAGE_LINK.findall(source)}
    addresses = article_addresses(ids) if ids else {}

    def link(match: re.Match[str]) -> str:
        address = addresses.get(int(match.group(1)))
        return f'<a href="{escape(address)}">' if address else "<a>"

    return [_PAGE_LINK.sub(link, source) for source in sources]


def article_addresses(ids: Iterable[int]) -> dict[int, str]:
    """Give the address of each article that is live. One query."""
    rows = Article.objects.live().filter(pk__in=list(ids))
    found: dict[int, str] = {}
    for pk, slug, language in rows.values_list("pk", "slug", "locale__language_code"):
        with translation.override(language):
            found[pk] = reverse("article", args=[slug])
    return found


def _way(value: Any, citations: Citations) -> WayOfWorking:
    html = citations.linked(escape(value["line"]))
    source = f"{value['body']}, {value['year']}" if value.get("body") else ""
    key = value.get("reference") or ""
    return WayOfWorking(
        term=value["term"].replace("/", ":"),
        html=html,
        source=source,
        cite=citations.cite(key),
    )


def _free(anchor: str, taken: set[str]) -> str:
    anchor = anchor or "part"
    number, free = 1, anchor
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    taken.add(free)
    return free
