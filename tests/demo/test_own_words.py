"""What invented therapists write is varied, of the right length, and true of their listing."""

import re
from collections import Counter
from itertools import pairwise

from rapport.demo.own_words import HEADLINE_CHARACTERS, LEAST_WORDS, MOST_WORDS
from rapport.demo.tables import archetypes
from rapport.directory.records import ListingRecord

FEWEST_FRAGMENTS = 12


def sentences(text: str) -> set[str]:
    return set(re.split(r"(?<=[.?!])\s+", text)) - {""}


def test_every_archetype_has_enough_to_say() -> None:
    for name, kind in archetypes().items():
        assert len(kind.headlines) >= FEWEST_FRAGMENTS, name
        assert len(kind.openings) >= FEWEST_FRAGMENTS, name


def test_nothing_is_left_unfilled(made: list[ListingRecord]) -> None:
    for one in made:
        assert not re.search(r"[\[\]{}|]", one.headline + one.own_words), one.own_words
        assert "  " not in one.headline + one.own_words
        assert not re.search(r"\b(a [aeiou]|an [^aeiouh])", one.headline.lower()), one.headline


def test_texts_have_the_right_length(therapists: list[ListingRecord]) -> None:
    for one in therapists:
        assert len(one.headline) <= HEADLINE_CHARACTERS
        if one.own_words:
            assert LEAST_WORDS <= len(one.own_words.split()) <= MOST_WORDS


def test_a_few_have_no_own_words(therapists: list[ListingRecord]) -> None:
    silent = sum(not one.own_words for one in therapists)
    assert 0.05 < silent / len(therapists) < 0.12


def test_no_two_have_the_same_own_words(therapists: list[ListingRecord]) -> None:
    texts = [one.own_words for one in therapists if one.own_words]
    assert len(texts) == len(set(texts))


def test_headlines_are_rarely_shared(therapists: list[ListingRecord]) -> None:
    counts = Counter(one.headline for one in therapists if one.headline)
    assert max(counts.values()) <= 3
    assert sum(count - 1 for count in counts.values()) < 0.1 * len(therapists)


def test_neighbours_in_a_list_share_hardly_a_sentence(therapists: list[ListingRecord]) -> None:
    in_austin = [one for one in therapists if one.own_words and one.offices[0].city == "Austin"]
    assert len(in_austin) > 10
    shared = [sentences(a.own_words) & sentences(b.own_words) for a, b in pairwise(in_austin)]
    assert sum(map(len, shared)) <= len(in_austin) / 5


def test_words_about_facts_are_true(therapists: list[ListingRecord]) -> None:
    for one in therapists:
        modes = {office.mode for office in one.offices}
        if "by video only" in one.own_words:
            assert modes == {"video"}
        if "also meet people by video" in one.own_words:
            assert {"video", "in-person"} <= modes
        if "room in my home" in one.own_words:
            assert any(office.is_home for office in one.offices)
        if "sliding scale" in one.own_words:
            assert any(fee.floor_cents for fee in one.fees)
        if "Saturday" in one.own_words:
            assert any(term.term == "session-time:weekend" for term in one.terms)
