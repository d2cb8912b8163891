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
