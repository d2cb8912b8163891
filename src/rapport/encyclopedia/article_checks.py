"""What the desk says of an article while it is written: reading age, safety, references, links."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from rapport.encyclopedia.article_files import citations_in
from rapport.encyclopedia.models import Article
from rapport.encyclopedia.reading_age import (
    GRADE_WARNED,
    MOST_SENTENCES_IN_PARAGRAPH,
    Reading,
    reading_of,
    sentences_of,
)
from rapport.encyclopedia.rendering import works_of
from rapport.encyclopedia.safe_messaging import warnings_in

NEED_REFERENCES = ("term", "concern", "approach", "practice")
_BLOCK_END = re.compile(r"</(?:p|li|h3)>|<br/?>")
_PAGE_LINK = re.compile(r'<a (?=[^>]*\blinktype="page")[^>]*?\bid="(\d+)"')


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in one article; `findings` are sentences for the editor."""

    reading: Reading
    findings: tuple[str, ...]


def check_article(article: Article, live_ids: Iterable[int] | None = None) -> CheckReport:
    """Check one article. One query for its links, none if the live articles' ids are given."""
    paragraphs = list(paragraphs_in(article))
    reading = reading_of(paragraphs)
    is_english = article.locale.language_code == "en"
    findings = [
        *(_about_reading(reading, paragraphs) if is_english else ()),
        *_about_safety(article, paragraphs),
        *_about_references(article),
        *_about_links(article, live_ids),
    ]
    return CheckReport(reading, tuple(findings))


def paragraphs_in(article: Article) -> Iterator[str]:
    """Give the text's paragraphs and list items in plain words."""
    for html in _html_of(article):
        for piece in _BLOCK_END.split(html):
            text = " ".join(unescape(strip_tags(piece)).split())
            if text:
                yield text
    for block in article.body:
        if block.block_type == "in_practice":
            yield from (value["line"] or "" for value in block.value)


def is_overdue(article: Article, today: date) -> bool:
    """Tell whether the day of the next review is over."""
    return article.next_review_on is not None and article.next_review_on < today


def _html_of(article: Article) -> Iterator[str]:
    for block in article.body:
        if block.block_type == "section":
            yield getattr(block.value["text"], "source", "") or ""


def _about_reading(reading: Reading, paragraphs: Iterable[str]) -> Iterator[str]:
    if reading.grade > GRADE_WARNED:
        yield _("Reading grade %(grade)s: above 9. Aim at 7.") % {"grade": reading.grade}
    for sentence in reading.long_sentences:
        yield _("A long sentence: “%(text)s”") % {"text": _short(sentence)}
    for paragraph in paragraphs:
        if len(sentences_of(paragraph)) > MOST_SENTENCES_IN_PARAGRAPH:
            yield _("A paragraph of more than three sentences: “%(text)s”") % {
                "text": _short(paragraph)
            }


def _about_safety(article: Article, paragraphs: Iterable[str]) -> Iterator[str]:
    text = "\n".join([article.title, article.definition, *paragraphs])
    for warning in warnings_in(text):
        yield _("“%(words)s”: write %(instead)s.") % {
            "words": warning.words,
            "instead": warning.instead,
        }


def _about_references(article: Article) -> Iterator[str]:
    listed = [work.id for work in works_of(article)]
    cited = [key for html in _html_of(article) for key in citations_in(html)]
    for block in article.body:
        if block.block_type == "in_practice":
            for value in block.value:
                cited += [*citations_in(value["line"] or ""), *filter(None, [value["reference"]])]
    for key in dict.fromkeys(cited):
        if key not in listed:
            yield _("“%(key)s” is cited and not among the works.") % {"key": key}
    for key in listed:
        if key not in cited:
            yield _("“%(key)s” is among the works and nowhere cited.") % {"key": key}
    if not listed and article.kind in NEED_REFERENCES:
        yield _("There is no reference at all.")


def _about_links(article: Article, live_ids: Iterable[int] | None) -> Iterator[str]:
    wanted = {int(pk) for html in _html_of(article) for pk in _PAGE_LINK.findall(html)}
    if not wanted:
        return
    if live_ids is None:
        live_ids = Article.objects.live().filter(pk__in=wanted).values_list("pk", flat=True)
    for pk in sorted(wanted - set(live_ids)):
        yield _("A link leads to an article that is not published (number %(pk)s).") % {"pk": pk}


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:90]}…"  # noqa: PLR2004 (a line on the page)
