"""The operator's settings in the administration."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from rapport.operator.logo import redrawn_logo
from rapport.operator.models import OperatorSettings


class OperatorSettingsForm(forms.ModelForm[OperatorSettings]):
    """The settings, with the logo drawn anew before it is kept."""

    class Meta:
        model = OperatorSettings
        fields = "__all__"

    def clean_logo(self) -> Any:
        """Check and redraw an uploaded logo; one that is there stays."""
        logo = self.cleaned_data["logo"]
        if isinstance(logo, UploadedFile) and logo.file is not None:
            return redrawn_logo(logo.file, logo.size or 0)
        return logo


@admin.register(OperatorSettings)
class OperatorSettingsAdmin(admin.ModelAdmin[OperatorSettings]):
    """One row: it can be changed, not added twice and not deleted."""

    form = OperatorSettingsForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow the first row only."""
        return not OperatorSettings.objects.exists() and super().has_add_permission(request)

    def has_delete_permission(
        self, request: HttpRequest, obj: OperatorSettings | None = None
    ) -> bool:
        """Settings are never deleted."""
        return False
