"""What the operator adds to a page in their own words, in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyPlace(models.TextChoices):
    """Where such words stand."""

    WHO = "who", _("who runs this directory (on the pages that name you)")
    LISTINGS = "listings", _("on what right you publish your listings (About the data)")
    PRIVACY = "privacy", _("Privacy")
    HEALTH_DATA = "health-data", _("Consumer health data")
    SAFETY = "safety", _("Safety")
    ACCESSIBILITY = "accessibility", _("Accessibility statement")


class PolicyText(models.Model):
    """A text for one place in one language; where there is none, the first language's is shown."""

    place = models.CharField(_("where it stands"), max_length=20, choices=PolicyPlace.choices)
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(
        _("text"),
        help_text=_(
            "Plain words. An empty line begins a paragraph; web addresses become links. It stands "
            "beside our own promises and must not contradict them."
        ),
    )
    changed_on = models.DateField(_("last changed"), auto_now=True)

    class Meta:
        ordering = ("place", "language")
        verbose_name = _("policy text")
        verbose_name_plural = _("policy texts")
        constraints = [
            models.UniqueConstraint(fields=("place", "language"), name="one_policy_text"),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()} ({self.language})"
