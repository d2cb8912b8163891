"""The operator's settings in the administration."""

from django.contrib import admin
from django.http import HttpRequest

from rapport.operator.models import OperatorSettings


@admin.register(OperatorSettings)
class OperatorSettingsAdmin(admin.ModelAdmin[OperatorSettings]):
    """One row: it can be changed, not added twice and not deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow the first row only."""
        return not OperatorSettings.objects.exists() and super().has_add_permission(request)

    def has_delete_permission(
        self, request: HttpRequest, obj: OperatorSettings | None = None
    ) -> bool:
        """Settings are never deleted."""
        return False
