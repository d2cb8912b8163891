"""Works are checked before they are listed, and escaped before they are formatted."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rapport.encyclopedia.citations import Citations, formatted
from rapport.encyclopedia.references import Reference, checked_doi, checked_isbn

NEFF: dict[str, Any] = {
    "id": "neff-2003",
    "type": "article-journal",
    "author": [{"family": "Neff", "given": "Kristin D."}],
    "issued": 2003,
    "title": "Self-compassion: An alternative conceptualization",
    "container-title": "Self and Identity",
    "volume": "2",
    "issue": "2",
    "page": "85-101",
    "DOI": "10.1080/15298860309032",
}


def work(**fields: Any) -> Reference:
    """A work like Neff's, with other fields; None leaves one out."""
    said = {name.replace("_", "-"): value for name, value in fields.items()}
    return Reference.model_validate(
        {name: value for name, value in (NEFF | said).items() if value is not None}
    )


def test_a_journal_article_is_formatted_in_apa_7() -> None:
    assert formatted(work()) == (
        "Neff, K. D. (2003). Self-compassion: An alternative conceptualization. "
        "<i>Self and Identity</i>, <i>2</i>(2), 85–101. "
        '<a href="https://doi.org/10.1080/15298860309032" rel="noreferrer">'
        "https://doi.org/10.1080/15298860309032</a>"
    )


def test_a_web_page_without_a_year_says_when_it_was_read() -> None:
    page = Reference.model_validate(
        {
            "id": "who",
            "type": "webpage",
            "author": [{"literal": "World Health Organization"}],
            "title": "Depression",
            "URL": "https://www.who.int/depression",
            "accessed": "2026-11-22",
        }
    )
    text = formatted(page)
    assert "(n.d.)" in text
    assert "Retrieved November 22, 2026" in text


@pytest.mark.parametrize("given", ["10.1037/pst0000175", "https://doi.org/10.1037/pst0000175"])
def test_a_doi_is_kept_bare(given: str) -> None:
    assert checked_doi(given) == "10.1037/pst0000175"


@pytest.mark.parametrize("wrong", ["11.1037/x", "10.1/x", "doi", "10.1037/", '10.1037/a"b', ""])
def test_a_doi_of_wrong_syntax_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="DOI"):
        checked_doi(wrong)


def test_an_isbn_with_a_wrong_check_digit_is_refused() -> None:
    assert checked_isbn("9781462519750") == "978-1-4625-1975-0"
    with pytest.raises(ValueError, match="check digit"):
        checked_isbn("9781462519751")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"container_title": None}, "journal"),
        ({"type": "book"}, "publisher"),
        ({"type": "webpage"}, "address"),
        ({"URL": "javascript:alert(1)"}, "URL"),
        ({"author": []}, "author"),
        ({"author": [{"given": "Kristin"}]}, "family"),
    ],
)
def test_a_work_that_cannot_be_found_again_is_refused(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        work(**fields)


@given(st.sampled_from(["title", "container-title", "volume", "publisher"]), st.text(min_size=1))
def test_no_field_can_bring_markup_into_the_page(field: str, text: str) -> None:
    marked = f"<script>{text}</script>"
    try:
        made = Reference.model_validate(NEFF | {field: marked})
    except ValidationError:
        return
    assert "<script" not in formatted(made)


def test_numbers_follow_the_order_of_the_text_and_lead_back() -> None:
    citations = Citations(frozenset({"one", "two"}))
    first = citations.linked("<p>A [@two].</p>")
    second = citations.linked("<p>B [@one; @two].</p>")
    assert 'href="#ref-1"' in first
    assert ">[1]<" in first
    assert 'href="#ref-2"' in second
    listed = citations.listed([work(id="one"), work(id="two")])
    assert [one.anchors for one in listed] == [("cite-1-1", "cite-1-2"), ("cite-2-1",)]


def test_an_unknown_key_leaves_no_broken_number() -> None:
    assert Citations(frozenset()).linked("<p>A [@nobody].</p>") == "<p>A.</p>"
