"""Articles are read from files; what is wrong is named with file, line or field, and reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.encyclopedia.article_files import (
    FIND,
    IN_PRACTICE,
    LIBRARY,
    ArticleError,
    Section,
    read_article,
)
from rapport.encyclopedia.library_check import check_library, read_library
from rapport.encyclopedia.markdown_text import TextError, to_html
from rapport.vocabulary.files import shipped_schemes

GOOD = """---
title: A thing
definition: A thing is a thing.
category: self
terms: [concern/shame]
updated: 2026-11-22
next_review: 2027-11-22
in_practice:
  - {term: approach/cbt, line: You try it., evidence: limited}
---

## What is a thing?

It is **this** and [that](/topics).

## A thing and mental health

- one
- two

[find]

## How therapists work with a thing

[in practice]
"""


def article(folder: Path, text: str = GOOD, name: str = "a-thing") -> Path:
    """Write an article; give its path."""
    path = folder / "en" / "term" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_article_has_sections_and_marks_in_order(tmp_path: Path) -> None:
    read = read_article(article(tmp_path))
    assert read.key == "term/a-thing"
    assert [part if isinstance(part, str) else part.heading for part in read.body] == [
        "What is a thing?",
        "A thing and mental health",
        FIND,
        "How therapists work with a thing",
        IN_PRACTICE,
    ]
    first = read.body[0]
    assert isinstance(first, Section)
    assert first.html == '<p>It is <strong>this</strong> and <a href="/topics">that</a>.</p>'


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("title: A thing\n", "", "title: Field required"),
        ("category: self", "category: self\nsurprise: 1", "surprise: Extra inputs"),
        ("evidence: limited", "line2: x", "line2"),
        (", evidence: limited", "", "which guideline"),
        ("title: A thing", "title: [A", "line"),
        ("- one", "> one", "line 18: articles have no blockquote"),
        ("- one", "<b>one</b>", None),
        ("- one", "# one", "line 18: inside a section only ###"),
        ("## A thing and", "## A thing {loud} and", None),
        ("## A thing and mental health", "## A thing {loud}", "{loud} is none of"),
        ("\n## What is", "\nBefore.\n\n## What is", "text stands before a ## heading"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, reason: str | None
) -> None:
    path = article(tmp_path, GOOD.replace(old, new))
    if reason is None:
        assert "<b>" not in "".join(one.html for one in read_article(path).sections)
        return
    with pytest.raises(ArticleError) as refused:
        read_article(path)
    assert "a-thing.md" in str(refused.value)
    assert reason in str(refused.value)


def test_no_front_matter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="front matter"):
        read_article(article(tmp_path, "Only text"))


@given(st.text())
def test_no_text_brings_a_tag_of_its_own(text: str) -> None:
    try:
        html = to_html(text)
    except TextError:
        return
    assert "<script" not in html
    assert "javascript:" not in html.lower().replace("&#", "") or "href" not in html


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[that](/topics)", "[that](concern/nothing)", "which is no article"),
        ("[that](/topics)", "[that](/nowhere)", "which is no page"),
        ("It is **this**", "It is [@nobody-1900] **this**", "is cited and not listed"),
        ("terms: [concern/shame]", "terms: [concern/no-such]", "not in the vocabulary"),
        ("It is **this**", "He committed suicide, it is", "died by suicide"),
        ("It is **this**", "It is. It was. It will be. It had been", "more than 3 sentences"),
        ("[find]\n", "", "stands in it 0 times"),
    ],
)
def test_the_check_finds_what_was_broken(tmp_path: Path, old: str, new: str, problem: str) -> None:
    article(tmp_path, GOOD.replace(old, new))
    assert any(problem in one for one in problems_in(tmp_path))


def test_two_articles_that_say_the_same_are_found(tmp_path: Path) -> None:
    same = "This is a paragraph that two articles share word for word, which no reader should meet."
    for name in ("one-thing", "other-thing"):
        article(tmp_path, GOOD.replace("It is **this**", same), name)
    assert any("say nearly the same" in one for one in problems_in(tmp_path))


def test_two_articles_cannot_answer_to_one_name(tmp_path: Path) -> None:
    article(tmp_path)
    article(tmp_path, GOOD.replace("category: self", "category: self\naliases: [A thing]"), "other")
    assert any("both answer to" in one for one in problems_in(tmp_path))


def problems_in(folder: Path) -> list[str]:
    """What the check says of a folder."""
    articles, problems = read_library(folder)
    terms = {f"{file.scheme}/{term.slug}" for file in shipped_schemes() for term in file.terms}
    return problems + check_library(articles, terms)


def test_the_shipped_library_has_nothing_to_mend() -> None:
    assert problems_in(LIBRARY) == []


@pytest.mark.parametrize(
    ("kind", "least"),
    [("concern", 20), ("approach", 12), ("term", 12), ("guide", 8), ("practice", 6)],
)
def test_the_shipped_library_is_large_enough_to_start_with(kind: str, least: int) -> None:
    articles, _ = read_library(LIBRARY)
    assert len([one for one in articles if one.kind == kind and one.language == "en"]) >= least


def test_five_articles_are_in_spanish() -> None:
    articles, _ = read_library(LIBRARY)
    spanish = [one for one in articles if one.language == "es"]
    assert len(spanish) >= 5
    assert all(one.front.translation_of for one in spanish)


def test_self_compassion_cites_neff_gilbert_and_germer() -> None:
    model = read_article(LIBRARY / "en" / "term" / "self-compassion.md")
    families = {name.family for work in model.front.references for name in work.author}
    assert {"Neff", "Gilbert", "Germer"} <= families
