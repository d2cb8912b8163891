"""Scores of the shipped self-checks: every boundary, every reversal, every crisis answer."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.instruments import (
    Instrument,
    MissingAnswers,
    NotAnAnswer,
    score,
    shipped_instruments,
)

SHIPPED = shipped_instruments()

BANDS = {
    "phq-9": [  # Kroenke, Spitzer and Williams 2001
        (0, 4, "none to minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 19, "moderately severe"),
        (20, 27, "severe"),
    ],
    "gad-7": [  # Spitzer, Kroenke, Williams and Löwe 2006: cut-off points 5, 10 and 15
        (0, 4, "minimal"),
        (5, 9, "mild"),
        (10, 14, "moderate"),
        (15, 21, "severe"),
    ],
    "who-5": [(0, 12, "at or below the limit"), (13, 25, "above the limit")],  # Topp et al. 2015
    "scs-sf": [(12, 29, "low"), (30, 42, "moderate"), (43, 60, "high")],  # 30/12 = 2.5, 42/12 = 3.5
}
"""The words of the source by the least and the most sum of points."""

REVERSED: dict[str, set[int]] = {
    "phq-9": set(),
    "gad-7": set(),
    "who-5": set(),
    "rosenberg": {2, 5, 6, 8, 9},
    "scs-sf": {1, 4, 8, 9, 11, 12},
}

EXAMPLES = [
    ("phq-9", [0] * 9, "0"),
    ("phq-9", [3] * 9, "27"),
    ("phq-9", [1, 1, 2, 2, 1, 1, 1, 1, 0], "10"),
    ("gad-7", [3, 3, 3, 2, 2, 1, 1], "15"),
    ("who-5", [5, 5, 5, 5, 5], "100"),
    ("who-5", [3, 2, 2, 3, 2], "48"),  # a raw score of 12 is a percentage of 48
    ("who-5", [0, 0, 0, 0, 1], "4"),
    ("rosenberg", [3, 0, 3, 3, 0, 0, 3, 0, 0, 3], "30"),  # the best answer to each
    ("rosenberg", [0, 3, 0, 0, 3, 3, 0, 3, 3, 0], "0"),
    ("rosenberg", [3] * 10, "15"),  # who agrees with all, contradicts himself
    ("rosenberg", [2, 1, 2, 2, 1, 1, 2, 1, 1, 2], "20"),
    ("scs-sf", [1, 5, 5, 1, 5, 5, 5, 1, 1, 5, 1, 1], "5.00"),
    ("scs-sf", [5, 1, 1, 5, 1, 1, 1, 5, 5, 1, 5, 5], "1.00"),
    ("scs-sf", [3] * 12, "3.00"),
    ("scs-sf", [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2], "3.08"),  # one reversed point more: 37/12
]


def numbered(points: list[int]) -> dict[int, int]:
    return dict(enumerate(points, start=1))


def answers_with(instrument: Instrument, point_sum: int) -> dict[int, int]:
    """Answer so that the points add up to a sum after reversal, from the first question on."""
    least, most = instrument.points[0], instrument.points[-1]
    left = point_sum - least * len(instrument.items)
    answers = {}
    for item in instrument.items:
        more = min(left, most - least)
        left -= more
        is_reversed = item.number in instrument.scoring.reversed
        answers[item.number] = most - more if is_reversed else least + more
    assert left == 0
    return answers


def words() -> list[tuple[str, int, str]]:
    return [
        (slug, point_sum, word)
        for slug, bands in BANDS.items()
        for lowest, highest, word in bands
        for point_sum in range(lowest, highest + 1)
    ]


def test_five_self_checks_are_shipped() -> None:
    assert {slug: len(one.items) for slug, one in SHIPPED.items()} == {
        "phq-9": 9,
        "gad-7": 7,
        "who-5": 5,
        "rosenberg": 10,
        "scs-sf": 12,
    }


@pytest.mark.parametrize(("slug", "points", "shown"), EXAMPLES)
def test_worked_examples(slug: str, points: list[int], shown: str) -> None:
    assert score(SHIPPED[slug], numbered(points)).shown == shown


@pytest.mark.parametrize(("slug", "point_sum", "word"), words())
def test_every_score_has_the_word_of_its_source(slug: str, point_sum: int, word: str) -> None:
    instrument = SHIPPED[slug]
    result = score(instrument, answers_with(instrument, point_sum))
    assert result.point_sum == point_sum
    assert result.band is not None
    assert result.band.word["en"] == word


def test_the_words_cover_every_score_there_is() -> None:
    for slug, bands in BANDS.items():
        sums = [n for lowest, highest, _ in bands for n in range(lowest, highest + 1)]
        assert sums == list(SHIPPED[slug].point_sums)


def test_self_esteem_has_no_band_at_any_score() -> None:
    """The author's university knows no cut-offs."""
    rosenberg = SHIPPED["rosenberg"]
    assert rosenberg.unbanded is not None
    assert all(rosenberg.band_of(Fraction(n)) is None for n in range(31))


