"""An article and its kinds, in Wagtail's tree of pages."""

import hashlib
import json
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from rapport.encyclopedia.blocks import BodyBlock, WorkBlock
from rapport.encyclopedia.forms import ArticleForm

TERM_SCHEMES = ("concern", "approach", "community", "age", "format")

CATEGORIES = (
    ("mood", _("Mood and feelings")),
    ("anxiety", _("Anxiety, fear and stress")),
    ("trauma", _("Painful experiences and abuse")),
    ("self", _("How you see yourself")),
    ("relationships", _("Love, sex and friendship")),
    ("family", _("Family, children and parenthood")),
    ("habits", _("Addiction, food and habits")),
    ("mind", _("Mind, attention, memory and sleep")),
    ("body", _("Body and illness")),
    ("life", _("Loss, work and life changes")),
    ("belonging", _("Identity, culture and belonging")),
    ("help", _("Getting help and formal matters")),
    ("thinking-and-doing", _("Working with thoughts and actions")),
    ("depth", _("Looking at where feelings come from")),
    ("body-and-mind", _("Working with body and attention")),
    ("together", _("Couples, families and groups")),
    ("other", _("Other types of therapy")),
    ("finding", _("Finding a therapist")),
    ("paying", _("Paying for therapy")),
    ("rights", _("Your rights")),
    ("working-together", _("Working with a therapist")),
    ("calm", _("Finding calm")),
    ("kindness", _("Being kind to yourself")),
    ("doing", _("Doing one thing")),
    ("listing", _("Your listing")),
    ("practice", _("Your practice")),
    ("law", _("Law and ethics")),
    ("templates", _("Templates to print")),
)
"""Groups in which the encyclopedia lists its articles."""


_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
"""The browser's own date field: Wagtail's needs a script in the page, which the desk forbids."""


class Encyclopedia(Page):
    """The front page of the encyclopedia in one language."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 4
    preview_modes: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("encyclopedia")
        verbose_name_plural = _("encyclopedias")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Give where the front page stands: /learn, /es/learn."""
        return _parts(self, "learn")


class Article(Page):
    """An article of any kind. What editors make is always one of the kinds below."""

    KIND: ClassVar[str] = ""

    kind = models.CharField(_("kind"), max_length=20, editable=False, db_index=True)
    definition = models.CharField(_("definition in one sentence"), max_length=300)
    category = models.CharField(_("category"), max_length=40, choices=CATEGORIES)
    main_term = models.ForeignKey(
        "vocabulary.Term",
        verbose_name=_("term that Find a Therapist is set to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"scheme__in": TERM_SCHEMES},
    )
    terms = ParentalManyToManyField(
        "vocabulary.Term",
        verbose_name=_("other terms it is about"),
        blank=True,
        related_name="+",
        limit_choices_to={"scheme__in": TERM_SCHEMES},
    )
    other_names = models.TextField(
        _("other names"), blank=True, help_text=_("One a line. Their addresses lead here.")
    )
    phrases = models.TextField(
        _("everyday phrases"), blank=True, help_text=_("One a line: what people type.")
    )
    related = models.TextField(
        _("related articles"), blank=True, help_text=_("One a line: the last part of the address.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"))
    references = StreamField(
        [("work", WorkBlock())], verbose_name=_("works cited"), blank=True, default=list
    )
    author = models.CharField(_("author"), max_length=200, default="The editors of Rapport")
    updated_on = models.DateField(_("last updated"), null=True, blank=True, editable=False)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    change_note = models.CharField(
        _("what changed, and why?"),
        max_length=300,
        blank=True,
        help_text=_("Asked for when you publish or submit. It stands in the public history."),
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    is_creatable = False
    base_form_class = ArticleForm
    parent_page_types: ClassVar[list[str]] = ["encyclopedia.Encyclopedia"]
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False

    text_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("definition"),
        FieldPanel("body"),
        FieldPanel("references"),
        FieldPanel("change_note"),
    ]
    topic_panels: ClassVar[list[Any]] = [
        FieldPanel("category"),
        FieldPanel("main_term"),
        FieldPanel("terms"),
        MultiFieldPanel([FieldPanel("other_names"), FieldPanel("phrases"), FieldPanel("related")]),
    ]
    people_panels: ClassVar[list[Any]] = [
        FieldPanel("author"),
        FieldPanel("next_review_on", widget=_DAY),
        FieldPanel("slug"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(topic_panels, heading=_("Topic")),
            ObjectList(people_panels, heading=_("Author, review, address")),
        ]
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the kind, so that one query reads articles of all kinds, and a former address."""
        self.kind = self.KIND or self.kind
        before = (
            Article.objects.filter(pk=self.pk, live=True).values_list("slug", flat=True).first()
        )
        super().save(*args, **kwargs)
        if before is not None and before != self.slug:
            self.former_addresses.get_or_create(slug=before)

    @property
    def content_hash(self) -> str:
        """SHA-256 of title, definition, text and works: what a reviewer signs."""
        said = [
            self.title,
            self.definition,
            _as_said(self.body),
            _as_said(self.references),
        ]
        text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The page as readers see it, and what the checks say of it while writing."""
        return [("", _("Article")), ("checks", _("Checks: reading age, safety, references"))]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Give where the article stands: /learn/self-compassion, /es/learn/autocompasion."""
        return _parts(self, "article", self.slug)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page; the view belongs to the face above, which settings name."""
        view = import_string(settings.RAPPORT_ARTICLE_VIEW)
        response: HttpResponse = view(request, self)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show a draft in the editor, or its checks."""
        if mode_name == "checks":
            view = import_string(settings.RAPPORT_ARTICLE_CHECKS_VIEW)
            response: HttpResponse = view(request, self)
            return response
        return self.serve(request)


class TermArticle(Article):
    """A term of the encyclopedia: self-compassion, transference."""

    KIND = "term"

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")


class ConcernArticle(Article):
    """What people look for help with."""

    KIND = "concern"

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")


class ApproachArticle(Article):
    """A type of therapy."""

    KIND = "approach"

    class Meta:
        verbose_name = _("type of therapy")
        verbose_name_plural = _("types of therapy")


class GuideArticle(Article):
    """How to choose, what it costs, your rights."""

    KIND = "guide"

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")


class PracticeArticle(Article):
    """A short exercise to do by yourself."""

    KIND = "practice"

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")


class ResourceArticle(Article):
    """For therapists."""

    KIND = "resource"

    class Meta:
        verbose_name = _("therapist resource")
        verbose_name_plural = _("therapist resources")


KIND_MODELS: dict[str, type[Article]] = {
    model.KIND: model
    for model in (
        TermArticle, ConcernArticle, ApproachArticle, GuideArticle, PracticeArticle,
        ResourceArticle,
    )
}  # fmt: skip


def _parts(page: Page, route: str, *args: str) -> tuple[int, str, str] | None:
    sites = page._get_relevant_site_root_paths()
    if not sites:
        return None
    with translation.override(page.locale.language_code):
        return sites[0].site_id, sites[0].root_url, reverse(route, args=args)


def _as_said(stream: Any) -> Any:
    """Give what blocks say, in one form however they were stored."""
    list(stream)  # a block that was not looked at yet is given back as it was stored
    return _without_ids(stream.get_prep_value())


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    if isinstance(value, dict):
        return {key: _without_ids(one) for key, one in value.items() if key != "id" and one}
    return value
