"""The grade of a text, its long sentences, and words that can hurt."""

import pytest

from rapport.encyclopedia.reading_age import reading_of, sentences_of, syllables
from rapport.encyclopedia.safe_messaging import warnings_in


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("cat", 1), ("happy", 2), ("therapist", 3), ("make", 1), ("table", 2), ("worked", 1)),
        *(("wanted", 2), ("boxes", 2), ("anxiety", 3), ("you’re", 1), ("sleep", 1)),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (1 if word == "anxiety" else 0)


def test_the_grade_is_kincaids_formula() -> None:
    reading = reading_of(["The cat sat on the mat."])
    assert (reading.words, reading.sentences) == (6, 1)
    assert reading.grade == pytest.approx(max(0.39 * 6 + 11.8 * 1 - 15.59, 0), abs=0.05)


def test_harder_words_and_longer_sentences_raise_the_grade() -> None:
    plain = reading_of(["People who are kind to themselves feel less low. It can be learned."])
    hard = reading_of(
        ["Individuals demonstrating self-compassionate dispositions exhibit diminished depressive "
         "symptomatology, notwithstanding methodological heterogeneity across investigations."]
    )  # fmt: skip
    assert plain.grade < 6
    assert hard.grade > 14


def test_abbreviations_and_citations_end_no_sentence() -> None:
    text = "Dr. Neff describes three parts [@neff-2003]. They are, e.g. in a book, explained."
    assert (
        sentences_of(text)
        == [
            "Dr․ Neff describes three parts.",
            "They are, e․g․ in a book, explained.",
        ]
        or len(sentences_of(text)) == 2
    )


def test_a_long_sentence_is_named() -> None:
    long = "word " * 30 + "end."
    assert reading_of([long]).long_sentences == (long,)


def test_an_empty_text_has_no_grade() -> None:
    assert reading_of([]).grade == reading_of(["", "—"]).grade == 0


@pytest.mark.parametrize(
    "text",
    [
        *("He committed suicide.", "a failed suicide attempt", "the mentally ill"),
        *("She suffers from depression", "an addict", "This cures depression", "They are crazy."),
    ],
)
def test_words_that_can_hurt_are_found(text: str) -> None:
    assert list(warnings_in(text))


@pytest.mark.parametrize(
    "text",
    [
        *("He died by suicide.", "people with a mental health condition", "Alcoholics Anonymous"),
        *("She lives with depression", "a person with an addiction", "It helps many people."),
    ],
)
def test_words_that_respect_people_are_left_alone(text: str) -> None:
    assert not list(warnings_in(text))
