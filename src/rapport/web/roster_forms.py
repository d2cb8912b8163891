"""Forms of the steps in which an operator brings a roster in: upload, columns, values."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator

from rapport.directory.models.listing import ConsentBasis, Kind
from rapport.ingest.column_profiles import Profile
from rapport.ingest.column_roles import (
    NEEDED_WITH,
    SEVERAL,
    SINGLE,
    TERMS,
    Raw,
    key_places,
    roles_of,
)
from rapport.ingest.header import Header
from rapport.ingest.mapping_files import named_mappings
from rapport.ingest.uploads import LARGEST_UPLOAD_BYTES
from rapport.ingest.value_choices import LEAVE_OUT, SEPARATORS, SeenValue
from rapport.operator.queries import operators_today
from rapport.vocabulary.snapshot import Vocabulary

SAMPLES = 5
LARGEST_MENUS = 20_000
"""With more options on a page than this, values get a text field with suggestions instead."""

Choices = list[tuple[str, str]]
JOINERS = [(", ", "a comma: Harbor Association, East Office"), (" ", "a blank: Ada Harbor")]


class UploadForm(forms.Form):
    """A file, and the mapping it begins with."""

    file = forms.FileField(
        label="Roster",
        help_text="CSV with any delimiter, or an Excel workbook (.xlsx). At most 50 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    mapping = forms.ChoiceField(
        label="Mapping",
        required=False,
        help_text="For the next edition of a list choose the mapping you saved for the last one.",
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        saved = [(name, name) for name in named_mappings()]
        self.fields["mapping"].choices = [("", "Guess the columns"), *saved]  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is too large to be read while somebody waits."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_UPLOAD_BYTES:
            raise forms.ValidationError(
                "The file is larger than 50 MB. Import it with the command `rapport import roster`."
            )
        return file


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column on the page: its name, samples, the menu, and whether it is part of the key."""

    place: int
    name: str
    samples: list[str]
    menu: forms.BoundField | None
    is_key: bool


