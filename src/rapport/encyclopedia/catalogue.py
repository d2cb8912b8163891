"""All articles of a language in memory: by address, by term, and by the words in them.

The word index is our own: Okapi BM25 (Robertson & Zaragoza, 2009, The probabilistic relevance
framework) over word families, with titles and names counting more than the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from types import MappingProxyType

from django.utils.html import strip_tags

from rapport.encyclopedia.models import Article
from rapport.encyclopedia.queries import article_links, live_articles, version_of_articles
from rapport.encyclopedia.records import ArticleLink
from rapport.understanding.features import features_of

FIELD_WEIGHTS = {"title": 6.0, "other_names": 6.0, "phrases": 4.0, "definition": 2.0, "body": 1.0}
SATURATION, LENGTH = 1.2, 0.5
"""BM25's k1 and b: short articles are not preferred as much as usual, since all are short."""
OF_MAIN_TERM, OF_OTHER_TERM = 30.0, 12.0
"""What an article gets for a term that the words were understood to mean."""
WEAKEST_SHARE = 0.12
"""Articles with less than this share of the best one's points are not shown."""


WORDS_OF_A_PIECE = 100


@dataclass(frozen=True)
class Catalogue:
    """The articles of one language; `postings` maps a word family to weighted counts."""

    links: tuple[ArticleLink, ...]
    by_slug: Mapping[str, ArticleLink]
    by_term: Mapping[str, tuple[ArticleLink, ...]]
    postings: Mapping[str, Mapping[int, float]]
    lengths: Mapping[int, float]

    def of_term(self, term: str, kinds: Iterable[str] = ()) -> ArticleLink | None:
        """Give the article that a term is the first of, rather than one that also names it."""
        wanted = tuple(kinds)
        found = [link for link in self.by_term.get(term, ()) if not wanted or link.kind in wanted]
        return min(found, key=lambda link: link.terms.index(term), default=None)

    def search(self, words: str, terms: Sequence[str] = ()) -> list[ArticleLink]:
        """Find articles by words and by terms they were understood to mean, the best first."""
        points: dict[int, float] = defaultdict(float)
        for feature in features_of(words):
            found = self.postings.get(feature, {})
            rarity = log(1 + (len(self.links) - len(found) + 0.5) / (len(found) + 0.5))
            for pk, count in found.items():
                length = 1 - LENGTH + LENGTH * self.lengths[pk] / self._usual_length
                points[pk] += rarity * count * (SATURATION + 1) / (count + SATURATION * length)
        for place, term in enumerate(terms):
            for link in self.by_term.get(term, ()):
                share = OF_MAIN_TERM if link.terms[0] == term else OF_OTHER_TERM
                points[link.pk] += share / (1 + place)
        least = max(points.values(), default=0.0) * WEAKEST_SHARE
        by_pk = {link.pk: link for link in self.links}
        best = sorted(points, key=lambda pk: (-points[pk], by_pk[pk].title))
        return [by_pk[pk] for pk in best if points[pk] >= least]

    @property
    def _usual_length(self) -> float:
        return sum(self.lengths.values()) / len(self.lengths) if self.lengths else 1.0


def catalogue(language: str) -> Catalogue:
    """Give the catalogue as it is now. One query, and some more after a change."""
    return _built(language, version_of_articles())


@lru_cache(maxsize=8)
def _built(language: str, _version: tuple[object, ...]) -> Catalogue:
    links = article_links(language)
    by_term: dict[str, list[ArticleLink]] = defaultdict(list)
    for link in links:
        for term in link.terms:
            by_term[term].append(link)
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    lengths: dict[int, float] = {}
    for row in live_articles(language):
        counts = _weighted(row)
        lengths[row.pk] = sum(counts.values())
        for feature, count in counts.items():
            postings[feature][row.pk] = count
    return Catalogue(
        links=tuple(links),
        by_slug=MappingProxyType({link.slug: link for link in links}),
        by_term=MappingProxyType({term: tuple(some) for term, some in by_term.items()}),
        postings=MappingProxyType(dict(postings)),
        lengths=MappingProxyType(lengths),
    )


def _weighted(row: Article) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for field, weight in FIELD_WEIGHTS.items():
        for piece in _pieces(_text(row, field)):
            for feature, count in features_of(piece).items():
                counts[feature] += weight * count
    return counts


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text, because features are taken from the first words of a text only."""
    words = text.split()
    for at in range(0, len(words), WORDS_OF_A_PIECE):
        yield " ".join(words[at : at + WORDS_OF_A_PIECE])


def _text(row: Article, field: str) -> str:
    if field != "body":
        return str(getattr(row, field))
    sections = (block.value for block in row.body if block.block_type == "section")
    return " ".join(
        f"{value['heading']} {strip_tags(getattr(value['text'], 'source', ''))}"
        for value in sections
    )
