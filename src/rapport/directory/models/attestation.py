"""Who confirmed what about a listing, and when: append-only."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing
from rapport.directory.models.source import Source
from rapport.matching import Aspect, SourceKind


class Method(models.TextChoices):
    """How a fact was confirmed."""

    ONE_TAP = "one-tap", _("One tap")
    FORM = "form", _("Form")
    IMPORT = "import", _("Import")
    REGISTER = "register", _("Read in the register")


class Attestation(models.Model):
    """One confirmation of one aspect; the latest counts. A row is written once and stays.

    `subject` narrows the aspect to one payer, office or licence; empty means all of it.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="attestations")
    aspect = models.CharField(
        _("aspect"), max_length=10, choices=[(one.value, one.value.title()) for one in Aspect]
    )
    subject = models.CharField(_("subject"), max_length=80, blank=True)
    source_kind = models.CharField(
        _("said by"), max_length=10, choices=[(one.value, one.value.title()) for one in SourceKind]
    )
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL)
    method = models.CharField(_("how"), max_length=10, choices=Method.choices)
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        indexes = [
            models.Index(fields=("listing", "aspect", "-confirmed_on"), name="attestation_latest")
        ]

    def __str__(self) -> str:
        return f"{self.aspect} {self.confirmed_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; changing one that was written is refused."""
        if self.pk is not None:
            raise TypeError("An attestation is never changed: write a new one")
        super().save(*args, **kwargs)
