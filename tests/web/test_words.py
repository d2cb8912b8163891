"""What the results page makes of words: choices, suggestions, help in a crisis."""

import pytest
from django.test import Client

from tests.web.page import Page, search, visit

CHOICES = "Your choices"


def searched(visitor: Client, words: str) -> Page:
    """Search for words as the form does and give the page that shows the results."""
    return search(visitor, q=words)


def chips(page: Page) -> list[str]:
    """Give what is shown as chosen."""
    lists = page.all("ul", aria_label=CHOICES)
    return [chip.text for one in lists for chip in one.all("a", cls="chip")]


def test_terms_place_and_payer_are_found_in_any_order(visitor: Client) -> None:
    shown = chips(searched(visitor, "aetna 07102 spanish anxiety"))
    assert {"Aetna", "Spanish", "Anxiety"} <= {text.split(": ")[-1] for text in shown}
    assert any("07102" in text for text in shown)


def test_a_sentence_only_suggests_and_the_person_chooses(visitor: Client) -> None:
    page = searched(visitor, "I can't stop worrying about everything and cannot sleep")
    assert chips(page) == []
    assert "Your words could mean one of these" in page.text
    offered = [link for link in page.all("a") if link.text == "Anxiety"]
    chosen = visit(visitor, offered[0]["href"])
    assert any("Anxiety" in text for text in chips(chosen))


def test_a_persons_name_is_looked_for_in_names(visitor: Client) -> None:
    page = searched(visitor, "dr garcia")
    names = [card.text for card in page.all("h3", cls="card__name")]
    assert names
    assert all("Garc" in name for name in names)


def test_words_that_were_not_used_are_said(visitor: Client) -> None:
    page = searched(visitor, "anxiety zzyzxq")
    assert "We did not use: zzyzxq" in page.text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("I want to die", "You can talk to somebody now"),
        ("my friend wants to kill himself", "call or text about another person"),
        ("he will kill me", "It is not your fault"),
    ],
)
def test_crisis_words_put_help_first_and_results_stay(
    visitor: Client, words: str, says: str
) -> None:
    page = searched(visitor, words)
    text = page.text
    assert says in text
    assert text.index(says) < text.index("How we order results", text.index(says))
    assert page.all("article", cls="card")


@pytest.mark.parametrize("words", ["I am killing it at work", "dying to meet a good therapist"])
def test_idioms_show_no_crisis_card(visitor: Client, words: str) -> None:
    assert searched(visitor, words).all("section", cls="care") == []


# What listings wrote


@pytest.mark.parametrize("words", ["loud", "the loud", "smaller anxiety", "talks"])
def test_a_word_that_somebody_wrote_finds_them(visitor: Client, words: str) -> None:
    assert searched(visitor, words).names == ["Amara Okafor"]


def test_the_card_says_where_the_words_were_found(visitor: Client) -> None:
    assert "Your words are in their headline" in searched(visitor, "smaller").text
    assert "Your words are in their description" in searched(visitor, "talks").text


@pytest.mark.parametrize("words", ["really", "who", "you", "at"])
def test_words_that_say_nothing_are_not_looked_for(visitor: Client, words: str) -> None:
    everybody = searched(visitor, "depression").names
    assert searched(visitor, f"depression {words}").names == everybody


def test_a_word_that_is_not_wanted_is_not_looked_for(visitor: Client) -> None:
    page = searched(visitor, "anxiety not loud")
    assert page.names == searched(visitor, "anxiety").names
    assert "We did not use: loud" in page.text


def test_a_sentence_is_not_taken_apart_into_words_to_look_for(visitor: Client) -> None:
    page = searched(visitor, "my boss is so loud that I feel sick")
    assert chips(page) == []
    assert len(page.names) > 1


def test_words_that_hide_others_can_be_taken_back(visitor: Client) -> None:
    page = searched(visitor, "smaller")
    chip = next(link for link in page.all("a", cls="chip") if "“smaller”" in link.text)
    assert len(visit(visitor, chip["href"]).names) > 1
