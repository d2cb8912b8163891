"""What an article is made of: sections, the Find box, ways of working, works cited."""

from typing import Any

from django.core.exceptions import ValidationError as FieldError
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError
from wagtail import blocks

from rapport.encyclopedia.references import Reference
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.snapshot import Vocabulary

TEXT = ("h3", "bold", "ol", "ul", "link")
"""What editors can do with text: the same as Markdown files can."""

ROLE_NAMES = (
    ("", _("Ordinary text")),
    ("looks-like", _("What it can look like")),
    ("do-now", _("What you can do now")),
    ("urgent", _("When to get help now (care card)")),
)
WORK_TYPES = (
    ("article-journal", _("Article in a journal")),
    ("book", _("Book")),
    ("chapter", _("Chapter of a book")),
    ("report", _("Report or guideline")),
    ("webpage", _("Web page")),
    ("thesis", _("Thesis")),
)


def topic_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give approaches and concerns of the vocabulary, for a select in groups."""
    vocabulary: Vocabulary = load_vocabulary()
    return [
        (
            vocabulary.schemes[scheme].label.get("en", scheme),
            sorted(
                ((f"{scheme}/{term.slug}", vocabulary.label(term.key))
                 for term in vocabulary.terms.values() if term.scheme == scheme),
                key=lambda choice: choice[1].casefold(),
            ),
        )
        for scheme in ("approach", "concern")
        if scheme in vocabulary.schemes
    ]  # fmt: skip


class TermBlock(blocks.ChoiceBlock):
    """A term of the vocabulary. Its choices are read for the form only, not for every reader."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=topic_choices, **kwargs)

    def normalize_choice(self, value: Any) -> Any:
        """Take the stored key as it is; the form has checked it."""
        return value

    def deconstruct(self) -> Any:
        """Write no choices into migrations: they are the vocabulary's."""
        return ("rapport.encyclopedia.blocks.TermBlock", (), {})


class SectionBlock(blocks.StructBlock):
    """A heading and its text."""

    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    role = blocks.ChoiceBlock(choices=ROLE_NAMES, required=False, default="", label=_("Kind"))
    text = blocks.RichTextBlock(
        features=list(TEXT),
        required=False,
        label=_("Text"),
        help_text=_("Cite a work below by its key: [@neff-2003]."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Section")


class WayOfWorkingBlock(blocks.StructBlock):
    """An approach (or, for an approach, a concern), one plain line, and who says that it helps."""

    term = TermBlock(label=_("Type of therapy or concern"))
    line = blocks.CharBlock(max_length=300, label=_("One plain line"))
    body = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Guideline of which body"),
        help_text=_(
            "Leave empty if no guideline says so. The page then names the study, or says that "
            "evidence is limited."
        ),
    )
    year = blocks.IntegerBlock(min_value=1950, max_value=2100, required=False, label=_("Year"))
    reference = blocks.CharBlock(
        max_length=60,
        required=False,
        label=_("Key of the guideline or study among the works below"),
    )

    def clean(self, value: Any) -> Any:
        """Refuse half a guideline; a key alone names a study."""
        cleaned = super().clean(value)
        said = [name for name in ("body", "year", "reference") if cleaned.get(name)]
        if {"body", "year"} & set(said) and len(said) < 3:  # noqa: PLR2004 (all three)
            missing = [name for name in ("body", "year", "reference") if name not in said]
            text = _("A guideline needs its body, its year and its key.")
            raise blocks.StructBlockValidationError({name: FieldError(text) for name in missing})
        return cleaned

    class Meta:
        icon = "group"
        label = _("Way of working")


class BodyBlock(blocks.StreamBlock):
    """The parts of an article in their order."""

    section = SectionBlock()
    find = blocks.StaticBlock(
        label=_("Find a Therapist"),
        icon="search",
        admin_text=_("The box with place field and Advanced Search, set to the topic."),
    )
    in_practice = blocks.ListBlock(WayOfWorkingBlock(), label=_("How therapists work with it"))

    class Meta:
        block_counts = {"find": {"max_num": 1}, "in_practice": {"max_num": 1}}


class WorkBlock(blocks.StructBlock):
    """A work that the article cites, in the fields of CSL-JSON."""

    key = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        label=_("Key"),
        help_text=_("Small letters, numbers and hyphens, such as neff-2003."),
    )
    type = blocks.ChoiceBlock(choices=WORK_TYPES, default="article-journal", label=_("Type"))
    authors = blocks.TextBlock(
        rows=2,
        label=_("Authors"),
        help_text=_("One a line: Family, Given. A body stands without a comma."),
    )
    year = blocks.IntegerBlock(
        min_value=1500, max_value=2100, required=False, label=_("Year"),
        help_text=_("Leave empty for n.d."),
    )  # fmt: skip
    title = blocks.CharBlock(max_length=400, label=_("Title"))
    container = blocks.CharBlock(
        max_length=400, required=False, label=_("Journal, or book of a chapter")
    )
    editors = blocks.TextBlock(rows=1, required=False, label=_("Editors of the book"))
    publisher = blocks.CharBlock(max_length=400, required=False, label=_("Publisher or body"))
    edition = blocks.CharBlock(max_length=40, required=False, label=_("Edition"))
    volume = blocks.CharBlock(max_length=40, required=False, label=_("Volume"))
    issue = blocks.CharBlock(max_length=40, required=False, label=_("Issue"))
    page = blocks.CharBlock(max_length=40, required=False, label=_("Pages"))
    number = blocks.CharBlock(max_length=60, required=False, label=_("Number of the report"))
    doi = blocks.CharBlock(max_length=200, required=False, label="DOI")
    isbn = blocks.CharBlock(max_length=40, required=False, label="ISBN")
    url = blocks.CharBlock(max_length=400, required=False, label=_("Address of the web page"))
    accessed = blocks.DateBlock(required=False, label=_("Day it was read"))

    def clean(self, value: Any) -> Any:
        """Refuse a work that cannot be found again: wrong DOI, ISBN, address, missing journal."""
        cleaned = super().clean(value)
        try:
            reference_of(cleaned)
        except ValidationError as error:
            raise blocks.StructBlockValidationError(_errors_by_field(error)) from error
        return cleaned

    class Meta:
        icon = "openquote"
        label = _("Work")


