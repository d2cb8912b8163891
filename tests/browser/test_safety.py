"""Exit this page, and "Leave less behind": what is behind Back afterwards, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.conftest import OpenPage
from tests.one_more import list_one_more

NEUTRAL = "https://www.weather.gov/"
TOPIC = "/concerns/domestic-violence"
MODE = "leave-less-behind"


@pytest.fixture(autouse=True)
def _listings(live_server: LiveServer, cast: Cast) -> None:
    list_one_more("Sofia Reyes", "concern:domestic-violence", cast.today)


def with_neutral_site(page: Page) -> Page:
    """Stand in for the neutral site, so that no test leaves this machine."""
    page.context.route(
        f"{NEUTRAL}**",
        lambda route: route.fulfill(content_type="text/html", body="<h1>Weather</h1>"),
    )
    return page


def turn_on(page: Page) -> None:
    page.goto("/safety")
    page.get_by_role("button", name="Turn on “Leave less behind”").click()
    expect(page.get_by_role("button", name="Turn it off")).to_be_focused()


def exit_by_button(page: Page) -> None:
    page.get_by_role("complementary", name="Leave quickly").get_by_role(
        "link", name="Exit this page"
    ).click()
    expect(page.get_by_role("heading")).to_have_text("Weather")


def behind_back(page: Page) -> list[str]:
    """Give the addresses that the Back button would come to, the nearest last."""
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return [entry["url"] for entry in history["entries"][: history["currentIndex"]]]


def ahead(page: Page) -> int:
    """Give how many pages the Forward button would come to."""
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return len(history["entries"][history["currentIndex"] + 1 :])


def test_after_an_exit_back_shows_what_came_before(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    page.goto("/")
    page.goto(TOPIC)
    exit_by_button(page)
    assert page.url == NEUTRAL
    page.go_back()
    assert page.url.endswith("/")
    assert "weather" not in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("Find the right therapist")


def test_the_exit_in_the_text_of_safety_works_too(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    page.goto("/safety")
    page.get_by_role("main").get_by_role("link", name="Exit this page").click()
    expect(page.get_by_role("heading")).to_have_text("Weather")
    assert behind_back(page) == ["about:blank"]


def test_the_page_is_blank_before_the_next_one_comes(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    page.goto(TOPIC)
    page.evaluate("""addEventListener("pagehide", () => localStorage.setItem("last", JSON.stringify(
        [getComputedStyle(document.documentElement).display, document.title])))""")
    exit_by_button(page)
    page.goto("/privacy")
    assert page.evaluate("JSON.parse(localStorage.getItem('last'))") == ["none", "Page"]


@pytest.mark.parametrize("address", ["/safety", TOPIC, f"{TOPIC}/nj/newark"])
def test_shift_three_times_leaves(open_page: OpenPage, address: str) -> None:
    page = with_neutral_site(open_page())
    page.goto(address)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("[data-exit-status]")).to_have_text("Shift: press it once more to leave.")
    page.keyboard.press("Shift")
    expect(page.get_by_role("heading")).to_have_text("Weather")


def test_shift_in_typing_or_too_slowly_does_not_leave(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    page.clock.install()
    page.goto(TOPIC)
    field = page.get_by_label("Where are you?")
    field.press_sequentially("New")
    for letter in "NJUS":
        field.press(f"Shift+{letter}")
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    for _ in range(4):
        page.keyboard.press("Shift")
        page.clock.run_for(2_600)
    assert page.url.endswith(TOPIC)


def test_elsewhere_shift_does_nothing(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    page.goto("/concerns/grief")
    for _ in range(4):
        page.keyboard.press("Shift")
    page.wait_for_timeout(300)
    assert page.url.endswith("/concerns/grief")


def walk(page: Page) -> None:
    """Go on by link, search, a question back, filter and form, as a person would."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Topics A to Z").click()
    page.wait_for_url("**/topics")
    page.get_by_role("main").get_by_role("link", name="Grief", exact=True).click()
    page.wait_for_url("**/concerns/grief")
    page.get_by_label("Where are you?").fill("nowhereville")
    page.get_by_role("main").get_by_role("button", name="Find therapists").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("Where are you?").fill("07102")
    page.get_by_role("main").get_by_role("button", name="Find therapists").click()
    page.wait_for_url("**/find/*")
    page.get_by_label("Sort by").select_option("distance")
    with page.expect_navigation():
        page.get_by_role("button", name="Sort", exact=True).click()
    page.locator(".card__name a").first.click()
    page.wait_for_url("**/listings/**")


