"""Every reason of the pure packages has words, in every language of the pages."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from rapport.directory.licence_wording import verdict_reason
from rapport.directory.place_wording import why_no_distance, why_not_found
from rapport.licensure import LicenceHeld, Reason, Standing, Verdict
from rapport.licensure.verdict import ANSWERS
from rapport.places import DistanceError, NotFound, WhyNoDistance, WhyNotFound, place_of_zip

LANGUAGES = [code for code, _ in settings.LANGUAGES]
LICENCE = LicenceHeld(
    "US-TX",
    "psychologist",
    "1",
    issued_on=date(2020, 2, 1),
    expires_on=date(2027, 6, 30),
    standing=Standing.ACTIVE,
)


def verdict(reason: Reason) -> Verdict:
    return Verdict(ANSWERS[reason], reason, "US-TX", LICENCE)


def every_sentence() -> list[str]:
    """Give all of them, in the language that is active."""
    places = [NotFound("x", reason, zip="01234", where="MH") for reason in WhyNotFound]
    return [
        *(verdict_reason(verdict(reason)) for reason in Reason),
        *(why_not_found(answer) for answer in places),
        *(why_no_distance(DistanceError(reason)) for reason in WhyNoDistance),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_sentence(language: str) -> None:
    with translation.override(language):
        for sentence in every_sentence():
            assert sentence.endswith("."), sentence
            assert "None" not in sentence
            assert "%(" not in sentence


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_reason_is_said_in_english_elsewhere(language: str) -> None:
    with translation.override("en"):
        english = every_sentence()
    with translation.override(language):
        assert not set(english) & set(every_sentence())


def test_dates_are_said_as_the_language_says_them() -> None:
    assert verdict_reason(verdict(Reason.LICENSED_HERE)) == "Licensed in Texas until 30 Jun 2027."
    with translation.override("es"):
        assert "30 Jun 2027" in verdict_reason(verdict(Reason.LICENSED_HERE)).title()


def test_a_place_that_may_have_been_meant_is_named() -> None:
    near = place_of_zip("78704")
    assert near
    answer = NotFound("78705x", WhyNotFound.UNKNOWN_NAME, (near,), where="US-TX")
    assert why_not_found(answer).endswith(
        "in Texas. You can also use a ZIP code. Did you mean 78704, Austin, TX?"
    )
