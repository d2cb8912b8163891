"""A term of a scheme, in the manner of SKOS."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One thing that can be said of a listing, or asked for.

    What comes from a scheme file is rewritten at each sync; what an operator says about the same
    term lives in `overrides` and wins. A term that left its file is retired, never deleted,
    because listings may still carry it.
    """

    scheme = models.SlugField(_("scheme"), max_length=40)
    slug = models.SlugField(_("slug"), max_length=60)
    label = models.JSONField(_("label"), default=dict)
    definition = models.JSONField(_("definition"), default=dict, blank=True)
    aliases = models.JSONField(_("other names"), default=dict, blank=True)
    aliases_exact = models.JSONField(_("other names, exactly as written"), default=dict, blank=True)
    phrases = models.JSONField(_("everyday phrases"), default=dict, blank=True)
    category = models.SlugField(_("category"), max_length=60, blank=True)
    jurisdictions = models.JSONField(_("jurisdictions"), default=list, blank=True)
    crosswalk = models.JSONField(_("crosswalk"), default=dict, blank=True)
    broader = models.ManyToManyField(
        "self", verbose_name=_("broader"), symmetrical=False, related_name="narrower", blank=True
    )
    related = models.ManyToManyField("self", verbose_name=_("related"), blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_retired = models.BooleanField(_("retired"), default=False)
    is_operators_own = models.BooleanField(_("added by the operator"), default=False)
    overrides = models.JSONField(_("the operator's wording"), default=dict, blank=True)

    class Meta:
        ordering = ("scheme", "position", "slug")
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=("scheme", "slug"), name="term_scheme_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.slug}"


class TaxonomyCode(models.Model):
    """A code of the provider taxonomy with its text, as the operator's own file gives it."""

    code = models.CharField(_("code"), max_length=10, primary_key=True)
    grouping = models.CharField(_("grouping"), max_length=200, blank=True)
    classification = models.CharField(_("classification"), max_length=200, blank=True)
    specialization = models.CharField(_("specialization"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=300, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("taxonomy code")
        verbose_name_plural = _("taxonomy codes")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
