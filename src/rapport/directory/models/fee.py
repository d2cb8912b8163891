"""What a session costs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing
from rapport.vocabulary.models import Term


class Fee(models.Model):
    """A price in cents for one session, in general or for one format such as couples.

    `floor_cents` is how far a sliding scale goes down; `low_fee_seats` how many are reserved.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="fees")
    format = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    low_cents = models.PositiveIntegerField(_("from (cents)"))
    high_cents = models.PositiveIntegerField(_("to (cents)"), null=True, blank=True)
    floor_cents = models.PositiveIntegerField(
        _("sliding scale from (cents)"), null=True, blank=True
    )
    low_fee_seats = models.PositiveSmallIntegerField(_("low-fee seats"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD")

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.CheckConstraint(
                name="fee_range_rises",
                condition=models.Q(high_cents__isnull=True)
                | models.Q(high_cents__gte=models.F("low_cents")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.low_cents}"
