"""Tokens: what goes in comes out, for us alone, and never more than fits an address."""

import re
from base64 import urlsafe_b64decode

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from rapport.protection.tokens import LONGEST_TOKEN, BadToken, TokenTooLong, seal, unseal

OTHER_KEY = "another-key-that-is-long-enough-0123456789-abcdefghijkl"
THIRD_KEY = "a-third-key-that-is-long-enough-9876543210-zyxwvutsrqpo"
SEARCH = {"q": ["panic at night"], "near": ["07102"], "concern": ["anxiety", "grief"]}

fields = st.dictionaries(
    st.text(min_size=1, max_size=20), st.lists(st.text(max_size=60), max_size=4), max_size=8
)


@given(fields=fields)
def test_what_goes_in_comes_out(fields: dict[str, list[str]]) -> None:
    assert unseal(seal(fields)) == fields


@given(fields=fields)
def test_a_token_is_made_of_letters_for_addresses(fields: dict[str, list[str]]) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{20,2000}", seal(fields))


@given(fields=fields)
def test_the_same_search_has_the_same_token(fields: dict[str, list[str]]) -> None:
    assert seal(fields) == seal(dict(reversed(fields.items())))


@given(text=st.text(max_size=30_000), repeats=st.integers(1, 60))
def test_what_is_sealed_can_be_read_and_the_rest_is_refused(text: str, repeats: int) -> None:
    try:
        token = seal({"q": [text * repeats]})
    except TokenTooLong:
        return
    assert len(token) <= LONGEST_TOKEN
    assert unseal(token) == {"q": [text * repeats]}


@pytest.mark.parametrize("character", ["0", "é", "💔"])
def test_a_small_token_cannot_hold_a_large_text(character: str) -> None:
    with pytest.raises(TokenTooLong):
        seal({"q": [character * 30_000]})


@given(position=st.integers(0, 10_000), character=st.sampled_from("AZaz09-_.=~%"))
def test_no_character_can_be_changed(position: int, character: str) -> None:
    token = seal(SEARCH)
    position %= len(token)
    changed = token[:position] + character + token[position + 1 :]
    if changed != token:
        with pytest.raises(BadToken):
            unseal(changed)


@given(position=st.integers(0, 10_000), more=st.text("AZaz09-_.=~ \n\t", min_size=1, max_size=3))
def test_nothing_can_be_added(position: int, more: str) -> None:
    token = seal(SEARCH)
    position %= len(token) + 1
    with pytest.raises(BadToken):
        unseal(token[:position] + more + token[position:])


@given(token=st.text(max_size=300))
def test_no_invented_token_is_read(token: str) -> None:
    with pytest.raises(BadToken):
        unseal(token)


@pytest.mark.parametrize("length", [0, 1, 2, 10, 40])
def test_a_cut_token_is_refused(length: int) -> None:
    with pytest.raises(BadToken):
        unseal(seal(SEARCH)[:length])


def test_a_token_of_many_characters_is_refused_unread() -> None:
    with pytest.raises(BadToken):
        unseal("A" * (LONGEST_TOKEN + 1))


def test_a_token_says_nothing_to_others() -> None:
    with override_settings(SECRET_KEY=OTHER_KEY):
        foreign = seal(SEARCH)
    assert foreign != seal(SEARCH)
    with pytest.raises(BadToken):
        unseal(foreign)


def test_old_tokens_survive_a_new_key() -> None:
    old = seal(SEARCH)
    with override_settings(SECRET_KEY=OTHER_KEY, SECRET_KEY_FALLBACKS=[THIRD_KEY, *_own_key()]):
        assert unseal(old) == SEARCH
        assert seal(SEARCH) != old
        assert unseal(seal(SEARCH)) == SEARCH
    with override_settings(SECRET_KEY=OTHER_KEY), pytest.raises(BadToken):
        unseal(old)


def _own_key() -> list[str]:
    return [settings.SECRET_KEY]


def test_two_keys_with_the_same_first_byte_are_told_apart() -> None:
    """The first byte names the key, and one key in 256 shares it with another."""
    own = seal(SEARCH)[:1]
    for number in range(2_000):
        key = f"{OTHER_KEY}-{number}"
        with override_settings(SECRET_KEY=key):
            twin = seal(SEARCH)
        if _first_byte(twin) == _first_byte(seal(SEARCH)):
            break
    else:
        pytest.fail(f"no key shares the first byte {own!r}")
    with override_settings(SECRET_KEY_FALLBACKS=[key]):
        assert unseal(twin) == SEARCH


def _first_byte(token: str) -> int:
    return urlsafe_b64decode(token[:4])[0]
