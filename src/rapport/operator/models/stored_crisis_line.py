"""A crisis line as the operator keeps it; the shipped ones are the beginning."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.operator.crisis import CrisisLine, Purpose

NUMBER = RegexValidator(r"^\+?[0-9][0-9 -]*$", _("Write digits, such as 1-800-799-7233."))

WEB = URLValidator(["https", "http"])


class PurposeChoices(models.TextChoices):
    """For whom a line is, in words."""

    EMERGENCY = Purpose.EMERGENCY.value, _("immediate danger, on every page")
    CRISIS = Purpose.CRISIS.value, _("suicide or crisis, on every page")
    ABUSE = Purpose.ABUSE.value, _("on pages about abuse")
    ELSEWHERE = Purpose.ELSEWHERE.value, _("for people in other countries, on the safety page")


class StoredCrisisLine(models.Model):
    """One line, with who says so and the day on which that was really read."""

    slug = models.SlugField(_("short name"), unique=True)
    purpose = models.CharField(_("what it is for"), max_length=20, choices=PurposeChoices.choices)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    name = models.JSONField(_("what it is called"), default=dict)
    call = models.CharField(_("number to call"), max_length=30, blank=True, validators=[NUMBER])
    call_hint = models.JSONField(
        _("what to do when they answer"),
        default=dict,
        blank=True,
        help_text=_("Where another language needs a key, such as “press 2”."),
    )
    text = models.CharField(_("number for texts"), max_length=30, blank=True, validators=[NUMBER])
    keyword = models.JSONField(
        _("word to text"),
        default=dict,
        blank=True,
        help_text=_("Where a text must begin with a word, such as START."),
    )
    web = models.CharField(_("web page"), max_length=300, blank=True, validators=[WEB])
    source = models.CharField(
        _("source"),
        max_length=300,
        validators=[WEB],
        help_text=_("Web page where you read these numbers yourself."),
    )
    read_on = models.DateField(_("source read on"))
    note = models.TextField(_("note"), blank=True, help_text=_("Not shown to visitors."))
    is_shown = models.BooleanField(_("shown"), default=True)
    is_own = models.BooleanField(
        _("kept by you"),
        default=False,
        editable=False,
        help_text=_("Once you save a shipped line it is yours: new versions leave it alone."),
    )

    class Meta:
        ordering = ("position", "slug")
        verbose_name = _("crisis line")
        verbose_name_plural = _("crisis lines")

    def __str__(self) -> str:
        return f"{self.name.get('en') or self.slug} ({self.call or self.web})"

    def clean(self) -> None:
        """Refuse a line that nobody can reach in danger, and a source read in the future."""
        wrong: dict[str, Any] = {}
        if not (self.call or self.web):
            wrong["call"] = _("Give a number to call or a web page.")
        elif not self.call and self.purpose in (Purpose.EMERGENCY, Purpose.CRISIS):
            wrong["call"] = _("A line that stands on every page needs a number.")
        if self.read_on and self.read_on > date.today():  # noqa: DTZ011 (a day of slack is fine)
            wrong["read_on"] = _("This day has not come yet.")
        if wrong:
            raise ValidationError(wrong)

    def line(self) -> CrisisLine:
        """Give the line as pages use it."""
        fields: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("slug", "name", "call", "call_hint", "text", "keyword", "web", "source")
        }
        return CrisisLine(
            **fields, purpose=Purpose(self.purpose), read_on=self.read_on, note=self.note
        )
