"""Answers become a score: reversed where the source says so, summed or averaged, put in a band."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rapport.instruments.instrument import Band, Instrument


class BadAnswers(ValueError):
    """Answers that cannot be scored; `numbers` are the questions that are concerned."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self.numbers = numbers
        super().__init__(f"Questions {', '.join(map(str, numbers))}")


class MissingAnswers(BadAnswers):
    """Questions without an answer: no source here allows to guess one."""


class NotAnAnswer(BadAnswers):
    """Answers with points that no anchor has, or to questions that are not there."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score, the band it is in, and whether an answer asks to show the crisis card.

    `point_sum` is the sum of points after reversal, of which the score is made.
    """

    value: Fraction
    point_sum: int
    shown: str
    band: Band | None
    shows_care: bool


def score(instrument: Instrument, answers: Mapping[int, int]) -> Score:
    """Score the points that were chosen for each question number.

    Raises NotAnAnswer for points or questions that are not offered, then MissingAnswers.
    """
    offered = {item.number for item in instrument.items}
    wrong = {
        n
        for n, points in answers.items()
        if n not in offered or not _is_offered(instrument, points)
    }
    if wrong:
        raise NotAnAnswer(tuple(sorted(wrong)))
    missing = offered - answers.keys()
    if missing:
        raise MissingAnswers(tuple(sorted(missing)))
    turned = instrument.points[0] + instrument.points[-1]
    reversed_ones = frozenset(instrument.scoring.reversed)
    point_sum = sum(
        turned - points if number in reversed_ones else points for number, points in answers.items()
    )
    value = instrument.score_of(point_sum)
    return Score(
        value=value,
        point_sum=point_sum,
        shown=shown_score(instrument, value),
        band=instrument.band_of(value),
        shows_care=any(
            item.care_above is not None and answers[item.number] > item.care_above
            for item in instrument.items
        ),
    )


def _is_offered(instrument: Instrument, points: int) -> bool:
    return type(points) is int and points in instrument.points


def shown_score(instrument: Instrument, value: Fraction) -> str:
    """Write a score with its decimals, a half rounded up: 29/12 as "2.42"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    step = Decimal(1).scaleb(-instrument.scoring.decimals)
    return str(exact.quantize(step, ROUND_HALF_UP))
