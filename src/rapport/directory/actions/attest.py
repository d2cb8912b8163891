"""Confirm what a listing says: one row for one aspect, and unanswered questions are answered."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from rapport.directory.actions.record_change import record_changes
from rapport.directory.models import Attestation, Listing
from rapport.directory.models.attestation import Method
from rapport.matching import Aspect, SourceKind


@transaction.atomic
def attest(
    listing: Listing,
    aspect: Aspect,
    on: date,
    source_kind: SourceKind = SourceKind.THERAPIST,
    by: AbstractBaseUser | None = None,
) -> Attestation:
    """Confirm an aspect as of `on`, which lies not in the future of the operator's day."""
    attestation = Attestation(
        listing=listing,
        aspect=aspect,
        source_kind=source_kind,
        method=Method.ONE_TAP,
        confirmed_on=on,
        confirmed_by_id=by.pk if by else None,
    )
    attestation.save()
    Listing.objects.filter(pk=listing.pk).update(asked_on=None)
    record_changes([listing.pk])
    return attestation
