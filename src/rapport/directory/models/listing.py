"""A listing: what is published about a therapist, clinic, group or helpline."""

import secrets
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

UNANSWERED_DAYS = 90
"""A claimed listing is hidden after so many days without an answer to what it was asked."""

_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
"""Letters and digits that nobody confuses, without vowels, so that no id spells a word."""


def new_public_id() -> str:
    """Make an id for addresses: 10 characters that say nothing and cannot be guessed."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class Kind(models.TextChoices):
    """What a listing is of."""

    THERAPIST = "therapist", _("Therapist")
    CLINIC = "clinic", _("Clinic")
    GROUP = "group", _("Group")
    HELPLINE = "helpline", _("Helpline")


class Status(models.TextChoices):
    """Where a listing is on its way; only a published one is ever shown."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ConsentBasis(models.TextChoices):
    """On what right a listing is published; without one it cannot be."""

    OWN_REQUEST = "own-request", _("The therapist asked for it")
    ROSTER_MEMBER = "roster-member", _("Member of the operator's own roster")
    PUBLIC_AGENCY = "public-agency", _("On a public agency's list of services")


class ListingQuerySet(models.QuerySet["Listing"]):
    """Sets of listings that read as sentences."""

    def visible_to_public(self, on: date) -> Self:
        """Published ones that did not leave questions unanswered for too long."""
        long_ago = on - timedelta(days=UNANSWERED_DAYS)
        answered = models.Q(asked_on__isnull=True) | models.Q(asked_on__gt=long_ago)
        return self.filter(answered, status=Status.PUBLISHED)

    def visible_to(self, viewer: object, on: date) -> Self:
        """What `viewer` may see: staff everything, a therapist also their own, others the public's.

        `viewer` is a user, signed in or not, or None for a program that speaks for the public.
        """
        if getattr(viewer, "is_staff", False) and getattr(viewer, "is_active", False):
            return self
        public = self.visible_to_public(on)
        if getattr(viewer, "is_authenticated", False):
            return public | self.filter(claimed_by=viewer)
        return public


class Listing(models.Model):
    """One listing. Its facts live in rows of their own, each confirmed by attestations.

    `asked_on` is the day of the first question its therapist has not answered yet.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT.value
    )
    name = models.CharField(_("name"), max_length=200)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    npi = models.CharField(_("NPI"), max_length=10, blank=True, db_index=True)
    headline = models.CharField(_("one sentence"), max_length=200, blank=True)
    own_words = models.TextField(_("in their own words"), blank=True)
    practising_since = models.PositiveSmallIntegerField(
        _("in practice since (year)"), null=True, blank=True
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    consent_basis = models.CharField(
        _("published because"), max_length=16, choices=ConsentBasis.choices, blank=True
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("claimed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="listings",
    )
    asked_on = models.DateField(_("unanswered since"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.CheckConstraint(
                name="published_listing_has_consent_basis",
                condition=~models.Q(status=Status.PUBLISHED) | ~models.Q(consent_basis=""),
            ),
        ]
        indexes = [models.Index(fields=("status", "kind"), name="listing_status_kind")]

    def __str__(self) -> str:
        return self.name
