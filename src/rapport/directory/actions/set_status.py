"""Publish, pause or withdraw listings, and never publish a person again who asked to be removed."""

from django.db import transaction

from rapport.directory.actions.record_change import record_changes
from rapport.directory.models import Listing, SourceRecord, Suppression
from rapport.directory.models.listing import ConsentBasis, Status


class NoConsentBasis(ValueError):
    """Publishing was asked for without saying on what right."""


@transaction.atomic
def publish_listing(listing: Listing, basis: ConsentBasis | None = None) -> None:
    """Show a listing. Raises NoConsentBasis if neither it nor the caller says on what right."""
    listing.consent_basis = basis or listing.consent_basis
    if not listing.consent_basis:
        raise NoConsentBasis(f"{listing.name}: say on what right it is published")
    _set_status(listing, Status.PUBLISHED)


@transaction.atomic
def pause_listing(listing: Listing) -> None:
    """Hide a listing for a while."""
    _set_status(listing, Status.PAUSED)


@transaction.atomic
def withdraw_listing(listing: Listing) -> None:
    """Hide a listing for good; the next import may bring it back unless it is also suppressed."""
    _set_status(listing, Status.WITHDRAWN)


@transaction.atomic
def remove_on_request(listing: Listing, reason: str = "") -> None:
    """Withdraw a listing and suppress its records and NPI, so that no import publishes it again."""
    for record in SourceRecord.objects.filter(listing=listing):
        Suppression.objects.get_or_create(
            source_id=record.source_id, key=record.key, defaults={"reason": reason}
        )
    if listing.npi:
        Suppression.objects.get_or_create(
            source=None, key="", npi=listing.npi, defaults={"reason": reason}
        )
    withdraw_listing(listing)


def _set_status(listing: Listing, status: Status) -> None:
    listing.status = status
    listing.save(update_fields=["status", "consent_basis", "updated_at"])
    record_changes([listing.pk])
