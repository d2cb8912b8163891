"""What visitors say is wrong with a listing: counted by day, without a word about who said it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing


class Wrong(models.TextChoices):
    """What can be wrong."""

    CONTACT = "contact", _("The telephone number or address does not work")
    OPENINGS = "openings", _("They do not take new clients")
    COVERAGE = "coverage", _("They do not take the payer that is named")
    FEES = "fees", _("The fee is different")
    PRACTICE = "practice", _("They do not work with what is named")
    GONE = "gone", _("They moved away or stopped working")
    OTHER = "other", _("Something else is wrong")


class ProblemReport(models.Model):
    """How often one thing was reported wrong with one listing on one day."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="problem_reports")
    wrong = models.CharField(_("what is wrong"), max_length=10, choices=Wrong.choices)
    on = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("how often"), default=0)
    is_settled = models.BooleanField(_("settled"), default=False)

    class Meta:
        verbose_name = _("report of a mistake")
        verbose_name_plural = _("reports of mistakes")
        constraints = [
            models.UniqueConstraint(fields=("listing", "wrong", "on"), name="report_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.wrong} {self.on}"
