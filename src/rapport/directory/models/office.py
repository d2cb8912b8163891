"""An office: a place, or a practice by video or phone."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing

JURISDICTION = RegexValidator(r"^[A-Z]{2}-[A-Z0-9]{1,3}$", _("Use a code such as US-TX."))


class Mode(models.TextChoices):
    """How people meet there."""

    IN_PERSON = "in-person", _("In person")
    VIDEO = "video", _("By video")
    PHONE = "phone", _("By phone")


class PointPrecision(models.TextChoices):
    """What a point stands for."""

    ADDRESS = "address", _("Address")
    ZIP = "zip", _("ZIP area")
    TOWN = "town", _("Town")


class Office(models.Model):
    """Where a listing meets people.

    `ref` names the office inside its listing, so that a roster can find it again. The point of a
    private home is the centre of its town from the start, so that nobody can work out more, unless
    the therapist chose to show the address. The jurisdiction of a clinic's video practice is where
    the clinic works; a therapist's follows from licences.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="offices")
    ref = models.CharField(max_length=60, default="main")
    mode = models.CharField(_("how"), max_length=10, choices=Mode.choices)
    street = models.CharField(_("street"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    jurisdiction = models.CharField(
        _("jurisdiction"), max_length=6, blank=True, validators=[JURISDICTION]
    )
    country = models.CharField(_("country"), max_length=2, default="US")
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision = models.CharField(
        _("the point is that of the"), max_length=8, choices=PointPrecision.choices, blank=True
    )
    is_home = models.BooleanField(_("a private home"), default=False)
    shows_address = models.BooleanField(_("show the address all the same"), default=False)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.UniqueConstraint(fields=("listing", "ref"), name="office_listing_ref"),
            models.CheckConstraint(
                name="office_point_whole_with_precision",
                condition=(
                    models.Q(latitude__isnull=True, longitude__isnull=True, precision="")
                    | models.Q(latitude__isnull=False, longitude__isnull=False)
                    & ~models.Q(precision="")
                ),
            ),
            models.CheckConstraint(
                name="private_home_is_at_town_centre",
                condition=(
                    models.Q(is_home=False)
                    | models.Q(shows_address=True)
                    | models.Q(precision__in=("", PointPrecision.TOWN))
                ),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, self.city, self.postcode) if part)
