"""The operator's settings: one row, because one installation has one operator."""

import re
from typing import Any, Self
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.operator.contrast import LEAST_FOR_TEXT, PAPER, contrast_ratio

THE_ONLY_ROW = 1
ACCENT = r"^#[0-9a-fA-F]{6}$"


class Units(models.TextChoices):
    """How distances are shown; inside they are kilometres."""

    MILES = "mi", _("miles")
    KILOMETRES = "km", _("kilometres")


class OperatorSettings(models.Model):
    """Who runs this directory and how it presents itself."""

    name = models.CharField(_("name of the directory"), max_length=80, default="Rapport")
    operator_name = models.CharField(_("who runs it"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    policy = models.TextField(
        _("listing policy"),
        blank=True,
        help_text=_(
            "On what right do you publish your listings? Shown on “About the data”. A policy text "
            "for that page takes its place, in its language."
        ),
    )
    units = models.CharField(
        _("units"), max_length=2, choices=Units.choices, default=Units.MILES.value
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(ACCENT, _("Write it as #1f5f4f."))],
        help_text=_("Empty: Rapport's own green. It must be dark enough to read on the pages."),
    )
    logo = models.FileField(_("logo"), upload_to="logo", blank=True)
    is_non_commercial = models.BooleanField(
        _("offer self-checks for non-commercial use"),
        default=False,
        help_text=_(
            "WHO-5 is under CC BY-NC-SA 3.0 IGO. Turn it on only if nobody earns money with this"
            " directory."
        ),
    )
    is_translation_reviewed = models.BooleanField(
        _("a native speaker has read the Spanish pages"),
        default=False,
        help_text=_(
            "Spanish comes not yet reviewed by a native speaker, and the accessibility statement "
            "says so. Tick this when somebody has read the pages and the crisis lines."
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("operator settings")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a time zone nobody knows and an accent that cannot be read."""
        if self.time_zone not in available_timezones():
            raise ValidationError({"time_zone": _("Give a name such as America/New_York.")})
        if re.fullmatch(ACCENT, self.accent):
            ratio = contrast_ratio(self.accent, PAPER)
            if ratio < LEAST_FOR_TEXT:
                problem = _("Its contrast is %(ratio).1f to 1; readable text needs 4.5 to 1.")
                raise ValidationError({"accent": problem % {"ratio": ratio}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as the only row."""
        self.pk = THE_ONLY_ROW
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> Self:
        """Give the settings, or the defaults if nothing was ever saved. One query."""
        return cls.objects.filter(pk=THE_ONLY_ROW).first() or cls(pk=THE_ONLY_ROW)
