"""A scheme file that contradicts itself is refused, with file, term and reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.vocabulary.files import VocabularyError, read_scheme, read_schemes

HEAD = "scheme: colour\nlabel: {en: Colours}\nterms:\n"


def problems_of(directory: Path, terms: str, head: str = HEAD) -> str:
    """Give what is wrong with a scheme of these terms, in one text."""
    file = directory / "colour.yaml"
    file.write_text(head + terms, encoding="utf-8")
    with pytest.raises(VocabularyError) as raised:
        read_scheme(file)
    return "\n".join(raised.value.problems)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ("  - {slug: red, label: {en: Red}}\n  - {slug: red, label: {en: Rot}}\n", "used twice"),
        ("  - {slug: red, label: {en: Red}, broader: [hue]}\n", "broader names hue"),
        ("  - {slug: red, label: {en: Red}, related: [hue]}\n", "related names hue"),
        ("  - {slug: red, label: {es: Rojo}}\n", "no English label"),
        ("  - {slug: Red!, label: {en: Red}}\n", "slug"),
        ("  - {slug: red, label: {en: Red}, colour: x}\n", "red: colour: Extra inputs"),
        ("  - {slug: red, label: {en: Red}, category: warm}\n", "category warm is not declared"),
        (
            "  - {slug: red, label: {en: Red}, aliases: {en: [Scarlet]}}\n"
            "  - {slug: dark, label: {en: Dark}, aliases: {en: [scarlet]}}\n",
            "“scarlet” already belongs to red",
        ),
        (
            "  - {slug: red, label: {en: Red}, broader: [dark]}\n"
            "  - {slug: dark, label: {en: Dark}, broader: [red]}\n",
            "goes in a circle",
        ),
        ("  - [not, a, term]\n", "0"),
    ],
)
def test_it_says_which_term_is_wrong_and_why(tmp_path: Path, terms: str, says: str) -> None:
    said = problems_of(tmp_path, terms)
    assert "colour.yaml" in said
    assert says in said


def test_a_file_named_differently_from_its_scheme_is_refused(tmp_path: Path) -> None:
    head = HEAD.replace("scheme: colour", "scheme: color")
    said = problems_of(tmp_path, "  - {slug: red, label: {en: Red}}\n", head)
    assert "named differently" in said


def test_text_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    assert "not readable as YAML" in problems_of(tmp_path, "  - {slug: [}\n")


def test_all_problems_of_a_directory_are_told_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text("scheme: 5\n", encoding="utf-8")
    with pytest.raises(VocabularyError) as raised:
        read_schemes(tmp_path)
    assert {problem.split(":")[0] for problem in raised.value.problems} == {"one.yaml", "two.yaml"}


@given(text=st.text(max_size=300))
def test_no_text_ends_in_anything_but_a_vocabulary_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.mktemp("scheme") / "colour.yaml"
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(VocabularyError):
        read_scheme(file)
