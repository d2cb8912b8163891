"""The pages of the self-checks, without script: what they ask, what they answer, what they keep."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapport.instruments import shipped_instruments
from rapport.operator.models import OperatorSettings
from tests.web.page import Element, Page, visit

CHECKS = {
    "phq-9": "Low mood",
    "gad-7": "Worry and anxiety",
    "rosenberg": "Self-esteem",
    "scs-sf": "Self-compassion",
}
QUERIES = 3
"""The operator's settings twice (what is offered, the site's name), the index's number and day."""


def answer(visitor: Client, slug: str, *points: int | str, prefix: str = "") -> Page:
    """Answer the questions from the first on, and send the form."""
    fields = {f"q{number}": str(one) for number, one in enumerate(points, start=1)}
    return Page(visitor.post(f"{prefix}/self-checks/{slug}", fields))


def result_of(page: Page) -> Element:
    return page.one("section", cls="check__result")


def test_the_list_leads_to_each_self_check(visitor: Client) -> None:
    page = visit(visitor, "/self-checks")
    assert page.heading == "Self-checks"
    links = [one["href"] for one in page.one("main").all("a", cls="choice")]
    assert sorted(links) == sorted(f"/self-checks/{slug}" for slug in CHECKS)
    assert "A self-check, not a diagnosis." in page.one("main").text


def test_it_is_found_from_every_page_and_by_search_engines(visitor: Client) -> None:
    assert visit(visitor, "/").one("footer").all("a", href="/self-checks")
    pages = visitor.get("/sitemap-pages.xml").content.decode()
    assert "<loc>http://testserver/self-checks</loc>" in pages
    checks = visitor.get("/sitemap-self-checks.xml").content.decode()
    assert all(f"/self-checks/{slug}</loc>" in checks for slug in CHECKS)
    assert "who-5" not in checks


@pytest.mark.parametrize(("slug", "topic"), CHECKS.items())
def test_a_self_check_asks_its_questions_word_for_word(
    visitor: Client, slug: str, topic: str
) -> None:
    page = visit(visitor, f"/self-checks/{slug}")
    instrument = shipped_instruments()[slug]
    assert (page.status, page.heading, page.title) == (200, topic, "Self-check · Rapport")
    main = page.one("main")
    assert instrument.instruction["en"] in main.text
    legends = [one.text for one in main.all("legend")]
    assert legends == [f"{item.number}. {item.text['en']}" for item in instrument.items]
    labels = [label.one("span").text for label in main.all("fieldset")[0].all("label")]
    assert labels == [anchor.label["en"] for anchor in instrument.anchors]
    assert not main.all("input", checked="")
    assert "A self-check, not a diagnosis." in main.text
    assert instrument.notice in main.text
    assert instrument.licence.statement in main.text
    assert instrument.source.title in main.text
    assert "Your score" not in main.text


def test_the_answer_to_the_form_is_the_result(visitor: Client) -> None:
    page = answer(visitor, "phq-9", 2, 2, 1, 1, 1, 1, 1, 1, 0)
    assert (page.status, page.heading, page.title) == (200, "Low mood", "Self-check · Rapport")
    result = result_of(page).text
    assert "Your score is 10 , on a scale from 0 to 27." in result
    assert "10 to 14 is called “moderate”." in result
    assert "A self-check, not a diagnosis." in result
    assert "Kroenke, Spitzer and Williams (2001)" in result


def test_the_result_has_three_next_steps_and_somebody_to_talk_to(visitor: Client) -> None:
    result = result_of(answer(visitor, "gad-7", *[0] * 7))
    steps = result.all("ol")[0].all("li")
    assert len(steps) == 3
    assert result.all("a", href="tel:988")
    assert result.all("a", href="sms:988")
    assert result.all("a", href="tel:911")


