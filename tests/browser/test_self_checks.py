"""Self-checks in a real browser: scored there in the server's words, by keyboard, kept nowhere."""

from itertools import chain, pairwise
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Request, expect

from rapport.instruments import Instrument, shipped_instruments
from rapport.operator.models import OperatorSettings
from tests.browser.barriers import assert_no_barrier
from tests.conftest import OpenPage
from tests.watch import Watch
from tests.web.page import Element
from tests.web.page import Page as Answer

pytestmark = pytest.mark.usefixtures("cast")

WORDS = """() => {
    const result = document.querySelector("main [data-result]");
    for (const hidden of result.querySelectorAll("[hidden], [data-print]")) hidden.remove();
    return [...result.querySelectorAll("h2, h3, p, li, option, label, a")]
        .map(one => one.textContent.replace(/\\s+/g, " ").trim());
}"""

ANSWER = """(points) => {
    document.querySelector("main [data-change]")?.click();
    points.forEach((one, place) => {
        document.querySelector(`input[name=q${place + 1}][value="${one}"]`).checked = true;
    });
    document.querySelector("[data-submit]").click();
}"""


def answers_with(instrument: Instrument, point_sum: int) -> list[int]:
    """Answer so that the points add up to a sum after reversal."""
    least, most = instrument.points[0], instrument.points[-1]
    left = point_sum - least * len(instrument.items)
    answers = []
    for item in instrument.items:
        more = min(left, most - least)
        left -= more
        is_reversed = item.number in instrument.scoring.reversed
        answers.append(most - more if is_reversed else least + more)
    return answers


def boundaries(instrument: Instrument) -> list[int]:
    """Give the sums on both sides of each band's ends."""
    sums = instrument.point_sums
    edges = {sums[0], sums[-1], (sums[0] + sums[-1]) // 2}
    for one, following in pairwise(sums):
        bands = [instrument.band_of(instrument.score_of(n)) for n in (one, following)]
        if bands[0] != bands[1]:
            edges |= {one, following}
    return sorted(edges)


def words_of_server(slug: str, points: list[int]) -> list[str]:
    """Give the words of the page that comes without script."""
    fields = {f"q{number}": str(one) for number, one in enumerate(points, start=1)}
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    result = Answer(client.post(f"/self-checks/{slug}", fields)).one(cls="check__result")
    kinds = ("h2", "h3", "p", "li", "option", "label", "a")
    found = [one for one in result.all() if one.tag in kinds]
    return ["".join(said(one).split()) for one in found]


def said(element: Element) -> str:
    """Give the text as a browser does, without the button that needs script."""
    parts = (
        child if isinstance(child, str) else said(child)
        for child in element.children
        if isinstance(child, str) or "data-print" not in child.attributes
    )
    return "".join(parts)


@pytest.mark.parametrize("slug", shipped_instruments())
def test_browser_and_server_say_the_same_at_every_boundary(
    open_page: OpenPage, watch: Watch, slug: str
) -> None:
    OperatorSettings(is_non_commercial=True).save()
    instrument = shipped_instruments()[slug]
    page = open_page()
    page.goto(f"/self-checks/{slug}")
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one))  # noqa: PLW0108  # no built-in
    for point_sum in boundaries(instrument):
        points = answers_with(instrument, point_sum)
        page.evaluate(ANSWER, points)
        here = ["".join(one.split()) for one in page.evaluate(WORDS)]
        assert here == words_of_server(slug, points), point_sum
        expect(page.locator("main [data-result]")).to_be_focused()
    assert [one.url for one in sent if not one.url.endswith("/favicon.svg")] == []
    assert page.url.endswith(f"/self-checks/{slug}")
    watch.assert_clean()


