"""Concerns that are suggested for people's own words."""

import pytest

from rapport.understanding import Lexicon, understand


def first(text: str, lexicon: Lexicon, most: int = 5) -> list[str]:
    return [one.key.partition(":")[2] for one in understand(text, lexicon).suggestions[:most]]


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("my husband left and I feel worthless", "low-self-esteem"),
        ("I lie awake all night and my mind will not stop", "insomnia"),
        ("we fight about money every single day", "constant-arguing"),
        ("my dad died in spring and I still cry", "loss-of-parent"),
        ("I drink a bottle of wine every evening and cannot stop", "alcohol"),
        ("I found messages from another woman on my husband's phone", "infidelity"),
        ("depresion", "depression"),
        ("no puedo dormir por la ansiedad", "anxiety"),
    ],
)
def test_a_fitting_concern_is_among_the_first_five(
    text: str, concern: str, lexicon: Lexicon
) -> None:
    assert concern in first(text, lexicon)


def test_a_concern_that_is_named_comes_first(lexicon: Lexicon) -> None:
    assert first("burnout austin tx", lexicon)[0] == "burnout"


@pytest.mark.parametrize("text", ["", "dr garcia", "austin tx", "aetna 07102", "therapist near me"])
def test_nothing_is_suggested_where_nothing_is_said(text: str, lexicon: Lexicon) -> None:
    assert first(text, lexicon) == []


def test_shares_add_up_to_one(lexicon: Lexicon) -> None:
    suggestions = understand("I feel so alone", lexicon).suggestions
    assert sum(one.score for one in suggestions) == pytest.approx(1, abs=1e-3)
    assert list(suggestions) == sorted(suggestions, key=lambda one: (-one.score, one.key))
