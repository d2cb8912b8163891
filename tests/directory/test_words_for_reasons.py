"""Every reason of the pure packages has words, in every language of the pages."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from rapport import matching
from rapport.directory.licence_wording import verdict_reason
from rapport.directory.place_wording import why_no_distance, why_not_found
from rapport.directory.wording import Wording
from rapport.licensure import LicenceHeld, Reason, Standing, Verdict
from rapport.licensure.verdict import ANSWERS
from rapport.places import DistanceError, NotFound, WhyNoDistance, WhyNotFound, place_of_zip
from rapport.vocabulary.snapshot import Vocabulary

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


def said(reason: matching.Reason, language: str = "en") -> str:
    """Say a reason of a search to a reader of the last day of June 2026."""
    with translation.override(language):
        return Wording(Vocabulary((), ()), language, "mi", date(2026, 6, 30)).reason(reason)


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


def test_a_reason_says_where_the_words_were_found() -> None:
    code = matching.ReasonCode.WORDS_MATCH
    assert [
        said(matching.Reason(code, 4.0, detail=one)) for one in ("", "headline", "together")
    ] == [
        "Your words are in their description",
        "Your words are in their headline",
        "Your words stand together in their description",
    ]


def test_a_reason_says_how_many_messages_were_answered() -> None:
    answers = matching.Reason(matching.ReasonCode.ANSWERS, 6.0, share=(3, 4))
    assert said(answers) == "Messages answered in the last 90 days: 3 of 4"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_reason_has_words(language: str) -> None:
    for code in matching.ReasonCode:
        for detail in ("", "headline", "together"):
            words = said(matching.Reason(code, 1.0, detail=detail, share=(1, 1)), language)
            assert words
            assert "%(" not in words
