"""Whatever is typed, the answer is a page with a clear sentence, and nothing typed is lost."""

import pytest
from django.test import Client

from rapport.matching import words_of
from rapport.vocabulary.models import Term
from tests.web.page import filled, search, send

LONG = "worry " * 1_700

PROBLEMS = {
    "unknown ZIP": ({"near": "99999"}, "We do not know ZIP code 99999."),
    "unknown town": ({"near": "nowhereville, nj"}, "We do not know a place with that name"),
    "misspelt town": ({"near": "nwark, nj"}, "Did you mean Newark, NJ"),
    "radius in letters": ({"near": "07102", "within": "abc"}, "Give a distance as a number"),
    "bare radius": ({"near": "07102", "within": "25"}, "Say which unit you mean"),
    "radius of nothing": ({"near": "07102", "within": "0mi"}, "more than zero"),
    "very long words": ({"q": LONG}, "Use at most 200 characters."),
    "very long place": ({"near": LONG}, "Use at most 100 characters."),
    "NUL in words": ({"q": "wor\x00ry"}, "there is a character we cannot read"),
    "NUL in place": ({"near": "new\x00ark"}, "there is a character we cannot read"),
    "unknown concern": ({"concern": "gremlins"}, "We do not know “gremlins” here."),
    "unknown wish": ({"wish": "style:rude"}, "We do not know “style:rude” here."),
    "page nought": ({"page": "0"}, "Enter a whole number from 1 to 5000."),
    "page far too far": ({"page": "999999"}, "Enter a whole number from 1 to 5000."),
    "fee below nothing": ({"max-fee": "-1"}, "Enter a whole number from 1 to 10000."),
    "openings in words": ({"openings": "soon"}, "Enter a whole number from 1 to 365."),
    "unknown order": ({"sort": "cheap"}, "Choose one of: best, distance, fee, soonest."),
    "unknown meeting": ({"meeting": "telepathy"}, "Choose one of: in-person, video, phone."),
    "no day": ({"day": "tomorrow"}, "Enter a date such as"),
}


@pytest.mark.parametrize(("fields", "sentence"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_is_said_in_a_sentence(
    visitor: Client, fields: dict[str, str], sentence: str
) -> None:
    page = search(visitor, **fields)
    assert page.status == 422
    assert page.title == "Error: check your search · Rapport"
    alert = page.one(role="alert")
    assert alert.one("h2").text == "There is a problem"
    assert sentence in alert.text
    assert "\x00" not in page.html


@pytest.mark.parametrize(("fields", "sentence"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_readable_link_gives_the_same_sentence(
    visitor: Client, fields: dict[str, str], sentence: str
) -> None:
    response = visitor.get("/find", fields)
    assert response.status_code == (400 if "\x00" in "".join(fields.values()) else 422)
    assert response.status_code == 400 or sentence in response.content.decode()


@pytest.mark.parametrize("field", ["near", "q", "within"])
def test_the_summary_leads_to_the_field_and_the_field_says_the_same(
    visitor: Client, field: str
) -> None:
    wrong = {"near": "99999", "q": LONG, "within": "abc"}
    page = search(visitor, **{"near": "07102", field: wrong[field]})
    link = page.one(role="alert").one("a")
    assert link["href"] == f"#{field}"
    control = page.one("input", id=field)
    assert control["aria-invalid"] == "true"
    error = page.one(id=f"{field}-error")
    assert error["id"] in control["aria-describedby"].split()
    assert error.text == f"Error: {link.text}"


def test_the_summary_takes_the_focus(visitor: Client) -> None:
    alert = search(visitor, near="99999").one(role="alert")
    assert alert["tabindex"] == "-1"
    assert "autofocus" in alert.attributes


def test_nothing_typed_is_lost(visitor: Client) -> None:
    page = search(visitor, q="okafor", near="99999", concern=["anxiety", "grief"], payer="medicaid")
    fields = filled(page.one("form", role="search"))
    assert fields == {
        "q": ["okafor"],
        "near": ["99999"],
        "concern": ["anxiety", "grief"],
        "payer": ["medicaid"],
    }
    assert send(visitor, fields | {"near": ["07102"]}).names == ["Amara Okafor"]


def test_every_problem_is_named_at_once(visitor: Client) -> None:
    page = search(visitor, q=LONG, within="abc", concern="gremlins", max_fee="-1")
    assert len(page.one(role="alert").all("li")) == 4


def test_a_small_form_with_a_problem_keeps_the_search(visitor: Client) -> None:
    before = search(visitor, near="newark", concern="anxiety", payer="medicaid")
    form = before.form(base="", change="near")
    problem = send(visitor, filled(form) | {"near": ["nowhereville"]})
    assert problem.status == 422
    fields = filled(problem.one("form", role="search"))
    assert send(visitor, fields | {"near": ["07102"]}).names == ["Amara Okafor"]


@pytest.mark.parametrize(
    "words",
    [
        "😢",
        "💔 breakup",
        "اكتئاب",
        "דיכאון",
        "\u202eevil",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{ 7*7 }}",
        "%s %d %(n)s",
    ],
)
def test_any_words_are_words(visitor: Client, words: str) -> None:
    page = search(visitor, q=words)
    assert page.status == 200
    kept = page.one("input", id="q")["value"]
    assert set(words_of(kept)) <= set(words_of(words))
    assert "<script>alert" not in page.html


@pytest.mark.parametrize("near", ["😢", "اكتئاب", "<b>x</b>", "%(reason)s", "1", "New York 07102"])
def test_any_words_may_stand_for_a_place(visitor: Client, near: str) -> None:
    page = search(visitor, near=near)
    assert page.status in {200, 422}
    assert page.heading
    assert near in (page.one("input", id="near")["value"])


def most_terms(count: int) -> dict[str, list[str]]:
    """Give a search for so many terms."""
    rows = Term.objects.filter(scheme__in=["concern", "payer"]).order_by("position", "scheme")
    fields: dict[str, list[str]] = {}
    for scheme, slug in rows.values_list("scheme", "slug")[:count]:
        fields.setdefault(scheme, []).append(slug)
    return fields


def test_more_than_an_address_can_hold_is_a_problem_too(visitor: Client) -> None:
    sentence = "This is more than one address can hold. Choose fewer filters."
    for response in (
        visitor.post("/find", most_terms(390)),
        visitor.get("/find", most_terms(390)),
    ):
        assert response.status_code == 422
        assert sentence in response.content.decode()


def test_whatever_fits_into_an_address_can_be_paged_and_refined(visitor: Client) -> None:
    """Near the limit of an address, its pages, chips and forms must fit too."""
    status = [
        visitor.post("/find", most_terms(n), follow=True).status_code for n in _near_limit(visitor)
    ]
    assert status == sorted(status)
    assert set(status) == {200, 422}


def _near_limit(visitor: Client) -> range:
    """Give numbers of terms around the last that is answered with a redirect."""
    low, high = 1, 390
    while high - low > 1:
        middle = (low + high) // 2
        fits = visitor.post("/find", most_terms(middle)).status_code == 303
        low, high = (middle, high) if fits else (low, middle)
    return range(low - 4, low + 4)


def test_too_many_fields_are_refused_with_a_page(visitor: Client) -> None:
    page = send(visitor, {f"field-{number}": "1" for number in range(500)})
    assert page.status == 400
    assert page.heading == "This request cannot be read"


def test_too_large_a_form_is_refused_with_a_page(visitor: Client) -> None:
    response = visitor.post(
        "/find", "q=" + "a" * 100_000, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 400
    assert "too long" in response.content.decode()
