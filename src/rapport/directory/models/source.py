"""Where facts come from, and which record of a source became which listing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing
from rapport.matching import SourceKind


class Source(models.Model):
    """A roster, a registry, the operator or the therapists themselves."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=[(kind.value, kind.value.title()) for kind in SourceKind],
    )
    url = models.URLField(_("address"), max_length=300, blank=True)
    licence = models.CharField(_("terms of use"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """One record of a source: its key, a fingerprint of what it said, and its listing."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="records")
    key = models.CharField(_("key"), max_length=400)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("source record")
        verbose_name_plural = _("source records")
        constraints = [
            models.UniqueConstraint(fields=("source", "key"), name="source_record_key"),
        ]

    def __str__(self) -> str:
        return self.key
