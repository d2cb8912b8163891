"""The operator's settings in the administration."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rapport.operator.crisis import crisis_lines, shipped_crisis_lines
from rapport.operator.forms import OperatorSettingsForm, PolicyTextForm, StoredCrisisLineForm
from rapport.operator.models import OperatorSettings, PolicyText, StoredCrisisLine
from rapport.operator.queries import operators_today


@admin.register(OperatorSettings)
class OperatorSettingsAdmin(admin.ModelAdmin[OperatorSettings]):
    """One row: it can be changed, not added twice and not deleted."""

    form = OperatorSettingsForm
    fieldsets = (
        (_("Name and look"), {"fields": ("name", "logo", "accent")}),
        (_("Who runs it"), {"fields": ("operator_name", "contact_email", "policy")}),
        (_("Place and time"), {"fields": ("units", "time_zone")}),
        (
            _("What only you can know"),
            {"fields": ("is_non_commercial", "is_translation_reviewed")},
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow the first row only."""
        return not OperatorSettings.objects.exists() and super().has_add_permission(request)

    def has_delete_permission(
        self, request: HttpRequest, obj: OperatorSettings | None = None
    ) -> bool:
        """Settings are never deleted."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the one row; it says first which crisis lines are overdue."""
        warn_of_overdue_lines(request)
        row = OperatorSettings.objects.first()
        if row is None or not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        return redirect("admin:operator_operatorsettings_change", row.pk)


def warn_of_overdue_lines(request: HttpRequest) -> None:
    """Tell the operator whose sources have to be read again."""
    today = operators_today()
    overdue = [line.name.get("en", line.slug) for line in crisis_lines() if line.is_overdue(today)]
    if overdue:
        words = ngettext(
            "Read the source of this crisis line again, and write down the day: %(names)s.",
            "Read the sources of these crisis lines again, and write down the day: %(names)s.",
            len(overdue),
        )
        messages.warning(request, words % {"names": ", ".join(overdue)})


@admin.register(StoredCrisisLine)
class StoredCrisisLineAdmin(admin.ModelAdmin[StoredCrisisLine]):
    """Crisis lines: what is saved here is on every page at once, also on those for errors."""

    form = StoredCrisisLineForm
    list_display = ("__str__", "purpose", "is_shown", "read_on", "what_to_do", "who_keeps_it")
    fieldsets = (
        (
            _("What visitors read"),
            {"fields": ("purpose", "name", "call", "call_hint", "text", "keyword", "web")},
        ),
        (_("Who says so"), {"fields": ("source", "read_on", "note")}),
        (_("In the list"), {"fields": ("position", "is_shown", "slug")}),
    )

    @admin.display(description=_("what to do"))
    def what_to_do(self, row: StoredCrisisLine) -> str:
        """Tell whether the source was read too long ago."""
        is_overdue = row.line().is_overdue(operators_today())
        return gettext("Read the source again") if is_overdue else gettext("Nothing now")

    @admin.display(description=_("who keeps it"), ordering="is_own")
    def who_keeps_it(self, row: StoredCrisisLine) -> str:
        """Tell whether new versions of Rapport still change it."""
        return gettext("You") if row.is_own else gettext("Rapport")

    def save_model(
        self, request: HttpRequest, obj: StoredCrisisLine, form: Any, change: bool
    ) -> None:
        """Save it as the operator's own."""
        obj.is_own = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(
        self, request: HttpRequest, obj: StoredCrisisLine | None = None
    ) -> bool:
        """A shipped line would come back: it is hidden instead."""
        is_shipped = obj is not None and obj.slug in {one.slug for one in shipped_crisis_lines()}
        return not is_shipped and super().has_delete_permission(request, obj)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say first which lines are overdue."""
        warn_of_overdue_lines(request)
        return super().changelist_view(request, extra_context)


@admin.register(PolicyText)
class PolicyTextAdmin(admin.ModelAdmin[PolicyText]):
    """The operator's own words on the pages about who we are and what we promise."""

    form = PolicyTextForm
    list_display = ("place", "language_name", "beginning", "changed_on")
    list_filter = ("place",)

    @admin.display(description=_("language"), ordering="language")
    def language_name(self, row: PolicyText) -> str:
        """Give the language's own name."""
        return str(dict(settings.LANGUAGES).get(row.language, row.language))

    @admin.display(description=_("text"))
    def beginning(self, row: PolicyText) -> str:
        """Give the first words."""
        return Truncator(row.text).words(12)
