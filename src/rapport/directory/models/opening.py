"""Whether new clients are taken: for an office, a payer, both, or in general."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing
from rapport.directory.models.office import Office
from rapport.vocabulary.models import Term


class State(models.TextChoices):
    """Whether there is room."""

    OPEN = "open", _("Taking new clients")
    WAITLIST = "waitlist", _("Waiting list")
    FULL = "full", _("Full")


class Opening(models.Model):
    """Room for new clients. The most specific row wins; when it was said is an attestation."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="openings")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.CASCADE)
    payer = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    weeks = models.PositiveSmallIntegerField(_("weeks to wait"), default=0)

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        constraints = [
            models.UniqueConstraint(fields=("listing", "office", "payer"), name="opening_once"),
            models.UniqueConstraint(
                fields=("listing", "office"),
                condition=models.Q(payer=None),
                name="opening_of_office_once",
            ),
            models.UniqueConstraint(
                fields=("listing", "payer"),
                condition=models.Q(office=None),
                name="opening_for_payer_once",
            ),
            models.UniqueConstraint(
                fields=("listing",),
                condition=models.Q(office=None, payer=None),
                name="opening_in_general_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.state}"
