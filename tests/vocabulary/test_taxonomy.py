"""The texts of the provider taxonomy come from the operator's own file."""

from pathlib import Path

import pytest

from rapport.vocabulary.files import shipped_schemes
from rapport.vocabulary.models import TaxonomyCode
from rapport.vocabulary.taxonomy import TaxonomyError, load_taxonomy, taxonomy_name

HEADER = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\n"


def written(directory: Path, text: str) -> Path:
    """Write a file of the operator's."""
    file = directory / "nucc.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.django_db
def test_names_are_known_once_a_file_was_loaded(tmp_path: Path) -> None:
    assert taxonomy_name("999Z00000X") == "999Z00000X"
    row = "999Z00000X,Invented,Kite Builder,Small,,,Small Kite Builder,Individual\n"
    file = written(tmp_path, HEADER + row)
    assert [load_taxonomy(file), load_taxonomy(file)] == [1, 1]
    assert taxonomy_name("999Z00000X") == "Small Kite Builder"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Name,Place\na,b\n", "line 1: no column “Code”"),
        (HEADER + "12,,,,,,x,\n", "line 2, Code: “12” is no new code"),
        (HEADER, "there is no code in it"),
        ("%PDF-1.7 \x00\xff", "nucc.csv"),
    ],
)
def test_another_file_is_refused_and_changes_nothing(tmp_path: Path, text: str, says: str) -> None:
    TaxonomyCode.objects.create(code="999Z00000X", name="Kept")
    with pytest.raises(TaxonomyError, match=says):
        load_taxonomy(written(tmp_path, text))
    assert taxonomy_name("999Z00000X") == "Kept"


@pytest.mark.django_db
def test_every_code_of_our_professions_is_in_the_real_file(real_data: Path) -> None:
    assert load_taxonomy(real_data / "nucc_taxonomy" / "nucc_taxonomy_251.csv") == 883
    known = set(TaxonomyCode.objects.values_list("code", flat=True))
    professions = next(one for one in shipped_schemes() if one.scheme == "profession")
    codes = {code for term in professions.terms for code in term.crosswalk.get("nucc", [])}
    assert codes
    assert codes <= known
