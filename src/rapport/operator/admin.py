"""The operator's settings in the administration."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rapport.operator.by_language import ByLanguageField
from rapport.operator.crisis import crisis_lines, shipped_crisis_lines
from rapport.operator.logo import redrawn_logo
from rapport.operator.models import OperatorSettings, PolicyText, StoredCrisisLine
from rapport.operator.queries import operators_today


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

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say first which crisis lines are overdue."""
        warn_of_overdue_lines(request)
        return super().changelist_view(request, extra_context)


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


class StoredCrisisLineForm(forms.ModelForm[StoredCrisisLine]):
    """A crisis line, with a field for each language."""

    name = ByLanguageField(label=_("What it is called"))
    call_hint = ByLanguageField(
        label=_("What to do when they answer"),
        required=False,
        help_text=_("Where another language needs a key, such as “press 2”."),
    )
    keyword = ByLanguageField(
        label=_("Word to text"),
        required=False,
        help_text=_("Where a text must begin with a word, such as START."),
    )

    class Meta:
        model = StoredCrisisLine
        fields = (
            *("slug", "purpose", "position", "name", "call", "call_hint", "text", "keyword"),
            *("web", "source", "read_on", "note", "is_shown"),
        )


@admin.register(StoredCrisisLine)
class StoredCrisisLineAdmin(admin.ModelAdmin[StoredCrisisLine]):
    """Crisis lines: what is saved here is on every page at once, also on those for errors."""

    form = StoredCrisisLineForm
    list_display = ("__str__", "purpose", "read_on", "has_to_be_read_again", "is_shown", "is_own")

    @admin.display(description=_("source has to be read again"), boolean=True)
    def has_to_be_read_again(self, row: StoredCrisisLine) -> bool:
        """Tell whether the source was read too long ago."""
        return row.line().is_overdue(operators_today())

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


class PolicyTextForm(forms.ModelForm[PolicyText]):
    """A text in one of the languages of the pages; a new language needs no migration."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = PolicyText
        fields = ("place", "language", "text")


@admin.register(PolicyText)
class PolicyTextAdmin(admin.ModelAdmin[PolicyText]):
    """The operator's own words on the pages about who we are and what we promise."""

    form = PolicyTextForm
    list_display = ("place", "language", "changed_on")
    list_filter = ("place", "language")