def test_with_the_mode_on_nothing_of_ours_is_behind_back(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    turn_on(page)
    walk(page)
    assert page.title() == "Page"
    exit_by_button(page)
    assert behind_back(page) == ["about:blank"]
    assert ahead(page) == 0


def test_with_the_mode_off_the_same_walk_is_behind_back(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = with_neutral_site(open_page())
    page.goto("/safety")
    walk(page)
    page.goto(TOPIC)
    exit_by_button(page)
    assert len([url for url in behind_back(page) if url.startswith(live_server.url)]) >= 4


def test_filters_that_change_at_once_leave_nothing_behind_either(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    turn_on(page)
    page.get_by_role("link", name="All listings").click()
    page.wait_for_url("**/find")
    length = page.evaluate("history.length")
    page.locator("#group-concern").get_by_label(re.compile("^Grief")).check()
    page.wait_for_url("**/find/*")
    expect(page).to_have_title("Page")
    assert page.evaluate("history.length") == length
    exit_by_button(page)
    assert behind_back(page) == ["about:blank"]


def test_the_mode_is_one_word_in_this_tab_until_exit(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    page.goto("/safety")
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    turn_on(page)
    assert page.evaluate("[{...sessionStorage}, localStorage.length]") == [{MODE: "on"}, 0]
    page.get_by_role("link", name="Privacy").click()
    page.wait_for_url("**/privacy")
    exit_by_button(page)
    page.goto("/safety")
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    expect(page).to_have_title(re.compile("^Safety"))


def test_the_mode_can_be_turned_off(open_page: OpenPage) -> None:
    page = open_page()
    turn_on(page)
    page.get_by_role("button", name="Turn it off").click()
    expect(page.get_by_role("button", name="Turn on “Leave less behind”")).to_be_visible()
    assert page.title().startswith("Safety")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_link_in_a_tab_of_its_own_still_opens_there(open_page: OpenPage) -> None:
    page = open_page()
    turn_on(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open this page in a new tab").click()
    assert opened.value.evaluate("history.length") == 1
    expect(opened.value.get_by_role("button", name="Turn on “Leave less behind”")).to_be_visible()


def test_without_script_the_page_says_what_does_not_work(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page(script=False))
    page.goto("/safety")
    for text in page.get_by_text("Scripts are off in your browser").all():
        expect(text).to_be_visible()
    assert page.get_by_text("Scripts are off in your browser").count() == 2
    expect(page.get_by_role("button", name="Turn on “Leave less behind”")).to_be_hidden()
    page.get_by_role("complementary", name="Leave quickly").get_by_role(
        "link", name="Exit this page"
    ).click()
    assert page.url == NEUTRAL


def test_choosing_abuse_among_the_filters_brings_the_way_out_at_once(open_page: OpenPage) -> None:
    page = with_neutral_site(open_page())
    page.goto("/find")
    bar = page.get_by_role("complementary", name="Leave quickly")
    expect(bar).to_have_count(0)
    page.locator("#group-concern").evaluate(
        "one => one.querySelectorAll('details').forEach(more => { more.open = true; })"
    )
    page.locator("#filters input[name=concern][value=domestic-violence]").check()
    expect(bar).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.get_by_role("heading")).to_have_text("Weather")
