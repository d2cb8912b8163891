"""Whatever is typed, understanding answers, the same way each time, with spans inside the text."""

import string
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.understanding import Lexicon, Span, Understanding, understand
from rapport.understanding.tokens import tokens_of

WORDS = (
    *("emdr", "austin", "tx", "07102", "VA", "MD", "ACT", "dr", "garcia", "anxiety", "not", "kill"),
    *("myself", "he", "in", "or", "new", "york", "español", "中文", "Alzheimer’s", "עברית", "🙂"),
    *("\x00", "\u202e", "-", "'", ",", ".", "|", "~", "İ", "ß", "ﬁ", "e\u0301"),
)
texts = st.one_of(
    st.text(max_size=300),
    st.text(string.printable, max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
)


def spans(understood: Understanding) -> list[Span]:
    found = [span for one in understood.readings for span in (*one.terms, *one.names, *one.rest)]
    found += [one.place for one in understood.readings if one.place]
    return found + ([understood.crisis] if understood.crisis else [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=texts)
def test_spans_lie_inside_the_text_and_the_answer_is_always_the_same(
    text: str, lexicon: Lexicon
) -> None:
    understood = understand(text, lexicon)
    assert understood == understand(text, lexicon)
    assert understood.readings
    for span in spans(understood):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=texts)
def test_spans_of_a_reading_do_not_overlap(text: str, lexicon: Lexicon) -> None:
    for reading in understand(text, lexicon).readings:
        found = [*reading.terms, *reading.names, *([reading.place] if reading.place else [])]
        found.sort(key=lambda span: span.start)
        assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 10_000,
        "a" * 10_000,
        "kill " * 2_000,
        "🙂" * 2_500,
        "\u202eשלום " * 1_500,
        "austin tx " * 1_000,
        "i want to i want to " * 500,
        "'" * 10_000,
        "a." * 5_000,
    ],
)
def test_ten_kilobytes_of_anything_are_answered(text: str, lexicon: Lexicon) -> None:
    assert understand(text, lexicon).readings


@given(text=texts)
def test_words_stand_in_order(text: str) -> None:
    tokens = tokens_of(text)
    assert all(token.start < token.end for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
