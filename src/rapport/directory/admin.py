"""Listings in the administration; every save tells the index."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from rapport.directory.actions.record_change import record_changes
from rapport.directory.models import (
    Attestation,
    Coverage,
    Fee,
    Licence,
    Listing,
    ListingTerm,
    Office,
    Opening,
    ProblemReport,
    Source,
    Suppression,
)

_HTTPS: dict[type[models.Field[Any, Any]], dict[str, str]] = {
    models.URLField: {"assume_scheme": "https"}
}
"""An address written without its beginning is taken as https, as Django 6 does."""


class _TermsInline(admin.TabularInline[ListingTerm, Listing]):
    model = ListingTerm
    extra = 0
    autocomplete_fields = ("term",)


class _OfficesInline(admin.StackedInline[Office, Listing]):
    model = Office
    extra = 0


class _OpeningsInline(admin.TabularInline[Opening, Listing]):
    model = Opening
    extra = 0
    autocomplete_fields = ("payer",)


class _CoverageInline(admin.TabularInline[Coverage, Listing]):
    model = Coverage
    extra = 0
    autocomplete_fields = ("payer",)


class _FeesInline(admin.TabularInline[Fee, Listing]):
    model = Fee
    extra = 0
    autocomplete_fields = ("format",)


class _LicencesInline(admin.StackedInline[Licence, Listing]):
    model = Licence
    extra = 0
    autocomplete_fields = ("profession",)
    formfield_overrides = _HTTPS


class _AttestationsInline(admin.TabularInline[Attestation, Listing]):
    """Confirmations: added, never changed."""

    model = Attestation
    extra = 0
    can_delete = False
    readonly_fields = ("recorded_at",)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """What was attested stays as it was."""
        return False


@admin.register(Listing)
class ListingAdmin(admin.ModelAdmin[Listing]):
    """A listing with all its facts."""

    list_display = ("name", "kind", "status", "updated_at")
    list_filter = ("status", "kind", "consent_basis")
    formfield_overrides = _HTTPS
    search_fields = ("name", "npi", "public_id")
    autocomplete_fields = ("claimed_by",)
    inlines = (
        _OfficesInline,
        _OpeningsInline,
        _LicencesInline,
        _TermsInline,
        _CoverageInline,
        _FeesInline,
        _AttestationsInline,
    )

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm[Listing], formsets: Any, change: bool
    ) -> None:
        """Save the listing's facts, then write the change log."""
        super().save_related(request, form, formsets, change)
        record_changes([form.instance.pk])

    def delete_model(self, request: HttpRequest, obj: Listing) -> None:
        """Delete a listing and take it out of the index."""
        listing_id = obj.pk
        super().delete_model(request, obj)
        record_changes([listing_id])

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Listing]) -> None:
        """Delete several listings and take them out of the index."""
        listing_ids = list(queryset.values_list("pk", flat=True))
        super().delete_queryset(request, queryset)
        record_changes(listing_ids)


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin[Source]):
    """Where facts come from."""

    list_display = ("name", "kind", "slug")
    formfield_overrides = _HTTPS


@admin.register(Suppression)
class SuppressionAdmin(admin.ModelAdmin[Suppression]):
    """What no import may bring back."""

    list_display = ("__str__", "source", "reason", "created_at")
    search_fields = ("key", "npi")


@admin.register(ProblemReport)
class ProblemReportAdmin(admin.ModelAdmin[ProblemReport]):
    """What visitors found wrong, the most frequent first."""

    list_display = ("listing", "wrong", "on", "count", "is_settled")
    list_filter = ("is_settled", "wrong")
    list_editable = ("is_settled",)
    ordering = ("is_settled", "-count", "-on")
    list_select_related = ("listing",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Reports come from visitors."""
        return False
