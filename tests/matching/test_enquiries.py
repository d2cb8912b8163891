"""Answered messages: who answers people comes first, and part-timers are not punished."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.matching import Enquiries, ReasonCode
from rapport.matching.ranking import PARTS
from tests.matching.builders import ids, listing, only_hit

WEIGHT = next(part.weight for part in PARTS if part.name == "enquiries")
CODES = {ReasonCode.ANSWERS, ReasonCode.NOBODY_WROTE}


def earned(received: int, answered: int) -> float:
    hit = only_hit(listing(enquiries=Enquiries(received, answered)))
    return sum(one.points for one in hit.reasons if one.code in CODES)


def test_a_directory_that_passes_no_messages_on_gives_nothing_and_no_reason() -> None:
    assert only_hit(listing()).reasons == ()


@pytest.mark.parametrize(
    ("received", "answered", "share"),
    [(0, 0, 0.625), (1, 1, 5 / 6), (3, 3, 1), (40, 40, 1), (10, 0, 5 / 48), (4, 3, 5 / 6)],
)
def test_points_follow_the_share_that_can_be_expected(
    received: int, answered: int, share: float
) -> None:
    assert earned(received, answered) == pytest.approx(WEIGHT * share)


@given(st.integers(3, 10_000), st.integers(3, 10_000))
def test_who_gets_few_messages_and_answers_all_stands_as_well_as_who_gets_many(
    few: int, many: int
) -> None:
    assert earned(few, few) == earned(many, many) == WEIGHT


@given(st.integers(0, 2_000), st.data())
def test_one_answer_more_never_costs_and_one_silence_more_never_helps(
    received: int, data: st.DataObject
) -> None:
    answered = data.draw(st.integers(0, received))
    assert earned(received + 1, answered + 1) >= earned(received, answered)
    assert earned(received + 1, answered) <= earned(received, answered)


def test_who_was_never_written_to_stands_between_who_answers_and_who_does_not() -> None:
    silent, new, answers = (
        listing(number, enquiries=Enquiries(4, answered) if answered is not None else None)
        for number, answered in ((1, 0), (2, None), (3, 4))
    )
    new = replace(new, enquiries=Enquiries(0, 0))
    assert ids((silent, new, answers)) == [3, 2, 1]


def test_the_reason_carries_the_numbers_unless_nobody_wrote() -> None:
    (told,) = only_hit(listing(enquiries=Enquiries(4, 3))).reasons
    assert (told.code, told.share) == (ReasonCode.ANSWERS, (3, 4))
    (untold,) = only_hit(listing(enquiries=Enquiries(0, 0))).reasons
    assert (untold.code, untold.share) == (ReasonCode.NOBODY_WROTE, None)


@pytest.mark.parametrize(("received", "answered"), [(1, 2), (-1, -1), (3, -1), (2**31, 0)])
def test_numbers_that_cannot_be_are_refused(received: int, answered: int) -> None:
    with pytest.raises(ValueError, match="answers to"):
        Enquiries(received, answered)
