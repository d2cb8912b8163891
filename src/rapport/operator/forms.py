"""The forms in which the operator writes settings, crisis lines and policy texts."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rapport.operator.by_language import ByLanguageField
from rapport.operator.logo import redrawn_logo
from rapport.operator.models import OperatorSettings, PolicyText, StoredCrisisLine

WIDE = {"class": "vLargeTextField"}
ADDRESS = _("Write the whole address, such as https://example.org/help.")


class OperatorSettingsForm(forms.ModelForm[OperatorSettings]):
    """The settings, with the logo drawn anew before it is kept."""

    class Meta:
        model = OperatorSettings
        fields = "__all__"
        widgets = {"operator_name": forms.TextInput(WIDE)}
        help_texts = {
            "name": _("It stands at the top of every page."),
            "operator_name": _("Your organisation. It stands at the foot of every page."),
            "contact_email": _("Shown on the pages about privacy and mistakes. Everybody sees it."),
            "time_zone": _("Where most of your visitors are: it decides when a day ends."),
            "accent": _(
                "Such as #5b2d6b. Empty: Rapport’s own green. It must be dark enough to read."
            ),
            "logo": _("JPEG, PNG or WebP, 8 MB at most. It is shown 32 pixels high."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        zones = sorted({self.instance.time_zone, *filter(_is_of_a_place, available_timezones())})
        if "time_zone" in self.fields:  # who may only look at the settings has no fields
            self.fields["time_zone"].widget = forms.Select(
                choices=[(zone, zone.replace("_", " ")) for zone in zones]
            )

    def clean_logo(self) -> Any:
        """Check and redraw an uploaded logo; one that is there stays."""
        logo = self.cleaned_data["logo"]
        if isinstance(logo, UploadedFile) and logo.file is not None:
            return redrawn_logo(logo.file, logo.size or 0)
        return logo


def _is_of_a_place(zone: str) -> bool:
    return "/" in zone and not zone.startswith(("Etc/", "SystemV/"))


class StoredCrisisLineForm(forms.ModelForm[StoredCrisisLine]):
    """A crisis line, with a field for each language."""

    name = ByLanguageField(
        label=_("What it is called"),
        help_text=_("It stands before the number, such as “Suicide or crisis”."),
    )
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
        widgets = {"web": AdminURLFieldWidget(), "source": AdminURLFieldWidget()}
        help_texts = {
            "slug": _("For you only: letters without accents, digits and hyphens."),
            "position": _("Lines of smaller numbers come first."),
            "call": _("Digits, blanks and hyphens. A plus first, if it needs one."),
            "text": _("Only if they answer texts."),
            "web": _("Begins with https://. A line without a number needs one."),
            "read_on": _(
                "The day on which you opened the source and compared the numbers. After 90 days we "
                "ask you to read it again."
            ),
            "is_shown": _("Without the tick no visitor sees this line."),
        }
        error_messages = {
            "slug": {"invalid": _("Use letters without accents, digits and hyphens only.")},
            "web": {"invalid": ADDRESS},
            "source": {"invalid": ADDRESS},
        }


class PolicyTextForm(forms.ModelForm[PolicyText]):
    """A text in one of the languages of the pages; a new language needs no migration."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = PolicyText
        fields = ("place", "language", "text")
        error_messages = {
            NON_FIELD_ERRORS: {
                "unique_together": _(
                    "There is a text for this place in this language. Change that one."
                )
            }
        }