def test_the_result_repeats_the_answers_for_printing(visitor: Client) -> None:
    result = result_of(answer(visitor, "gad-7", 0, 1, 2, 3, 0, 0, 0))
    given = [one.text for one in result.all("ol")[1].all("strong")]
    assert given[:4] == [
        "Not at all",
        "Several days",
        "More than half the days",
        "Nearly every day",
    ]
    assert "Worrying too much about different things" in result.all("ol")[1].text


def test_the_answers_can_be_changed_below_the_result(visitor: Client) -> None:
    page = answer(visitor, "gad-7", 0, 1, 2, 3, 0, 0, 0)
    chosen = {one["name"]: one["value"] for one in page.all("input", type="radio", checked="")}
    assert chosen == {f"q{n}": str(p) for n, p in enumerate([0, 1, 2, 3, 0, 0, 0], start=1)}


def test_self_esteem_gets_a_score_and_no_verdict(visitor: Client) -> None:
    result = result_of(answer(visitor, "rosenberg", 3, 0, 3, 3, 0, 0, 3, 0, 0, 3)).text
    assert "Your score is 30 , on a scale from 0 to 30." in result
    assert "There are no official limits for high or low." in result
    assert "is called" not in result


def test_self_compassion_is_a_mean_with_a_rough_guide(visitor: Client) -> None:
    result = result_of(answer(visitor, "scs-sf", 4, 2, 3, 4, 2, 2, 3, 4, 4, 2, 4, 4)).text
    assert "Your score is 2.17 , on a scale from 1 to 5." in result
    assert "1 to 2.49 is called “low”." in result
    assert "There are no clinical limits." in result


@pytest.mark.parametrize("points", [1, 2, 3])
def test_thoughts_of_death_bring_help_above_the_score(visitor: Client, points: int) -> None:
    result = result_of(answer(visitor, "phq-9", *[0] * 8, points))
    headings = [one.text for one in result.all("h2")]
    assert headings == ["If you think about suicide or hurting yourself", "Your result"]
    care = result.one("section", cls="care")
    assert care.all("a", href="tel:988")
    assert "Nobody is told, and nothing is kept." in care.text
    assert "Your score is" in result.text  # a card, never a block


def test_without_such_thoughts_there_is_no_card_but_there_are_numbers(visitor: Client) -> None:
    result = result_of(answer(visitor, "phq-9", *[3] * 8, 0))
    assert not result.all("section", cls="care")
    assert result.all("a", href="tel:988")


def test_what_is_missing_is_said_and_nothing_is_lost(visitor: Client) -> None:
    page = answer(visitor, "phq-9", 3, "", 1, 1, 1, 1, 1, 1)
    assert page.status == 422
    assert page.title == "Error: Self-check · Rapport"
    summary = page.one(cls="errors")
    assert "autofocus" in summary.attributes
    assert {link.text: link["href"] for link in summary.all("a")} == {
        "Question 2: choose an answer": "#q2-1",
        "Question 9: choose an answer": "#q9-1",
    }
    ids = {one.attributes.get("id") for one in page.all("input")}
    assert {"q2-1", "q9-1"} <= ids
    wrong = page.all("fieldset", cls="field--error")
    assert [one["id"] for one in wrong] == ["q2", "q9"]
    assert "Error: Question 2: choose an answer" in wrong[0].text
    chosen = {one["name"] for one in page.all("input", type="radio", checked="")}
    assert chosen == {"q1", "q3", "q4", "q5", "q6", "q7", "q8"}
    assert "Your score" not in page.one("main").text


@pytest.mark.parametrize(
    "bad", ["4", "-1", "0.5", " 1", "abc", "<script>", "１", "\x00", "9" * 5000]
)
def test_what_is_no_answer_counts_as_missing(visitor: Client, bad: str) -> None:
    page = answer(visitor, "phq-9", *[1] * 4, bad, *[1] * 4)
    assert page.status == 422
    assert [one["id"] for one in page.all("fieldset", cls="field--error")] == ["q5"]


