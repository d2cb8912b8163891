"""Articles come in from files, again and again, and what an editor changed stays."""

from pathlib import Path

import pytest
from wagtail.models import Page, Site

from rapport.accounts.models import User
from rapport.encyclopedia.actions.load_library import load_library
from rapport.encyclopedia.article_files import ArticleError
from rapport.encyclopedia.models import Article
from rapport.encyclopedia.queries import article
from rapport.vocabulary.sync import sync_vocabulary

pytestmark = pytest.mark.django_db
MODEL = "en/term/self-compassion.md"


@pytest.fixture(autouse=True)
def vocabulary(db: None) -> None:
    """Terms for the articles to be about."""
    sync_vocabulary()


def test_all_files_become_live_articles(small_library: Path) -> None:
    report = load_library(small_library)
    assert len(report.added) == Article.objects.live().count() == 10
    read = article("self-compassion", "en")
    assert read is not None
    assert read.main_term == "concern:self-criticism"
    assert len(read.works) == 8


def test_the_second_time_changes_nothing(small_library: Path) -> None:
    load_library(small_library)
    at = Article.objects.get(slug="self-compassion").last_published_at
    report = load_library(small_library)
    assert (len(report.unchanged), report.added, report.updated, report.kept) == (10, [], [], [])
    assert Article.objects.get(slug="self-compassion").last_published_at == at


def test_a_changed_file_updates_its_article_and_says_so(small_library: Path) -> None:
    load_library(small_library)
    rewrite(small_library / MODEL, "Think of what", "Think for a moment of what")
    report = load_library(small_library)
    assert report.updated == ["term/self-compassion"]
    why = [change.why for change in Article.objects.get(slug="self-compassion").changes.all()]
    assert why == ["Updated with the library that comes with Rapport.", "First published."]


def test_what_an_editor_changed_is_kept(small_library: Path) -> None:
    load_library(small_library)
    row = Article.objects.get(slug="self-compassion").specific
    row.definition = "As our editor says it."
    row.change_note = "Plainer."
    row.save_revision(user=User.objects.create_user("editor@example.org")).publish()
    rewrite(small_library / MODEL, "Think of what", "Think for a moment of what")
    assert load_library(small_library).kept == ["term/self-compassion"]
    read = article("self-compassion", "en")
    assert read is not None
    assert read.definition == "As our editor says it."


def test_an_editors_draft_is_kept_too(small_library: Path) -> None:
    load_library(small_library)
    row = Article.objects.get(slug="self-compassion").specific
    row.definition = "A draft."
    row.save_revision(user=User.objects.create_user("editor@example.org"))
    rewrite(small_library / MODEL, "Think of what", "Think for a moment of what")
    assert load_library(small_library).kept == ["term/self-compassion"]


def test_a_file_that_is_wrong_stops_all_of_it(small_library: Path) -> None:
    rewrite(small_library / MODEL, "10.1080/15298860309032", "11.1/x")
    with pytest.raises(ArticleError, match=r"self-compassion\.md: references\.0\.DOI"):
        load_library(small_library)
    assert not Article.objects.exists()


def test_a_link_to_no_article_stops_all_of_it(small_library: Path) -> None:
    rewrite(small_library / MODEL, "(practice/kind-letter)", "(practice/nothing)")
    with pytest.raises(ArticleError, match="practice/nothing"):
        load_library(small_library)
    assert not Article.objects.exists()


def test_translations_belong_together(small_library: Path) -> None:
    load_library(small_library)
    one, other = Article.objects.filter(slug__in=("self-compassion", "autocompasion"))
    assert one.translation_key == other.translation_key
    assert one.locale_id != other.locale_id


def test_wagtails_welcome_page_is_gone_and_the_site_has_its_root(small_library: Path) -> None:
    load_library(small_library)
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    assert Site.objects.get().root_page.specific.title == "Encyclopedia"


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file as its author would."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
