"""What a listing wrote: inflections are found, and what comes first among those that wrote it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.matching import Document, ReasonCode
from rapport.matching.inflection import folded
from tests.matching.builders import ids, listing, only_hit, search

FAMILIES = (
    "hike hikes hiked hiking",
    "hope hopes hoped hoping",
    "hop hops hopped hopping",
    "care cares cared caring",
    "car cars",
    "use uses used using",
    "worry worries worried worrying",
    "cry cries cried crying",
    "die dies died dying",
    "grieve grieves grieved grieving",
    "relate relates related relating",
    "counsel counseled counselled counseling counselling",
    "perfectionist perfectionists perfectionism",
    "family families",
    "child children",
    "woman women",
    "church churches",
    "virus viruses",
    "latina latinas latino latinos",
    "niña niñas niño niños",
    "mujer mujeres",
    "ansiedad ansiedades",
    "relación relaciones",
    "divorciada divorciado divorciadas divorciados",
    "doctora doctor doctoras doctores",
    "joven jóvenes",
    "padre padres",
    "perfeccionista perfeccionistas perfeccionismo",
)
UNRELATED = (
    ("hop", "hope"),
    ("car", "care"),
    ("even", "evening"),
    ("many", "mania"),
    ("aid", "AIDS"),
    ("latin", "latino"),
    ("hell", "hello"),
    ("depressed", "depression"),
    ("break", "breakup"),
    ("therapy", "therapist"),
)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_word_is_found_by_its_inflections(family: str) -> None:
    for wrote in family.split():
        for asked in family.split():
            assert ids(listing(1, words=f"About {wrote}."), words=asked) == [1], (wrote, asked)


@pytest.mark.parametrize(("one", "other"), UNRELATED)
def test_other_words_are_not_found_even_if_they_begin_alike(one: str, other: str) -> None:
    assert ids(listing(1, words=one), words=other) == []
    assert ids(listing(1, words=other), words=one) == []


@given(st.from_regex(r"\w{1,12}", fullmatch=True))
def test_whatever_is_folded_finds_itself(word: str) -> None:
    assert ids(listing(1, name="", words=word), words=word) == [1]
    assert folded(word)


def texts(*wrote: str) -> list[Document]:
    """Listings 1, 2, 3 and so on; what stands before a bar is the headline."""
    return [
        listing(number, headline=headline, words=text)
        for number, (headline, _bar, text) in enumerate((one.partition("|") for one in wrote), 1)
    ]


FAR = "a b c d e f g h"
IN_ORDER: Sequence[tuple[str, Sequence[str]]] = (
    ("hiking", ("|about hiking", "|about hikes")),
    ("hiking", ("we go hiking|", "|we go hiking")),
    ("hiking", ("hiking|", "I hike|", "|hiking", "|I hike")),
    ("hiking grief", ("|hiking with grief", f"|hiking {FAR} grief")),
    ("grief hiking", ("|hiking with grief", f"|grief {FAR} hiking")),
    ("hiking grief", ("|grief and hikes", f"|grief {FAR} hiking")),
    ("fear of flying", (f"|{FAR} of. My fear of flying", f"|fear {FAR} of {FAR} flying")),
    ("hiking grief", ("hiking in grief|", "hiking|grief")),
)


@pytest.mark.parametrize(("words", "wrote"), IN_ORDER)
def test_the_same_form_the_headline_and_nearness_come_first(
    words: str, wrote: Sequence[str]
) -> None:
    expected = list(range(1, len(wrote) + 1))
    assert ids(texts(*wrote), words=words) == expected
    assert ids(texts(*wrote)[::-1], words=words) == expected


def points(document: Document, words: str) -> float:
    reasons = only_hit(document, words=words).reasons
    return sum(one.points for one in reasons if one.code is ReasonCode.WORDS_MATCH)


@pytest.mark.parametrize("times", [2, 10, 500])
def test_writing_a_word_again_and_again_earns_nothing(times: int) -> None:
    once = points(listing(1, words="hiking"), "hiking")
    assert points(listing(1, words="hiking " * times), "hiking") == once
    assert points(listing(1, words="hikes hiking hike " * times), "hiking") == once


def test_every_word_in_a_name_is_worth_more_than_the_best_text() -> None:
    slip = listing(1, name="Hikking Miller")
    wrote = listing(2, name="Ann", headline="hiking", words="hiking")
    assert ids((wrote, slip), words="hiking") == [1, 2]


def test_a_word_in_the_name_and_one_in_the_text_beat_both_in_the_text() -> None:
    named = listing(1, name="Ada", words="hope")
    wrote = listing(2, name="Bo", words="ada hope")
    assert ids((wrote, named), words="ada hope") == [1, 2]


def test_a_word_that_is_asked_for_twice_is_asked_for_once() -> None:
    (wrote,) = texts("|hope")
    assert search(wrote, words="hope hope").hits == search(wrote, words="hope").hits


@pytest.mark.parametrize(
    ("wrote", "words", "detail"),
    [
        ("hiking in grief|", "grief hike", "headline"),
        ("|hiking in grief", "grief hike", "together"),
        ("hiking|grief", "grief hike", ""),
        ("|hiking", "hike", ""),
    ],
)
def test_the_reason_says_where_the_words_stand(wrote: str, words: str, detail: str) -> None:
    (document,) = texts(wrote)
    (reason,) = only_hit(document, words=words).reasons
    assert (reason.code, reason.detail) == (ReasonCode.WORDS_MATCH, detail)


def test_very_long_texts_are_read_to_the_end() -> None:
    long = listing(1, headline="x " * 3_000 + "hiking", words="x " * 70_000 + "grief in hope")
    assert ids(long, words="hiking grief hope") == [1]