def test_fields_that_nobody_asked_for_change_nothing(visitor: Client) -> None:
    fields = {f"q{n}": "1" for n in range(1, 8)} | {"q8": "3", "q0": "3", "score": "21", "x": "y"}
    page = Page(visitor.post("/self-checks/gad-7", fields))
    assert "Your score is 7 ," in result_of(page).text


def test_an_address_cannot_carry_answers(visitor: Client) -> None:
    query = "&".join(f"q{n}=3" for n in range(1, 10))
    page = visit(visitor, f"/self-checks/phq-9?{query}")
    assert page.status == 200
    assert not page.all("input", checked="")
    assert "Your score" not in page.one("main").text
    assert page.one("form", cls="check")["action"] == "/self-checks/phq-9"


@pytest.mark.parametrize("address", ["/self-checks/dass-21", "/self-checks/who-5"])
def test_what_is_not_offered_is_not_there(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == 404
    assert visitor.post(address, {"q1": "1"}).status_code == 404


def test_an_operator_who_earns_nothing_may_offer_who_5(visitor: Client) -> None:
    OperatorSettings(is_non_commercial=True).save()
    assert visit(visitor, "/self-checks").one("main").all("a", href="/self-checks/who-5")
    page = answer(visitor, "who-5", 3, 2, 2, 3, 2)
    result = result_of(page).text
    assert "Your score is 48 , on a scale from 0 to 100." in result
    assert "0 to 50 is called “at or below the limit”." in result
    assert "CC BY-NC-SA 3.0 IGO" in page.one("main").text


def test_finding_a_therapist_takes_nothing_over(visitor: Client) -> None:
    one, other = (result_of(answer(visitor, "gad-7", *[points] * 7)) for points in (0, 3))
    forms = [result.one("form", action="/find") for result in (one, other)]
    for form in forms:
        assert {field["name"] for field in (*form.all("input"), *form.all("select"))} == {
            "near",
            "concern",
        }
        assert not form.all("input", type="hidden")
        assert form.all("option", selected="")[0]["value"] == ""
    assert forms[0] == forms[1]
    chosen = [option["value"] for option in forms[0].all("option")]
    assert chosen == ["", "anxiety"]
    for link in one.all("a"):
        assert "?" not in link["href"]


def test_the_form_to_find_a_therapist_works_as_it_comes(visitor: Client) -> None:
    for fields in ({"concern": "", "near": ""}, {"concern": "anxiety", "near": "07102"}):
        assert visitor.post("/find", fields).status_code == 303


def test_the_topics_of_a_self_check_are_linked(visitor: Client) -> None:
    links = result_of(answer(visitor, "gad-7", *[1] * 7)).all("a", href="/concerns/anxiety")
    assert [link.text for link in links] == ["Anxiety"]
    assert visitor.get("/concerns/anxiety").status_code == 200


@pytest.mark.parametrize("slug", CHECKS)
def test_pages_and_results_take_the_same_few_queries(visitor: Client, slug: str) -> None:
    visit(visitor, "/find")
    counts = []
    for points in ([], [1], [1] * 20):
        with CaptureQueriesContext(connection) as queries:
            answer(visitor, slug, *points)
        counts.append(len(queries))
    with CaptureQueriesContext(connection) as queries:
        visit(visitor, f"/self-checks/{slug}")
    assert [*counts, len(queries)] == [QUERIES] * 4


def test_in_spanish_the_questions_stay_english_and_say_so(visitor: Client) -> None:
    page = visit(visitor, "/es/self-checks/phq-9")
    assert page.heading == "Ánimo bajo"
    legend = page.one("main").all("legend")[0].one("span")
    assert legend["lang"] == "en"
    page = answer(visitor, "phq-9", 2, 2, 1, 1, 1, 1, 1, 1, 0, prefix="/es")
    assert "moderada" in result_of(page).text