@pytest.mark.parametrize("slug", SHIPPED)
def test_each_question_counts_in_its_direction(slug: str) -> None:
    instrument = SHIPPED[slug]
    least, most = instrument.points[0], instrument.points[-1]
    base = {item.number: least for item in instrument.items}
    before = score(instrument, base).point_sum
    for number in base:
        difference = score(instrument, base | {number: most}).point_sum - before
        assert difference == (least - most if number in REVERSED[slug] else most - least), number


@pytest.mark.parametrize("points", [0, 1, 2, 3])
@pytest.mark.parametrize("slug", SHIPPED)
def test_only_the_ninth_question_of_phq_9_shows_the_crisis_card(slug: str, points: int) -> None:
    instrument = SHIPPED[slug]
    for item in instrument.items:
        answers = {one.number: instrument.points[0] for one in instrument.items}
        answers[item.number] = max(points, instrument.points[0])
        is_asked = slug == "phq-9" and item.number == 9 and points > 0
        assert score(instrument, answers).shows_care == is_asked


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_question_without_an_answer_is_named(slug: str) -> None:
    instrument = SHIPPED[slug]
    full = answers_with(instrument, instrument.point_sums[0])
    for number in full:
        with pytest.raises(MissingAnswers) as missing:
            score(instrument, {n: points for n, points in full.items() if n != number})
        assert missing.value.numbers == (number,)
    with pytest.raises(MissingAnswers) as missing:
        score(instrument, {})
    assert missing.value.numbers == tuple(full)


@pytest.mark.parametrize("points", [-1, 4, 99, True, 1.0])
def test_points_that_nobody_offers_are_refused(points: int) -> None:
    with pytest.raises(NotAnAnswer) as wrong:
        score(SHIPPED["phq-9"], numbered([0] * 9) | {4: points})
    assert wrong.value.numbers == (4,)


def test_an_answer_to_a_question_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotAnAnswer) as wrong:
        score(SHIPPED["phq-9"], numbered([0] * 10))
    assert wrong.value.numbers == (10,)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, Mapping[int, int]]:
    instrument = SHIPPED[draw(st.sampled_from(sorted(SHIPPED)))]
    points = st.sampled_from(instrument.points)
    return instrument, {item.number: draw(points) for item in instrument.items}


@given(answered())
def test_every_full_answer_has_a_score_in_the_range_of_the_source(
    given_: tuple[Instrument, Mapping[int, int]],
) -> None:
    instrument, answers = given_
    result = score(instrument, answers)
    assert instrument.scoring.lowest <= result.value <= instrument.scoring.highest
    assert (result.band is None) == (not instrument.bands)
    assert abs(Fraction(result.shown) - result.value) <= Fraction(1, 200)


@given(answered())
def test_the_order_in_which_answers_come_does_not_matter(
    given_: tuple[Instrument, Mapping[int, int]],
) -> None:
    instrument, answers = given_
    assert score(instrument, dict(reversed(list(answers.items())))) == score(instrument, answers)


@given(answered())
def test_answering_all_the_other_way_round_mirrors_the_score(
    given_: tuple[Instrument, Mapping[int, int]],
) -> None:
    instrument, answers = given_
    ends = instrument.points[0] + instrument.points[-1]
    mirrored = score(instrument, {n: ends - points for n, points in answers.items()})
    scoring = instrument.scoring
    total = score(instrument, answers).value + mirrored.value
    assert total == scoring.lowest + scoring.highest