class ColumnsForm(forms.Form):
    """What the roster is, and what each of its columns is."""

    name = forms.CharField(
        label="Name of the source", max_length=120, help_text="Visitors see it: “from …”."
    )
    slug = forms.CharField(
        label="Short name for addresses and files",
        max_length=60,
        help_text="Small letters, digits and hyphens. By it the next edition is known: keep it.",
        validators=[
            RegexValidator(
                r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens."
            )
        ],
    )
    date = forms.DateField(
        label="Day the roster speaks of",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    kind = forms.ChoiceField(label="The rows are", choices=Kind.choices)
    status = forms.ChoiceField(
        label="New listings",
        choices=[("draft", "come in as drafts: nobody sees them"), ("published", "are published")],
    )
    consent_basis = forms.ChoiceField(
        label="On what right they are published",
        required=False,
        choices=[("", "Not decided"), *ConsentBasis.choices],
    )
    joiner = forms.ChoiceField(
        label="Between the columns of a name",
        choices=JOINERS,
    )

    def __init__(
        self, data: Any, raw: Raw, header: Header, profiles: Sequence[Profile], schemes: Choices
    ) -> None:
        source = raw.get("source", {})
        initial = {
            "name": source.get("name", ""),
            "slug": source.get("slug", ""),
            "joiner": raw.get("joiners", {}).get("name", ", "),
            **{name: raw.get(name, "") for name in ("date", "kind", "status", "consent_basis")},
        }
        super().__init__(data, initial=initial)
        joiner = self.fields["joiner"]
        if initial["joiner"] not in dict(JOINERS):
            joiner.choices = [*JOINERS, (initial["joiner"], f"“{initial['joiner']}”")]  # type: ignore[attr-defined]
        self.header, self.profiles = header, profiles
        self.key = set(key_places(raw, header))
        known = roles_of(raw, header)
        groups = _role_choices(schemes, set(known.values()))
        self.places = [
            place for place, name in enumerate(header.names) if len(header.places(name)) == 1
        ]
        for place in self.places:
            self.fields[f"c{place}"] = forms.ChoiceField(
                choices=groups,
                required=False,
                initial=known.get(place, ""),
                label=f"What “{header.names[place]}” is",
            )
        self.fields["key"] = forms.MultipleChoiceField(
            choices=[(str(place), header.names[place]) for place in self.places],
            error_messages={"required": "Choose the columns that tell two rows apart."},
        )

    def head(self) -> Iterator[forms.BoundField]:
        """Give the fields about the roster as a whole."""
        names = ("name", "slug", "date", "kind", "status", "consent_basis", "joiner")
        return (self[name] for name in names)

    def lines(self) -> Iterator[ColumnLine]:
        """Give a line for every column; one whose name is there twice has no menu."""
        chosen = self["key"].value() if self.is_bound else map(str, self.key)
        key = set(chosen or ())
        for place, profile in enumerate(self.profiles):
            menu = self[f"c{place}"] if f"c{place}" in self.fields else None
            yield ColumnLine(place, profile.name, profile.samples(SAMPLES), menu, str(place) in key)

    def clean_date(self) -> datetime.date:
        """A roster of tomorrow is a slip of the pen."""
        given: datetime.date = self.cleaned_data["date"]
        if given > operators_today():
            raise forms.ValidationError("This day is still to come.")
        return given

    def clean(self) -> None:
        """Check what only all columns together can tell."""
        said = self.cleaned_data
        if said.get("status") == "published" and not said.get("consent_basis"):
            self.add_error("consent_basis", "Say on what right these listings are published.")
        first: dict[str, int] = {}
        for place, role in self.roles().items():
            if role in SINGLE and role in first:
                other = self.header.names[first[role]]
                self.add_error(f"c{place}", f"The column “{other}” is this already.")
            first.setdefault(role, place)
        if "columns.name" not in first:
            self.add_error(None, "Choose the column that holds the name.")
        for role, place in first.items():
            part = role.partition(".")[0]
            needed = f"{part}.{NEEDED_WITH[part]}" if part in NEEDED_WITH else role
            if needed not in first:
                said_needed = SINGLE[needed].lower()
                self.add_error(f"c{place}", f"Choose the column for “{said_needed}” too.")

    def roles(self) -> dict[int, str]:
        """Give what was chosen for every column."""
        return {place: self.cleaned_data.get(f"c{place}", "") for place in self.places}

    def write_head(self, raw: Raw) -> None:
        """Write what was said about the whole into a mapping."""
        said = self.cleaned_data
        raw.setdefault("source", {}).update(slug=said["slug"], name=said["name"])
        raw |= {"date": said["date"].isoformat(), "kind": said["kind"], "status": said["status"]}
        raw["consent_basis"] = said["consent_basis"]
        raw["key"] = [self.header.names[int(place)] for place in said["key"]]
        raw.setdefault("joiners", {})["name"] = said["joiner"]


def _role_choices(schemes: Choices, used: set[str]) -> list[tuple[str, Any]]:
    fields = [(role, role.partition(".")[2].replace("_", " ")) for role in SEVERAL]
    fields = [(role, _FIELD_LABELS.get(role, label.capitalize())) for role, label in fields]
    terms = [(f"{TERMS}{slug}", f"Terms: {label}") for slug, label in schemes]
    offered = {role for role, _label in fields} | set(SINGLE) | {role for role, _label in terms}
    others: Choices = [
        (role, role.replace(".", ": ").replace("_", " ")) for role in sorted(used - offered)
    ]
    groups: list[tuple[str, Any]] = [
        ("", "Ignore this column"),
        ("Of the listing", fields + list(SINGLE.items())),
        ("Lists of terms", terms),
    ]
    return [*groups, ("As in the mapping", others)] if others else groups


_FIELD_LABELS = {
    "columns.npi": "NPI",
    "columns.jurisdiction": "State",
    "columns.postcode": "ZIP code",
    "columns.home": "The office is a private home",
    "columns.practising_since": "Practising since (year)",
}


class ValuesForm(forms.Form):
    """What each value of a column of terms means."""

    separator = forms.ChoiceField(
        label="Values in a cell are separated by",
        choices=list(SEPARATORS.items()),
        help_text="If you change this, the cells are split again and you come back to this page.",
    )

    def __init__(
        self,
        data: Any,
        values: Sequence[SeenValue],
        scheme: str,
        separator: str,
        vocabulary: Vocabulary,
    ) -> None:
        super().__init__(data, initial={"separator": separator})
        field = self.fields["separator"]
        if separator not in SEPARATORS:
            field.choices = [*SEPARATORS.items(), (separator, f"“{separator}”")]  # type: ignore[attr-defined]
        self.values, self.vocabulary = values, vocabulary
        keys = vocabulary.schemes[scheme].terms if scheme in vocabulary.schemes else ()
        self.terms = [(key, _label(key, vocabulary)) for key in keys]
        self.has_menus = len(values) * len(self.terms) <= LARGEST_MENUS
        for number, value in enumerate(values):
            self.fields[f"v{number}"] = forms.CharField(
                required=False,
                initial=value.decision,
                max_length=600,
                label=f"What “{value.value}” means",
                widget=self._menu(value) if self.has_menus else self._text(),
            )

    def _menu(self, value: SeenValue) -> forms.Widget:
        options: list[tuple[str, Any]] = [
            ("", "Decide later: reported as unknown"),
            (LEAVE_OUT, "Leave out"),
        ]
        offered = {key for key, _label in self.terms}
        if value.decision not in {"", LEAVE_OUT} | offered:
            options.append((value.decision, value.decision))
        if value.near:
            near = [(key, _label(key, self.vocabulary)) for key in value.near]
            options.append(("Nearest", near))
        return forms.Select(choices=[*options, ("All terms", self.terms)])

    def _text(self) -> forms.Widget:
        return forms.TextInput(attrs={"list": "terms", "autocomplete": "off", "size": 40})

    def lines(self) -> Iterator[tuple[SeenValue, forms.BoundField]]:
        """Give each value with its field."""
        return ((value, self[f"v{number}"]) for number, value in enumerate(self.values))

    def clean(self) -> None:
        """Refuse what is no term, with the nearest that is one."""
        for number in range(len(self.values)):
            name = f"v{number}"
            given = str(self.cleaned_data.get(name, "")).replace(",", " ").split()
            if given == [LEAVE_OUT]:
                continue
            unknown = [term for term in given if term not in self.vocabulary.terms]
            if unknown:
                near = get_close_matches(unknown[0], self.vocabulary.terms, n=1)
                hint = f" Did you mean “{near[0]}”?" if near else ""
                self.add_error(name, f"The vocabulary has no term “{unknown[0]}”.{hint}")
            self.cleaned_data[name] = " ".join(given)

    def decisions(self) -> dict[str, str]:
        """Give what was decided, by the value."""
        return {
            value.value: self.cleaned_data[f"v{number}"] for number, value in enumerate(self.values)
        }


def _label(key: str, vocabulary: Vocabulary) -> str:
    return f"{vocabulary.terms[key].label.get('en', key)} ({key})"
