"""What the search box understands: terms, a place, a name and times, in any order."""

import pytest

from rapport.understanding import Kind, Lexicon, Reading, Term, understand


def best(text: str, lexicon: Lexicon) -> Reading:
    return understand(text, lexicon).readings[0]


def keys(text: str, lexicon: Lexicon) -> set[str]:
    return {term.key for term in best(text, lexicon).terms}


@pytest.mark.parametrize(
    ("text", "terms", "place"),
    [
        ("emdr austin tx", {"approach:emdr"}, "austin tx"),
        ("austin tx emdr", {"approach:emdr"}, "austin tx"),
        (
            "spanish child therapist aetna 07102",
            {"language:spanish", "age:children", "payer:aetna"},
            "07102",
        ),
        (
            "couples counseling evenings medicaid newark nj",
            {"format:couple", "session-time:evening", "payer:medicaid"},
            "newark nj",
        ),
        ("CBT for insomnia near Boston", {"approach:cbt-i"}, "Boston"),
        ("grief counselling manhattan ny", {"concern:grief"}, "manhattan ny"),
        ("polish therapist chicago", {"language:polish"}, "chicago"),
        ("ocd teens los angeles", {"concern:ocd", "age:teens"}, "los angeles"),
        ("panic attacks Austin, TX 78704-1234", {"concern:panic-attacks"}, "Austin, TX 78704-1234"),
    ],
)
def test_terms_and_place_are_found_in_any_order(
    text: str, terms: set[str], place: str, lexicon: Lexicon
) -> None:
    reading = best(text, lexicon)
    assert {term.key for term in reading.terms} == terms
    assert reading.place is not None
    assert reading.place.text == place
    assert reading.rest == ()


@pytest.mark.parametrize("text", ["Richmond, VA", "cheyenne wy", "bethesda md", "portland or"])
def test_a_town_with_its_state_is_a_place_and_nothing_else(text: str, lexicon: Lexicon) -> None:
    reading = best(text, lexicon)
    assert reading.place is not None
    assert reading.place.text == text
    assert reading.terms == ()


def test_the_va_alone_is_a_payer(lexicon: Lexicon) -> None:
    assert keys("VA", lexicon) == {"payer:va"}


def test_a_word_that_is_a_place_and_a_language_has_both_readings(lexicon: Lexicon) -> None:
    readings = understand("cheyenne", lexicon).readings
    assert any(reading.place for reading in readings)
    assert any(term.key == "language:cheyenne" for one in readings for term in one.terms)


@pytest.mark.parametrize("text", ["act", "sad", "i feel sad", "act now", "in bed", "human"])
def test_ordinary_words_are_no_abbreviations(text: str, lexicon: Lexicon) -> None:
    assert keys(text, lexicon) == set()


def test_capitals_make_the_abbreviation(lexicon: Lexicon) -> None:
    assert keys("ACT therapist", lexicon) == {"approach:act"}


def test_polish_as_a_verb_is_no_language(lexicon: Lexicon) -> None:
    assert "language:polish" not in keys("I need to polish my skills at work", lexicon)


@pytest.mark.parametrize("text", ["dr garcia", "Dr. García", "maria lopez"])
def test_a_name_is_found(text: str, lexicon: Lexicon) -> None:
    reading = best(text, lexicon)
    assert [name.text for name in reading.names] == [text]
    assert reading.terms == ()


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("anxeity", "concern:anxiety", Kind.TYPO),
        ("insmonia", "concern:insomnia", Kind.TYPO),
        ("Alzheimer’s", "concern:dementia", Kind.ALIAS),
        ("self harm", "concern:self-harm", Kind.ALIAS),
        ("panic-attack", "concern:panic-attacks", Kind.ALIAS),
        ("behavior problems", "concern:child-behaviour", Kind.ALIAS),
        ("I feel worthless", "concern:low-self-esteem", Kind.PHRASE),
        ("español", "language:spanish", Kind.ALIAS),
    ],
)
def test_words_are_found_however_they_are_written(
    text: str, key: str, kind: Kind, lexicon: Lexicon
) -> None:
    [term] = best(text, lexicon).terms
    assert term.key == key
    assert kind in (term.kind, Kind.ALIAS)


def test_the_longest_match_wins(lexicon: Lexicon) -> None:
    assert keys("dialectical behavior therapy", lexicon) == {"approach:dbt"}


@pytest.mark.parametrize("text", ["no medicaid", "not medicaid", "without medicaid"])
def test_what_is_not_wanted_is_marked(text: str, lexicon: Lexicon) -> None:
    [term] = best(text, lexicon).terms
    assert term.is_negated


def test_slugs_are_never_words() -> None:
    lexicon = Lexicon.build([Term("concern:xyzzy", {"en": "Something else"})])
    assert understand("xyzzy", lexicon).readings[0].terms == ()


def test_noise_alone_is_nothing(lexicon: Lexicon) -> None:
    understood = understand("help me find a therapist near me", lexicon)
    assert understood.readings[0] == Reading()


def test_times_are_terms_of_their_own(lexicon: Lexicon) -> None:
    [time] = best("weekend telehealth", lexicon).times
    assert time.key == "session-time:weekend"


def test_a_lexicon_without_terms_understands_nothing() -> None:
    understood = understand("anxiety in Austin, TX", Lexicon.build([]))
    assert understood.suggestions == ()
    assert understood.readings[0].place is not None
