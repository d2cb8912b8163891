"""Who may see a person who is in Texas on the first of July 2026?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.licensure import Answer, LicenceHeld, Reason, Standing, Verdict, may_see
from rapport.places import JURISDICTIONS

TODAY = date(2026, 7, 1)
NEXT_YEAR = date(2027, 6, 30)
YESTERDAY = TODAY - timedelta(days=1)


def verdict(*licences: LicenceHeld) -> Verdict:
    return may_see(licences, "US-TX", TODAY)


def here(
    profession: str = "marriage-family-therapist",
    *,
    expires_on: date | None = NEXT_YEAR,
    standing: Standing = Standing.ACTIVE,
    issued_on: date | None = None,
) -> LicenceHeld:
    return LicenceHeld(
        "US-TX", profession, "1", issued_on=issued_on, expires_on=expires_on, standing=standing
    )


def elsewhere(
    profession: str,
    *,
    expires_on: date | None = NEXT_YEAR,
    standing: Standing = Standing.ACTIVE,
    issued_on: date | None = None,
) -> LicenceHeld:
    return LicenceHeld(
        "US-NM", profession, "2", issued_on=issued_on, expires_on=expires_on, standing=standing
    )


def test_an_active_licence_issued_here_is_a_yes() -> None:
    answer = verdict(here())
    assert (answer.answer, answer.reason) == (Answer.YES, Reason.LICENSED_HERE)
    assert answer.licence == here()


def test_a_privilege_for_this_state_is_unknown_until_compacts_are_built() -> None:
    privilege = LicenceHeld(
        "US-TX", "professional-counselor", expires_on=NEXT_YEAR, kind="privilege"
    )
    assert verdict(privilege).reason is Reason.PRIVILEGE_HERE
    assert verdict(privilege).answer is Answer.UNKNOWN


def test_a_licence_is_valid_through_the_day_it_expires() -> None:
    assert verdict(here(expires_on=TODAY)).answer is Answer.YES


def test_an_expired_licence_here_is_a_no() -> None:
    answer = verdict(here(expires_on=YESTERDAY))
    assert (answer.answer, answer.reason) == (Answer.NO, Reason.EXPIRED)


def test_an_expiry_that_nobody_knows_is_unknown() -> None:
    answer = verdict(here(expires_on=None))
    assert (answer.answer, answer.reason) == (Answer.UNKNOWN, Reason.EXPIRY_UNKNOWN)


def test_a_licence_that_begins_tomorrow_is_a_no_and_one_that_begins_today_a_yes() -> None:
    tomorrow = TODAY + timedelta(days=1)
    answer = verdict(here(issued_on=tomorrow))
    assert (answer.answer, answer.reason) == (Answer.NO, Reason.NOT_YET_VALID)
    assert verdict(here(issued_on=TODAY)).answer is Answer.YES


@pytest.mark.parametrize(
    ("standing", "answer", "reason"),
    [
        (Standing.SUSPENDED, Answer.NO, Reason.SUSPENDED),
        (Standing.REVOKED, Answer.NO, Reason.REVOKED),
        (Standing.INACTIVE, Answer.NO, Reason.INACTIVE),
        (Standing.UNKNOWN, Answer.UNKNOWN, Reason.STANDING_UNKNOWN),
    ],
)
def test_a_licence_here_that_is_not_active_is_never_a_yes(
    standing: Standing, answer: Answer, reason: Reason
) -> None:
    judged = verdict(here(standing=standing))
    assert (judged.answer, judged.reason) == (answer, reason)


def test_no_licence_at_all_is_unknown() -> None:
    answer = verdict()
    assert (answer.answer, answer.reason) == (Answer.UNKNOWN, Reason.NONE_LISTED)
    assert answer.licence is None


@pytest.mark.parametrize(
    "profession", ["psychologist", "professional-counselor", "clinical-social-worker"]
)
def test_a_licence_elsewhere_of_a_profession_with_a_compact_is_unknown(profession: str) -> None:
    answer = verdict(elsewhere(profession))
    assert (answer.answer, answer.reason) == (Answer.UNKNOWN, Reason.COMPACT_POSSIBLE)


def test_a_privilege_or_named_compact_elsewhere_is_unknown() -> None:
    privilege = LicenceHeld("US-NM", "marriage-family-therapist", kind="privilege")
    named = LicenceHeld("US-NM", "marriage-family-therapist", compact="some-new-compact")
    assert verdict(privilege).answer is verdict(named).answer is Answer.UNKNOWN


def test_a_licence_elsewhere_of_a_profession_without_a_compact_is_a_no() -> None:
    answer = verdict(elsewhere("marriage-family-therapist"))
    assert (answer.answer, answer.reason) == (Answer.NO, Reason.LICENSED_ELSEWHERE)


@pytest.mark.parametrize(
    "ended",
    [
        elsewhere("psychologist", expires_on=YESTERDAY),
        elsewhere("psychologist", standing=Standing.REVOKED),
        elsewhere("psychologist", standing=Standing.INACTIVE),
        elsewhere("psychologist", issued_on=NEXT_YEAR),
    ],
)
def test_no_compact_helps_a_licence_elsewhere_that_is_not_in_force(ended: LicenceHeld) -> None:
    assert verdict(ended).answer is Answer.NO


def test_an_expired_licence_here_and_a_compact_elsewhere_are_unknown() -> None:
    answer = verdict(here("psychologist", expires_on=YESTERDAY), elsewhere("psychologist"))
    assert (answer.answer, answer.reason) == (Answer.UNKNOWN, Reason.COMPACT_POSSIBLE)


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.REVOKED])
def test_no_compact_helps_where_the_board_took_the_licence_away(standing: Standing) -> None:
    taken = here("psychologist", standing=standing)
    assert verdict(taken, elsewhere("psychologist")).answer is Answer.NO


def test_of_two_valid_licences_the_one_that_runs_longer_is_named() -> None:
    short, long = here(expires_on=TODAY), here(expires_on=NEXT_YEAR)
    assert verdict(short, long).licence == verdict(long, short).licence == long


@pytest.mark.parametrize("code", ["", "TX", "us-tx", "US-ZZ", "CA-ON", "Texas"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="jurisdiction"):
        may_see([here()], code, TODAY)


dates = st.none() | st.dates(date(2024, 1, 1), date(2029, 1, 1))
held = st.builds(
    LicenceHeld,
    jurisdiction=st.sampled_from(["US-TX", "US-NM", "US-PR"]),
    profession=st.sampled_from(["psychologist", "social-worker", "psychiatrist", ""]),
    number=st.sampled_from(["", "1", "2"]),
    issued_on=dates,
    expires_on=dates,
    standing=st.sampled_from(Standing),
    kind=st.sampled_from(["licence", "privilege"]),
    compact=st.sampled_from(["", "psypact"]),
)


@given(st.lists(held, max_size=4), held)
def test_one_more_licence_never_takes_a_yes_away(
    licences: list[LicenceHeld], more: LicenceHeld
) -> None:
    if verdict(*licences).answer is Answer.YES:
        assert verdict(*licences, more).answer is Answer.YES


@given(st.lists(held, max_size=5))
def test_a_yes_rests_on_an_active_dated_licence_issued_here(licences: list[LicenceHeld]) -> None:
    answer = verdict(*licences)
    valid = [
        one
        for one in licences
        if one.jurisdiction == "US-TX"
        and one.kind == "licence"
        and one.standing is Standing.ACTIVE
        and one.expires_on
        and one.expires_on >= TODAY
        and not (one.issued_on and one.issued_on > TODAY)
    ]
    assert (answer.answer is Answer.YES) == bool(valid)
    if valid:
        assert answer.licence in valid


@given(st.lists(held, max_size=5))
def test_the_order_of_the_licences_does_not_matter(licences: list[LicenceHeld]) -> None:
    backwards = verdict(*reversed(licences))
    assert (verdict(*licences).answer, verdict(*licences).reason) == (
        backwards.answer,
        backwards.reason,
    )


@given(st.lists(held, max_size=3), st.sampled_from(sorted(JURISDICTIONS)))
def test_every_verdict_names_the_place_and_has_the_dates_that_its_reason_speaks_of(
    licences: list[LicenceHeld], jurisdiction: str
) -> None:
    answer = may_see(licences, jurisdiction, TODAY)
    assert answer.jurisdiction == jurisdiction
    if answer.reason in {Reason.LICENSED_HERE, Reason.EXPIRED}:
        assert answer.licence
        assert answer.licence.expires_on
    if answer.reason is Reason.NOT_YET_VALID:
        assert answer.licence
        assert answer.licence.issued_on