_FIELDS = {
    "id": "key", "type": "type", "author": "authors", "issued": "year", "title": "title",
    "container_title": "container", "editor": "editors", "publisher": "publisher",
    "edition": "edition", "volume": "volume", "issue": "issue", "page": "page",
    "number": "number", "doi": "doi", "isbn": "isbn", "url": "url", "accessed": "accessed",
}  # fmt: skip
"""A work's fields: their names in `Reference` and in the editor's form."""

_ALIASES = {"DOI": "doi", "ISBN": "isbn", "URL": "url", "container-title": "container"}


def reference_of(value: Any) -> Reference:
    """Turn what the editor typed into a checked work; raises pydantic's ValidationError."""
    said = {field: value.get(name) for field, name in _FIELDS.items()}
    said["author"] = _names(said["author"] or "")
    said["editor"] = _names(said["editor"] or "")
    return Reference.model_validate({field: one for field, one in said.items() if one})


def value_of(reference: Reference) -> dict[str, Any]:
    """Turn a checked work into what the editor's form holds."""
    value = {name: getattr(reference, field) for field, name in _FIELDS.items()}
    value["authors"] = _lines(reference.author)
    value["editors"] = _lines(reference.editor)
    value["accessed"] = reference.accessed.isoformat() if reference.accessed else None
    return {name: one for name, one in value.items() if one not in (None, "")}


def _names(text: str) -> list[dict[str, str]]:
    names = []
    for line in filter(None, map(str.strip, text.splitlines())):
        family, comma, given = line.partition(", ")
        names.append({"family": family, "given": given} if comma else {"literal": line})
    return names


def _lines(names: Any) -> str:
    return "\n".join(
        name.literal or ", ".join(filter(None, (name.family, name.given))) for name in names
    )


def _errors_by_field(error: ValidationError) -> dict[str, FieldError]:
    found: dict[str, FieldError] = {}
    for problem in error.errors():
        place = str(problem["loc"][0]) if problem["loc"] else "type"
        field = _ALIASES.get(place) or _FIELDS.get(place, "type")
        found[field] = FieldError(problem["msg"].removeprefix("Value error, "))
    return found
