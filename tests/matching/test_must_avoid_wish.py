"""What must be there, what must not, and what would be nice."""

import pytest

from rapport.matching import Choice, Query, Wish
from tests.matching.builders import TODAY, any_of, ids, listing, search

MOOD, FAMILY = any_of("concern:mood"), any_of("concern:family")
WOMAN = any_of("gender:woman")


def test_inside_a_scheme_any_chosen_term_will_do() -> None:
    everybody = (
        listing(1, "language:es"),
        listing(2, "language:fr"),
        listing(3, "language:es", "language:fr"),
        listing(4, "language:de"),
    )
    assert sorted(ids(everybody, must=(any_of("language:es", "language:fr"),))) == [1, 2, 3]


def test_between_schemes_every_choice_must_be_met() -> None:
    everybody = (
        listing(1, "concern:mood"),
        listing(2, "gender:woman"),
        listing(3, "concern:mood", "gender:woman"),
    )
    assert ids(everybody, must=(MOOD, WOMAN)) == [3]


def test_a_broader_term_finds_who_names_only_a_narrower_one() -> None:
    everybody = (listing(1, "concern:depression"), listing(2, "concern:postpartum"))
    assert sorted(ids(everybody, must=(MOOD,))) == [1, 2]
    assert ids(everybody, must=(FAMILY,)) == [2]


def test_a_narrower_term_does_not_find_who_names_only_the_broader_one() -> None:
    assert ids(listing(1, "concern:mood"), must=(any_of("concern:depression"),)) == []


def test_a_listing_counts_once_for_a_broader_term_however_many_narrower_ones_it_has() -> None:
    results = search(listing(1, "concern:depression", "concern:postpartum", "concern:mood"))
    assert results.facets["concern"].counts == {
        "concern:mood": 1,
        "concern:depression": 1,
        "concern:postpartum": 1,
        "concern:family": 1,
    }


def test_what_is_to_be_avoided_removes_also_by_a_narrower_term() -> None:
    everybody = (listing(1, "concern:depression"), listing(2, "language:es"))
    assert ids(everybody, avoid=frozenset({"concern:mood"})) == [2]


def test_avoiding_a_narrower_term_keeps_who_names_only_the_broader_one() -> None:
    assert ids(listing(1, "concern:mood"), avoid=frozenset({"concern:depression"})) == [1]


def test_a_wish_moves_up_and_never_removes() -> None:
    everybody = (listing(1), listing(2, "gender:woman"), listing(3))
    for wished_for in ("gender:woman", "gender:nobody"):
        results = search(everybody, wishes=(Wish(wished_for),))
        assert results.total == 3
    assert ids(everybody, wishes=(Wish("gender:woman"),))[0] == 2


def test_a_heavier_wish_moves_up_further() -> None:
    everybody = (listing(1, "gender:woman"), listing(2, "language:es"))
    assert ids(everybody, wishes=(Wish("gender:woman", 1), Wish("language:es", 2))) == [2, 1]
    assert ids(everybody, wishes=(Wish("gender:woman", 2), Wish("language:es", 1))) == [1, 2]


def test_a_wish_for_a_broader_term_is_met_by_a_narrower_one() -> None:
    everybody = (listing(1, "concern:family"), listing(2, "concern:depression"))
    assert ids(everybody, wishes=(Wish("concern:mood"),))[0] == 2


def test_a_scheme_that_does_not_apply_to_a_listing_never_matches() -> None:
    clinic = listing(1, "gender:woman", kind="clinic", not_applicable=frozenset({"gender"}))
    assert ids(clinic, must=(WOMAN,)) == []
    assert ids(clinic, avoid=frozenset({"gender:woman"})) == [1]


def test_a_choice_holds_terms_of_its_own_scheme_and_at_least_one() -> None:
    with pytest.raises(ValueError, match="language:es"):
        Choice("gender", frozenset({"gender:woman", "language:es"}))
    with pytest.raises(ValueError, match="nothing"):
        Choice("gender", frozenset())


def test_a_scheme_is_chosen_from_once() -> None:
    with pytest.raises(ValueError, match="once"):
        Query(day=TODAY, must=(MOOD, FAMILY))