@pytest.mark.parametrize("last", [0, 1, 2, 3])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_thoughts_of_death_show_help_above_the_score(
    open_page: OpenPage, script: bool, last: int
) -> None:
    page = open_page(width=390, script=script)
    page.goto("/self-checks/phq-9")
    for number in range(1, 9):
        page.locator(f"#q{number}-1").check()
    page.locator(f"#q9-{last + 1}").check()
    page.get_by_role("button", name="Show my result").click()
    result = page.get_by_role("region", name="Your result")
    expect(result).to_be_visible()
    card = page.locator("main .care")
    expect(card).to_have_count(1 if last else 0)
    if last:
        above, below = card.bounding_box(), page.locator("main .check__score").bounding_box()
        assert above is not None
        assert below is not None
        assert above["y"] < below["y"]
        expect(card.get_by_role("link", name="Call 988")).to_be_visible()


def focused(page: Page) -> str:
    answer: Any = page.evaluate("document.activeElement.id || document.activeElement.textContent")
    return str(answer).strip()


def test_digits_alone_answer_everything(open_page: OpenPage, watch: Watch) -> None:
    page = open_page()
    page.goto("/self-checks/gad-7")
    page.locator("#q1-1").focus()
    page.keyboard.type("1234123")
    assert focused(page) == "Show my result"
    page.keyboard.press("Enter")
    expect(page.locator("main [data-score]")).to_have_text("9")  # 0 1 2 3 0 1 2
    watch.assert_clean()


