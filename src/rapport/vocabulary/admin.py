"""Terms in the administration: an operator's wording and own terms survive every sync."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rapport.vocabulary.models import TaxonomyCode, Term
from rapport.vocabulary.snapshot import in_language

WORDED = ("label", "definition")
LISTED = ("aliases", "phrases")


class TermForm(forms.ModelForm[Term]):
    """One field per language for label and definition; names one a line."""

    class Meta:
        model = Term
        fields = ("scheme", "slug", "category", "broader", "related")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            for name in WORDED:
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{name} ({language})",
                    required=name == "label" and code == "en",
                    max_length=300,
                    initial=said(self.instance, name).get(code, ""),
                )
            for name in LISTED:
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{name} ({language})",
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 4}),
                    initial="\n".join(said(self.instance, name).get(code, [])),
                    help_text=_("One a line."),
                )

    def clean(self) -> dict[str, Any] | None:
        """Refuse a name that another term of the scheme already has."""
        cleaned = super().clean() or {}
        scheme = cleaned.get("scheme", self.instance.scheme)
        taken = {
            name.casefold(): other
            for other in Term.objects.filter(scheme=scheme).exclude(pk=self.instance.pk)
            for name in _names(other)
        }
        for code, _language in settings.LANGUAGES:
            for name in [cleaned.get(f"label_{code}", ""), *self.lines(f"aliases_{code}")]:
                owner = taken.get(name.casefold())
                if name and owner:
                    raise ValidationError(
                        _("“%(name)s” already belongs to %(owner)s."),
                        params={"name": name, "owner": owner},
                    )
        return cleaned

    def lines(self, field: str) -> list[str]:
        """Give the lines of a field of names."""
        text = self.cleaned_data.get(field, "")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def wording(self) -> dict[str, dict[str, Any]]:
        """Give everything that was written, as `Term` stores it."""
        codes = [code for code, _language in settings.LANGUAGES]
        words = {
            name: {code: self.cleaned_data[f"{name}_{code}"].strip() for code in codes}
            for name in WORDED
        }
        names = {name: {code: self.lines(f"{name}_{code}") for code in codes} for name in LISTED}
        return {
            name: {code: value for code, value in values.items() if value}
            for name, values in (words | names).items()
        }


def said(term: Term, name: str) -> dict[str, Any]:
    """Give what a term says, with the operator's wording over the file's."""
    return dict(getattr(term, name)) | dict(term.overrides.get(name, {}))


def _names(term: Term) -> list[str]:
    aliases = [name for names in said(term, "aliases").values() for name in names]
    return [*said(term, "label").values(), *aliases]


@admin.register(Term)
class TermAdmin(admin.ModelAdmin[Term]):
    """Terms of all schemes."""

    form = TermForm
    list_display = ("shown", "scheme", "slug", "is_operators_own", "is_retired")
    list_filter = ("scheme", "is_operators_own", "is_retired")
    search_fields = ("slug", "label")
    filter_horizontal = ("broader", "related")
    fieldsets = None

    @admin.display(description=_("label"), ordering="slug")
    def shown(self, term: Term) -> str:
        """Show the label in force."""
        return in_language(said(term, "label"), "en") or term.slug

    def get_readonly_fields(self, request: HttpRequest, obj: Term | None = None) -> tuple[str, ...]:
        """What a file gives stays the file's: its slug, scheme and links."""
        if obj is None or obj.is_operators_own:
            return ()
        return ("scheme", "slug", "category", "broader", "related")

    def get_fields(self, request: HttpRequest, obj: Term | None = None) -> tuple[str, ...]:
        """Show the fields of every language too."""
        own = ["scheme", "slug", "category", "broader", "related"]
        codes = [code for code, _language in settings.LANGUAGES]
        return (*own, *(f"{name}_{code}" for name in (*WORDED, *LISTED) for code in codes))

    def get_form(
        self, request: HttpRequest, obj: Term | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Term]]:
        """Build the form from the model's own fields; those of the languages add themselves."""
        readonly = self.get_readonly_fields(request, obj)
        kwargs["fields"] = [one for one in TermForm.Meta.fields if one not in readonly]
        return super().get_form(request, obj, change, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Term, form: forms.ModelForm[Term], change: bool
    ) -> None:
        """Keep a new term as the operator's own, and other wording as overrides."""
        if not isinstance(form, TermForm):
            raise TypeError("terms are saved by their own form")
        wording = form.wording()
        obj.is_operators_own = obj.is_operators_own or not change
        if obj.is_operators_own:
            for name, value in wording.items():
                setattr(obj, name, value)
        else:
            obj.overrides = {
                name: value for name, value in wording.items() if value != getattr(obj, name)
            }
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Term | None = None) -> bool:
        """Only the operator's own terms can go; the files' are retired by leaving their file."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.is_operators_own)


@admin.register(TaxonomyCode)
class TaxonomyCodeAdmin(admin.ModelAdmin[TaxonomyCode]):
    """Taxonomy codes to look up; they come from a file and are not changed by hand."""

    list_display = ("code", "name", "grouping")
    search_fields = ("code", "name", "classification", "specialization")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Codes come from a file."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: TaxonomyCode | None = None) -> bool:
        """Codes come from a file."""
        return False
