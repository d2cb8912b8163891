"""Load articles from files, without touching what an editor has changed."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page, Site

from rapport.encyclopedia.actions.set_up_desk import set_up_desk
from rapport.encyclopedia.article_files import (
    FIND,
    LIBRARY,
    ArticleError,
    ArticleFile,
    InPractice,
    Section,
)
from rapport.encyclopedia.blocks import value_of
from rapport.encyclopedia.library_check import read_library
from rapport.encyclopedia.models import Article, Encyclopedia, PublishedChange
from rapport.encyclopedia.models.article import KIND_MODELS
from rapport.vocabulary.models import Term

TITLES = {"en": "Encyclopedia", "es": "Enciclopedia"}
FIRST_LANGUAGE = "en"
WITH_THE_LIBRARY = "Updated with the library that comes with Rapport."
_LINK = re.compile(r'<a href="([a-z]+/[a-z0-9-]+)">')


@dataclass(slots=True)
class LoadReport:
    """What loading did, as keys of articles; `kept` are those that an editor has changed."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def load_library(folder: Path = LIBRARY) -> LoadReport:
    """Bring all articles of a folder in, in one transaction. Raises `ArticleError`."""
    files, problems = read_library(folder)
    if problems:
        raise ArticleError(problems)
    with transaction.atomic():
        return _Loading(sorted(files, key=_order)).run()


def _order(file: ArticleFile) -> tuple[bool, str, str]:
    return (file.language != FIRST_LANGUAGE, file.kind, file.slug)


class _Loading:
    """One run: rows for all files first, so that they can link to each other, then their text."""

    def __init__(self, files: list[ArticleFile]) -> None:
        self.files = files
        self.report = LoadReport()
        self.terms = {f"{term.scheme}/{term.slug}": term for term in Term.objects.all()}
        self.roots = _roots({file.language for file in files} | {FIRST_LANGUAGE})
        self.rows: dict[tuple[str, str], Article] = {}

    def run(self) -> LoadReport:
        changed = [file for file in self.files if self._needs_loading(file)]
        for file in changed:
            row = self.rows[file.language, file.key]
            is_new = not row.loaded_hash
            try:
                self._fill(row, file)
            except ValidationError as error:
                where = f"{file.language}/{file.kind}/{file.path.name}"
                raise ArticleError([f"{where}: {'; '.join(error.messages)}"]) from error
            (self.report.added if is_new else self.report.updated).append(file.key)
        set_up_desk(self.roots.values())
        return self.report

    def _needs_loading(self, file: ArticleFile) -> bool:
        root = self.roots[file.language]
        row = KIND_MODELS[file.kind].objects.child_of(root).filter(slug=file.slug).first()
        if row is None:
            self.rows[file.language, file.key] = self._new(file, root)
            return True
        self.rows[file.language, file.key] = row
        if row.loaded_hash == hash_of(file):
            self.report.unchanged.append(file.key)
            return False
        if _is_an_editors(row):
            self.report.kept.append(file.key)
            return False
        return True

    def _new(self, file: ArticleFile, root: Page) -> Article:
        front = file.front
        row = KIND_MODELS[file.kind](
            title=front.title, slug=file.slug, live=False, locale=root.locale,
            definition=front.definition, category=front.category,
        )  # fmt: skip
        original = self.rows.get((FIRST_LANGUAGE, front.translation_of or ""))
        if original is not None:
            row.translation_key = original.translation_key
        return root.add_child(instance=row)  # type: ignore[no-any-return]

    def _fill(self, row: Article, file: ArticleFile) -> None:
        front = file.front
        is_new = not row.loaded_hash
        named = [self.terms[key] for key in front.terms if key in self.terms]
        row.title = row.draft_title = front.title
        row.definition, row.category, row.author = front.definition, front.category, front.author
        row.main_term = named[0] if named else None
        row.terms = named[1:]
        row.other_names = "\n".join(front.aliases)
        row.phrases = "\n".join(front.phrases)
        row.related = "\n".join(key.partition("/")[2] for key in front.related)
        row.next_review_on = front.next_review
        row.body = json.dumps([self._block(part, file) for part in file.body])
        works = [{"type": "work", "value": value_of(work)} for work in front.references]
        row.references = json.dumps(works)
        row.search_description = front.definition[:255]
        row.change_note = "" if is_new else WITH_THE_LIBRARY
        row.loaded_hash = hash_of(file)
        row.save_revision(log_action=False).publish(log_action=False)
        changes = PublishedChange.objects.filter(article_id=row.pk)
        changes.filter(pk=changes.values("pk")[:1]).update(published_on=front.updated)
        Article.objects.filter(pk=row.pk).update(updated_on=front.updated)

    def _block(self, part: Section | str, file: ArticleFile) -> dict[str, Any]:
        if isinstance(part, Section):
            html = _LINK.sub(lambda match: self._link(match.group(1), file.language), part.html)
            value = {"heading": part.heading, "role": part.role, "text": html}
            return {"type": "section", "value": value}
        if part == FIND:
            return {"type": "find", "value": None}
        return {"type": "in_practice", "value": [_way(one) for one in file.front.in_practice]}

    def _link(self, key: str, language: str) -> str:
        row = self.rows.get((language, key)) or self.rows.get((FIRST_LANGUAGE, key))
        if row is None:
            raise ArticleError([f"a text links to {key}, which is no article"])
        return f'<a linktype="page" id="{row.pk}">'


def hash_of(file: ArticleFile) -> str:
    """SHA-256 of a file, to see whether it is the one that was loaded."""
    return hashlib.sha256(file.path.read_bytes()).hexdigest()


def _is_an_editors(row: Article) -> bool:
    if row.revisions.filter(user__isnull=False).exists():
        return True
    published = PublishedChange.objects.filter(article_id=row.pk).first()
    return published is None or published.content_hash != row.content_hash


def _way(one: InPractice) -> dict[str, Any]:
    value: dict[str, Any] = {"term": one.term, "line": one.line}
    if one.guideline:
        said = one.guideline
        value |= {"body": said.body, "year": said.year, "reference": said.reference}
    elif one.reference:
        value["reference"] = one.reference
    return value


def _roots(languages: Iterable[str]) -> Mapping[str, Page]:
    """Give the front page of each language, made where it is missing."""
    top = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    _remove_welcome_page(top)
    found: dict[str, Page] = {}
    for language in sorted(languages, key=lambda code: code != FIRST_LANGUAGE):
        locale, _ = Locale.objects.get_or_create(language_code=language)
        root = Encyclopedia.objects.filter(locale=locale).first()
        if root is None:
            title = TITLES.get(language, TITLES[FIRST_LANGUAGE])
            root = Encyclopedia(title=title, slug=f"encyclopedia-{language}", locale=locale)
            if language != FIRST_LANGUAGE:
                root.translation_key = found[FIRST_LANGUAGE].translation_key
            top.refresh_from_db()
            root = top.add_child(instance=root)
        found[language] = root
    _set_site(found[FIRST_LANGUAGE])
    return found


def _set_site(root: Page) -> None:
    """Tell Wagtail where the site stands, so that previews ask for it under its own name."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": hosts[0].lstrip(".") if hosts else "localhost",
            "port": 443 if settings.SECURE_SSL_REDIRECT else 80,
            "root_page": root,
        },
    )


def _remove_welcome_page(top: Page) -> None:
    """Wagtail's first migration makes a page that says welcome; nobody has written it."""
    welcome = top.get_children().filter(slug="home", content_type__model="page")
    for page in welcome.filter(latest_revision__isnull=True):
        Site.objects.filter(root_page=page).delete()
        page.delete()
