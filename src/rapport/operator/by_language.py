"""A form field for a short text in every language of the pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ByLanguageWidget(forms.MultiWidget):
    """One line for each language, below the language's name."""

    template_name = "operator/by_language.html"

    def __init__(self) -> None:
        super().__init__(
            {
                code: forms.TextInput({"lang": code, "aria-label": name, "size": 50})
                for code, name in settings.LANGUAGES
            }
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add each language's name to its line."""
        context = super().get_context(name, value, attrs)
        lines = context["widget"]["subwidgets"]
        for line, (_code, language) in zip(lines, settings.LANGUAGES, strict=True):
            line["language"] = language
        return context

    def decompress(self, value: Any) -> list[str]:
        """Give the text of each language."""
        texts: Mapping[str, str] = value if isinstance(value, dict) else {}
        return [texts.get(code, "") for code, name in settings.LANGUAGES]


class ByLanguageField(forms.MultiValueField):
    """Texts by language; empty ones are left out. When it is required, the first language is."""

    def __init__(self, **options: Any) -> None:
        is_required = options.pop("required", True)
        fields = [
            forms.CharField(max_length=200, required=is_required and number == 0)
            for number in range(len(settings.LANGUAGES))
        ]
        super().__init__(
            fields,
            widget=ByLanguageWidget(),
            required=is_required,
            require_all_fields=False,
            error_messages={"incomplete": _("Fill in the first language.")},
            **options,
        )

    def compress(self, data_list: Sequence[str]) -> dict[str, str]:
        """Give the texts by the code of their language."""
        codes = [code for code, name in settings.LANGUAGES]
        return {code: text for code, text in zip(codes, data_list, strict=False) if text}
