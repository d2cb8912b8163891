"""Words: somebody's name, or what they wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.matching import ReasonCode
from rapport.matching.words import words_of
from tests.matching.builders import ids, listing, only_hit

GARCIA = listing(1, name="Dr. María García-Núñez", words="I help after a breakup. ¿Hablas español?")


@pytest.mark.parametrize(
    "words",
    [
        "García-Núñez",
        "garcia nunez",
        "GARCIA",
        "Maria",
        "Núñez García",
        "garc",
        "nu ma",
        "García\N{NON-BREAKING HYPHEN}Núñez",
        "Garci\N{COMBINING ACUTE ACCENT}a",
        "dr",
    ],
)
def test_a_name_is_found_with_or_without_accents_hyphens_case_and_end(words: str) -> None:
    assert ids(GARCIA, words=words) == [1]


@pytest.mark.parametrize("words", ["arcia", "garciazz", "garcianunez", "g", "m"])
def test_a_name_is_not_found_by_its_middle_nor_by_a_single_first_letter(words: str) -> None:
    assert ids(GARCIA, words=words) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("bob", "Robert Miller"),
        ("Robert", "Bob Miller"),
        ("pepe", "José Núñez"),
        ("jose", "Pepe Núñez"),
        ("lupita", "Guadalupe Ruiz"),
        ("liz miller", "Elizabeth Miller"),
    ],
)
def test_a_name_is_found_by_its_nickname_and_the_other_way_round(words: str, name: str) -> None:
    assert ids(listing(1, name=name), words=words) == [1]


@pytest.mark.parametrize("words", ["garica", "gracia", "garcya", "garca", "garrcia", "Garçias"])
def test_a_name_is_found_in_spite_of_one_slip(words: str) -> None:
    assert ids(GARCIA, words=words) == [1]


@pytest.mark.parametrize("words", ["karcia", "grcya", "nunes garcyas", "gr", "marai x"])
def test_a_name_is_not_found_with_a_wrong_first_letter_or_two_slips(words: str) -> None:
    assert ids(GARCIA, words=words) == []


def test_short_words_are_written_right() -> None:
    assert ids(listing(1, name="Anne Lund"), words="lumd") == []


def test_a_name_as_written_comes_before_nicknames_and_those_before_slips() -> None:
    written = listing(1, name="Robert Miller")
    nickname = listing(2, name="Bob Miller")
    slip = listing(3, name="Robart Miller")
    text = listing(4, name="Ann Miller", words="robert helps")
    assert ids((text, slip, nickname, written), words="robert") == [1, 2, 3, 4]


def test_a_single_letter_finds_a_name_that_is_that_letter() -> None:
    assert ids((listing(1, name="J. Smith"), listing(2, name="John Smith")), words="j smith") == [1]


@pytest.mark.parametrize("words", ["breakup", "BREAKUP", "espanol", "español, breakup!"])
def test_what_somebody_wrote_is_found_by_its_words(words: str) -> None:
    assert ids(GARCIA, words=words) == [1]


def test_the_beginning_of_a_word_that_somebody_wrote_is_not_enough() -> None:
    assert ids(GARCIA, words="break") == []


def test_all_words_are_needed_wherever_they_stand() -> None:
    assert ids(GARCIA, words="garcia breakup") == [1]
    assert ids(GARCIA, words="garcia divorce") == []
    assert ids(GARCIA, words="smith breakup") == []


@pytest.mark.parametrize("words", ["", "  ", "--", "¿?"])
def test_punctuation_alone_asks_nothing(words: str) -> None:
    assert ids(GARCIA, words=words) == [1]


def test_a_name_comes_before_the_same_word_in_a_text() -> None:
    named = listing(1, name="Hope Miller")
    wrote = listing(2, name="Ann Miller", words="there is hope")
    assert ids((wrote, named), words="hope") == [1, 2]


def test_reasons_say_whether_a_word_was_in_the_name_or_in_the_text() -> None:
    both = {one.code: one.points for one in only_hit(GARCIA, words="garcia breakup").reasons}
    assert both == {ReasonCode.NAME_MATCHES: 10.0, ReasonCode.WORDS_MATCH: 4.0}


@given(st.text(max_size=30))
def test_words_that_were_split_stay_as_they_are(text: str) -> None:
    assert words_of(" ".join(words_of(text))) == words_of(text)
