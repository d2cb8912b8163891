"""Reading single cells: whatever stands there, reading it never fails and reads the same twice."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.ingest import cells
from rapport.ingest.cells import Repaired

anything = st.text(max_size=60)
digits = st.text("0123456789.-+ x()", max_size=16)

READERS: list[Callable[[str], Repaired]] = [
    cells.zip_code,
    cells.telephone,
    cells.website,
    cells.email,
    cells.npi,
]


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
@given(cell=anything | digits)
def test_no_text_makes_a_reader_fail(reader: Callable[[str], Repaired], cell: str) -> None:
    got = reader(cell)
    assert isinstance(got.value, str)
    if cells.plain(cell) and not got.value:
        assert got.note, "what is left out is said"


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
@given(cell=anything | digits)
def test_what_was_read_reads_the_same_again(reader: Callable[[str], Repaired], cell: str) -> None:
    value = reader(cell).value
    assert reader(value) == Repaired(value)


@given(st.integers(1, 99_999))
def test_every_zip_code_survives_a_spreadsheet(number: int) -> None:
    code = f"{number:05}"
    if number >= 100:
        assert cells.zip_code(str(number)).value == code
        assert cells.zip_code(f"{number}.0").value == code
    assert cells.zip_code(f"{code}-1234").value == code


@given(st.integers(2_000_000_000, 9_999_999_999))
def test_telephone_numbers_keep_their_extension(number: int) -> None:
    digits = str(number)
    plain = cells.telephone(digits).value
    if plain:
        assert cells.telephone(f"{digits} x12").value == f"{plain};ext=12"


@given(st.integers(100_000_000, 999_999_999), st.integers(0, 9))
def test_one_check_digit_of_ten_makes_an_npi(first_nine: int, last: int) -> None:
    good = [d for d in range(10) if cells.npi(f"{first_nine}{d}").value]
    assert len(good) == 1
    assert bool(cells.npi(f"{first_nine}{last}").value) is (last in good)


words = st.text("abc ,;/", min_size=1, max_size=8).map(lambda one: " ".join(one.split()))
labels = st.lists(words.filter(lambda one: one.strip(" ,;/")), max_size=5)


@given(anything, st.sampled_from([",", ";", "/", " | ", "\n", " "]), labels)
def test_splitting_never_fails_and_gives_no_empty_value(
    cell: str, separator: str, known: list[str]
) -> None:
    for value in cells.split_cell(cell, separator, known):
        assert value.strip()


@given(st.lists(st.sampled_from(["Aetna", "Blue, Cross", "A/B", "CBT", "Talk, play, art"])))
def test_joined_labels_come_apart_again(chosen: list[str]) -> None:
    known = ["Aetna", "Blue, Cross", "A/B", "CBT", "Talk, play, art", "Talk", "Blue"]
    assert list(cells.split_cell(", ".join(chosen), ",", known)) == chosen
    assert list(cells.split_cell(",".join(chosen).upper(), ",", known)) == chosen
