"""By the keyboard alone a person reads, checks themselves and leaves, with script and without.

The walks begin at a page and go on by Tab, Shift+Tab, Enter, Space and arrows, as those of
test_keyboard.py do. Shift+Tab at the top of a page leads to its foot. Walked:

- topics A to Z, a topic, the topic in a town, all its results; a topic and its therapists;
- the encyclopedia, its search, an article, a citation and back, the box at its foot;
- the bar hidden by its button, and shown again on the page about privacy;
- a self-check (PHQ-9) and its result with the lines for a crisis;
- "Leave less behind" and "Exit this page" on a narrow phone;
- the change into Spanish and a search there;
- from the foot: what to ask a plan, the data, the policies, resources for therapists.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import LOW_WINDOW, walk_from
from tests.cast import Cast
from tests.conftest import OpenPage
from tests.one_more import list_one_more

pytestmark = [
    pytest.mark.usefixtures("cast"),
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]

HOME = "Find the right therapist"
ARTICLE = "/learn/self-compassion"
LOW_MOOD = (
    "Low mood Nine questions about mood, sleep, energy and interest in the last two weeks. (PHQ-9)"
)


def test_from_a_to_z_to_a_topic_in_a_town(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/", HOME)
    walk.follow("Topics A to Z", "Topics A to Z", most=20)
    walk.skip()
    walk.to("G", most=12)
    walk.press("Enter")
    walk.follow("Grief", "Grief", most=1)
    walk.skip()
    walk.follow("Newark, New Jersey (2)", "Grief: help near Newark, NJ", most=8)
    walk.skip()
    walk.to("Amara Okafor", most=6)
    walk.follow("All results, with filters", "2 results near Newark, NJ", most=12)


def test_from_a_topic_to_its_therapists(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/concerns/grief", "Grief")
    walk.skip()
    walk.to("Where are you?", most=8)
    walk.write("07102")
    walk.follow("Find therapists", "2 results near 07102, Newark, NJ", most=1)


def test_from_an_article_to_therapists(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.set_viewport_size(LOW_WINDOW)
    walk = walk_from(page, "/", HOME)
    walk.follow("Encyclopedia", "Encyclopedia", most=20)
    walk.skip()
    walk.to("Search the articles", most=6)
    walk.write("kind to yourself")
    walk.press("Enter")
    walk.at_address("/learn/found/.*")
    walk.skip()
    walk.follow("Self-compassion", "Self-compassion", most=12)
    walk.skip()
    walk.to("[1]", most=30)
    walk.press("Enter")
    expect(walk.page.locator("#ref-1")).to_be_in_viewport()
    walk.to("Back to citation 1 of reference 1", most=3)
    walk.press("Enter")
    expect(walk.page.locator("#cite-1-1")).to_be_in_viewport()
    walk.to("Cite this page", most=120)
    walk.to("Where are you?", most=2)
    walk.write("07102")
    walk.to("Find therapists", most=1)
    walk.press("Enter")
    expect(walk.page.get_by_text("Being hard on yourself").first).to_be_visible()


def test_the_bar_is_hidden_and_shown_again(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), ARTICLE, "Self-compassion")
    bar = walk.page.get_by_text("Find the Right Therapist")
    walk.skip()
    walk.to("Your town, state or ZIP code", most=1)
    walk.to("Don’t show me this again", most=3)
    walk.press("Enter")
    expect(bar).to_have_count(0)
    walk.at("Self-compassion")
    walk.back_to("Privacy")
    walk.press("Enter")
    walk.at_address("/privacy")
    walk.skip()
    walk.to("Show it again", most=60)
    walk.press("Enter")
    expect(walk.page.get_by_text("The bar is not hidden on this device")).to_be_visible()
    walk.at("Privacy")
    walk.follow("Encyclopedia", "Encyclopedia", most=20)
    expect(bar).to_be_visible()


def test_a_self_check_is_answered(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/", HOME)
    walk.back_to("Self-checks")
    walk.press("Enter")
    walk.at("Self-checks")
    walk.skip()
    walk.follow(LOW_MOOD, "Low mood", most=8)
    walk.skip()
    walk.to("Not at all", most=8)
    for number in range(1, 10):
        walk.press("ArrowDown")
        assert walk.step() == ("Show my result" if number == 9 else "Not at all")
    walk.press("Enter")
    expect(walk.page.locator("main [data-score]")).to_have_text("9")
    walk.to("Call 988", most=8)


def test_the_ways_out_are_reached(open_page: OpenPage, cast: Cast, script: bool) -> None:
    list_one_more("Sofia Reyes", "concern:domestic-violence", cast.today)
    page = open_page(width=320, script=script)
    page.context.route(
        "https://www.weather.gov/**",
        lambda route: route.fulfill(content_type="text/html", body="<h1>Weather</h1>"),
    )
    walk = walk_from(page, "/concerns/domestic-violence", "Abuse by a partner")
    walk.back_to("Exit this page", most=90)  # all stops of the page pass below the bar that sticks
    walk.back_to("Leave less behind", most=1)
    walk.press("Enter")
    walk.at_address("/safety#less-behind")
    if script:
        walk.to("Turn on “Leave less behind”", most=3)
        walk.press("Enter")
        expect(page.get_by_role("button", name="Turn it off")).to_be_focused()
    else:
        expect(page.get_by_text("Scripts are off in your browser").last).to_be_visible()
    walk.back_to("Exit this page", most=60)
    walk.press("Enter")
    walk.at("Weather")


def test_a_search_in_spanish(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/", HOME)
    walk.back_to("Español")
    walk.press("Enter")
    walk.at_address("/es/")
    walk.skip("Ir al contenido principal")
    walk.step()
    walk.write("ansiedad")
    walk.step()
    walk.write("07102")
    walk.press("Enter")
    walk.at("1 resultado cerca de 07102, Newark, NJ")


FOOT = {
    "What to ask your plan": "What to ask your plan",
    "About the data": "About the data",
    "Privacy": "Privacy",
    "Consumer health data": "Consumer health data",
    "Safety": "Safety",
    "Accessibility": "Accessibility statement",
}


def test_the_foot_leads_to_what_we_promise(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/", HOME)
    for link, heading in FOOT.items():
        walk.back_to(link)
        walk.press("Enter")
        walk.at(heading)
    walk.back_to("Resources for therapists")
    walk.press("Enter")
    walk.at("Resources for therapists")
    walk.skip()
    walk.follow(
        "Writing a profile that a worried person can use",
        "Writing a profile that a worried person can use",
        most=2,
    )
