"""Whether a library of articles is plain, safe, referenced, linked and in its own words."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from rapport.encyclopedia.article_files import (
    CLASSIC,
    FIND,
    IN_PRACTICE,
    ArticleError,
    ArticleFile,
    read_article,
)
from rapport.encyclopedia.reading_age import (
    GRADE_OF_LIBRARY,
    MOST_SENTENCES_IN_PARAGRAPH,
    reading_of,
    sentences_of,
)
from rapport.encyclopedia.safe_messaging import warnings_in

WORDS = {
    "term": (350, 800), "concern": (350, 800), "approach": (350, 800), "guide": (350, 900),
    "practice": (250, 800), "resource": (200, 900),
}  # fmt: skip
"""Fewest and most words of an article, by kind."""

PAGES = ("/safety", "/privacy", "/find", "/advanced-search", "/topics", "/what-to-ask-your-plan",
         "/how-we-order-results", "/about-the-data", "/accessibility", "/self-checks")  # fmt: skip
"""Pages of the site that articles may link to."""

FEWEST_REFERENCES = 2
_ENOUGH_WORDS_TO_COMPARE = 12
_SHINGLE = 4
_NEAR_IDENTICAL = 0.5


def read_library(folder: Path) -> tuple[list[ArticleFile], list[str]]:
    """Read all files of a library; give the articles and what is wrong with the others."""
    articles: list[ArticleFile] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*/*/*.md")):
        try:
            articles.append(read_article(path))
        except ArticleError as error:
            problems += error.problems
    return articles, problems


def check_library(articles: Iterable[ArticleFile], terms: Collection[str]) -> list[str]:
    """List everything that is wrong, file by file. `terms` are known as `concern/anxiety`."""
    articles = list(articles)
    by_key = {(one.language, one.key): one for one in articles}
    problems: list[str] = []
    for article in articles:
        where = f"{article.language}/{article.kind}/{article.path.name}"
        found = [
            *_structure(article),
            *_reading(article),
            *_safety(article),
            *_references(article),
            *_links(article, by_key, terms),
        ]
        problems += [f"{where}: {problem}" for problem in found]
    return problems + list(_alike(articles)) + list(_names_twice(articles))


def _structure(article: ArticleFile) -> Iterator[str]:
    marks = [part for part in article.body if isinstance(part, str)]
    if marks.count(FIND) != 1 and article.kind != "resource":
        yield f"{FIND} stands in it {marks.count(FIND)} times instead of once"
    if article.kind in CLASSIC:
        first = [part if isinstance(part, str) else part.heading for part in article.body[:3]]
        if len(first) < 3 or first[2] != FIND:  # noqa: PLR2004
            yield f"the first three parts are not: what is it, … and mental health, {FIND}"
        if not article.front.in_practice or IN_PRACTICE not in marks:
            yield f"in_practice or its mark {IN_PRACTICE} is missing"
        if not article.front.terms:
            yield "terms: a topic leads to therapists by at least one term"
    low, high = WORDS[article.kind]
    words = reading_of(article.paragraphs).words
    if not low <= words <= high:
        yield f"{words} words; articles of this kind have {low} to {high}"


def _reading(article: ArticleFile) -> Iterator[str]:
    for paragraph in article.paragraphs:
        if len(sentences_of(paragraph)) > MOST_SENTENCES_IN_PARAGRAPH:
            yield f"more than {MOST_SENTENCES_IN_PARAGRAPH} sentences: “{paragraph[:60]}…”"
    reading = reading_of([*article.paragraphs, *(one.line for one in article.front.in_practice)])
    for sentence in reading.long_sentences:
        yield f"long sentence: “{sentence[:80]}…”"
    if article.language == "en" and reading.grade > GRADE_OF_LIBRARY:
        yield f"reading grade {reading.grade}, above {GRADE_OF_LIBRARY:g}"


def _safety(article: ArticleFile) -> Iterator[str]:
    text = [article.front.title, article.front.definition, *article.paragraphs]
    text += [one.line for one in article.front.in_practice]
    for warning in warnings_in("\n".join(text)):
        yield f"“{warning.words}”: write {warning.instead}"


def _references(article: ArticleFile) -> Iterator[str]:
    listed = [one.id for one in article.front.references]
    for key in sorted({one for one in listed if listed.count(one) > 1}):
        yield f"references: {key} is listed twice"
    for key in article.cited:
        if key not in listed:
            yield f"“@{key}” is cited and not listed"
    for key in listed:
        if key not in article.cited:
            yield f"references: {key} is listed and not cited"
    if article.kind in CLASSIC and len(listed) < FEWEST_REFERENCES:
        yield f"{len(listed)} references; a topic has at least {FEWEST_REFERENCES}"


def _links(
    article: ArticleFile,
    by_key: Mapping[tuple[str, str], ArticleFile],
    terms: Collection[str],
) -> Iterator[str]:
    for target in (*article.links, *article.front.related):
        if target.startswith("/"):
            if target not in PAGES:
                yield f"links to {target}, which is no page"
        elif (article.language, target) not in by_key and ("en", target) not in by_key:
            yield f"links to {target}, which is no article"
    named = (*article.front.terms, *(one.term for one in article.front.in_practice))
    for term in named:
        if term not in terms:
            yield f"names {term}, which is not in the vocabulary"
    original = article.front.translation_of
    if original is not None and ("en", original) not in by_key:
        yield f"translation_of: {original} is no article"


def _alike(articles: list[ArticleFile]) -> Iterator[str]:
    shingled = [
        (article, paragraph, shingles)
        for article in articles
        for paragraph in article.paragraphs
        if len(shingles := _shingles(paragraph)) > _ENOUGH_WORDS_TO_COMPARE
    ]
    for (one, text, some), (other, _, others) in combinations(shingled, 2):
        shared = len(some & others)
        if shared > _NEAR_IDENTICAL * min(len(some), len(others)) and one.path != other.path:
            yield f"{one.key} and {other.key} say nearly the same: “{text[:60]}…”"


def _shingles(paragraph: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", paragraph.casefold())
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _names_twice(articles: list[ArticleFile]) -> Iterator[str]:
    owners: dict[tuple[str, str], str] = {}
    for article in articles:
        for name in (article.slug, *article.front.aliases):
            key = (article.language, re.sub(r"\W+", "-", name.casefold()).strip("-"))
            if owners.setdefault(key, article.key) != article.key:
                yield f"{article.key} and {owners[key]} both answer to “{name}”"