def test_tab_and_arrows_answer_without_script_too(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto("/self-checks/gad-7")
    page.locator("#q1-1").focus()
    for _ in range(7):
        page.keyboard.press("ArrowDown")  # the second answer
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main [data-score]")).to_have_text("7")
    assert page.title() == "Self-check · Rapport"


def test_one_by_one_by_keyboard(open_page: OpenPage, watch: Watch) -> None:
    page = open_page(width=390)
    page.goto("/self-checks/gad-7")
    page.get_by_role("button", name="One question at a time").press("Enter")
    expect(page.locator("fieldset:visible")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("Question 1 of 7")
    page.keyboard.press("Enter")  # nothing chosen yet
    expect(page.locator("#q1-error")).to_be_visible()
    for number in range(1, 8):
        expect(page.get_by_role("status")).to_have_text(f"Question {number} of 7")
        page.keyboard.press("4")
    page.get_by_role("button", name="Previous question").click()
    expect(page.locator("#q6-4")).to_be_checked()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("main [data-score]")).to_have_text("21")
    watch.assert_clean()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_is_missing_is_said_and_nothing_is_lost(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/self-checks/gad-7")
    for number in (1, 2, 4, 5, 6):
        page.locator(f"#q{number}-2").check()
    page.get_by_role("button", name="Show my result").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert page.title() == "Error: Self-check · Rapport"
    expect(summary.get_by_role("link")).to_have_text(
        ["Question 3: choose an answer", "Question 7: choose an answer"]
    )
    expect(page.locator("fieldset.field--error")).to_have_count(2)
    summary.get_by_role("link").first.press("Enter")
    expect(page.locator("#q3-1")).to_be_focused()
    expect(page.locator("input:checked")).to_have_count(5)
    page.locator("#q3-2").check()
    page.locator("#q7-2").check()
    page.get_by_role("button", name="Show my result").click()
    expect(page.locator("main [data-score]")).to_have_text("7")
    assert page.title() == "Self-check · Rapport"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_needs_script_is_shown_only_with_it(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/self-checks/gad-7")
    toggle = page.get_by_role("button", name="One question at a time")
    keys = page.locator("kbd").first
    for one in (toggle, keys):
        expect(one).to_be_visible() if script else expect(one).to_be_hidden()
    expect(page.get_by_role("button", name="Next question")).to_be_hidden()


def test_answers_can_be_changed(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/self-checks/gad-7")
    page.evaluate(ANSWER, [1] * 7)
    page.get_by_role("link", name="Change my answers").click()
    expect(page.locator("main [data-result]")).to_have_count(0)
    expect(page.locator("#q1-2")).to_be_focused()
    page.keyboard.press("4")
    page.get_by_role("button", name="Show my result").click()
    expect(page.locator("main [data-score]")).to_have_text("9")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_back_does_not_bring_the_answers_again(
    open_page: OpenPage, watch: Watch, script: bool
) -> None:
    page = open_page(script=script)
    page.goto("/self-checks")
    page.get_by_role("link", name="Worry and anxiety").click()
    page.wait_for_url("**/self-checks/gad-7", wait_until="load")
    for number in range(1, 8):
        page.locator(f"#q{number}-3").check()
    page.get_by_role("button", name="Show my result").click()
    expect(page.locator("main [data-score]")).to_have_text("14")
    page.get_by_role("link", name="Skip to main content").press("Enter")
    page.go_back()  # a link within the page takes nothing away
    expect(page.locator("main [data-score]")).to_have_text("14")
    page.go_back()
    expect(page.locator("main .check__score")).to_have_count(0)
    expect(page.get_by_role("button", name="Show my result")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(7 if script else 0)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Self-checks")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Worry and anxiety")
    expect(page.locator("main .check__score")).to_have_count(0)
    expect(page.locator("input:checked")).to_have_count(0)
    watch.assert_clean()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_results_errors_and_steps(
    open_page: OpenPage, width: int, dark: bool
) -> None:
    page = open_page(width=width, dark=dark)
    page.goto("/self-checks/phq-9")
    page.get_by_role("button", name="One question at a time").click()
    assert_no_barrier(page, "one by one")
    page.get_by_role("button", name="One question at a time").click()
    page.get_by_role("button", name="Show my result").click()
    assert_no_barrier(page, "errors")
    page.evaluate(ANSWER, [3] * 9)
    expect(page.locator("main .care")).to_be_visible()
    assert_no_barrier(page, "result")


def test_nothing_is_wider_than_a_narrow_screen(open_page: OpenPage) -> None:
    page = open_page(width=320)
    page.goto("/self-checks/phq-9")
    page.get_by_role("button", name="One question at a time").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(ANSWER, [3] * 9)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_back_from_elsewhere_shows_no_answers(open_page: OpenPage, watch: Watch) -> None:
    page = open_page()
    page.goto("/self-checks/gad-7")
    page.evaluate(ANSWER, [2] * 7)
    page.get_by_role("main").get_by_role("link", name="Anxiety").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anxiety")
    page.go_back()
    expect(page.get_by_role("button", name="Show my result")).to_be_visible()
    expect(page.locator("main .check__score")).to_have_count(0)
    expect(page.locator("input:checked")).to_have_count(0)
    watch.assert_clean()


def test_leave_less_behind_leaves_no_entry_of_a_result(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/safety")
    page.get_by_role("button", name="Turn on “Leave less behind”").click()
    page.get_by_role("link", name="Self-checks").click()
    page.wait_for_url("**/self-checks", wait_until="load")
    page.get_by_role("link", name="Worry and anxiety").click()
    page.wait_for_url("**/self-checks/gad-7", wait_until="load")
    before = page.evaluate("history.length")
    page.evaluate(ANSWER, [2] * 7)
    expect(page.locator("main [data-score]")).to_have_text("14")
    assert page.evaluate("history.length") == before == 2  # the blank page of a new tab, and this
    assert page.title() == "Page"


def test_the_print_has_the_result_and_not_the_form(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/self-checks/phq-9")
    page.evaluate(ANSWER, [1] * 9)
    page.emulate_media(media="print")
    expect(page.locator("main .check__score")).to_be_visible()
    expect(page.get_by_role("region").get_by_text("Poor appetite or overeating")).to_be_visible()
    expect(page.locator("form.check")).to_be_hidden()
    expect(page.locator("main .check__find")).to_be_hidden()
    numbers = chain.from_iterable(
        page.locator(f"main a[href='{way}:988']").all() for way in ("tel", "sms")
    )
    assert any(one.is_visible() for one in numbers)
