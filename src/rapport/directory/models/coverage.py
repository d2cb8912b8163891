"""Who pays a listing: payers it works with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing
from rapport.vocabulary.models import Term


class Network(models.TextChoices):
    """The listing's standing with a payer."""

    IN = "in", _("In network")
    OUT = "out", _("Out of network")
    UNKNOWN = "unknown", _("Not known")


class Coverage(models.Model):
    """One payer of a listing, optionally one of its named plans."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="coverage")
    payer = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    plan = models.CharField(_("plan"), max_length=100, blank=True)
    network = models.CharField(
        _("network"), max_length=8, choices=Network.choices, default=Network.IN.value
    )

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        constraints = [
            models.UniqueConstraint(fields=("listing", "payer", "plan"), name="coverage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.payer_id} {self.network}"
