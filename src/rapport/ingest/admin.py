"""Imports in the administration: what was brought in, to be read only."""

from django.contrib import admin
from django.http import HttpRequest

from rapport.ingest.models import ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin[ImportRun]):
    """Runs as they were; a new one is begun by its own pages, step by step."""

    list_display = ("file_name", "source_slug", "state", "started_at", "finished_at")
    list_filter = ("state", "source_slug")
    ordering = ("-pk",)

    def has_view_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        """Who may import may see what was imported."""
        may_add = request.user.has_perm("ingest.add_importrun")
        return may_add or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No run is typed in."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        """No run is rewritten."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        """No run is forgotten."""
        return False
