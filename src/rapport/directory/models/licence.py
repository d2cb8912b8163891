"""A licence to practise, or a compact's privilege to do so elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing
from rapport.directory.models.office import JURISDICTION
from rapport.licensure import Standing
from rapport.vocabulary.models import Term


class Licence(models.Model):
    """One licence. It is *verified* only when a board's list or a named person confirmed it."""

    class Type(models.TextChoices):
        """A licence of its own, or a compact's privilege."""

        LICENCE = "licence", _("Licence")
        PRIVILEGE = "privilege", _("Privilege under a compact")

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="licences")
    type = models.CharField(max_length=10, choices=Type.choices, default=Type.LICENCE.value)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=6, validators=[JURISDICTION])
    profession = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=40, blank=True)
    compact = models.CharField(_("compact"), max_length=40, blank=True)
    standing = models.CharField(
        _("standing"),
        max_length=12,
        choices=[(standing.value, standing.name.title()) for standing in Standing],
        default=Standing.ACTIVE.value,
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    register_url = models.URLField(_("register entry"), max_length=300, blank=True)
    checked_on = models.DateField(_("checked in the register on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        constraints = [
            models.UniqueConstraint(
                fields=("listing", "type", "jurisdiction", "profession", "number"),
                name="licence_once",
            ),
            models.CheckConstraint(
                name="licence_check_has_a_name",
                condition=models.Q(checked_on__isnull=True) | ~models.Q(checked_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.number}"
