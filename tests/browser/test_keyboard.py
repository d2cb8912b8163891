"""By the keyboard alone a person finds somebody: each step of a search, with script and without.

Nothing here uses a mouse or puts the focus anywhere: each walk begins at a page and goes on by Tab,
Shift+Tab, Enter, Space and arrows. At every stop the focus is seen and nothing covers it. Walked:

- words and a place, the question which place is meant, results, why, a listing and back;
- a missing page, the start, a mistyped place, its correction;
- Advanced Search with a choice in a long list;
- a filter in the panel, above the list and on a phone, and taking it away;
- how we order, another order, the next page, the map and its pins, the way on where nothing fits;
- a listing: telephone, e-mail, contact card, website, and the report of a mistake.
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

NEAR_NEWARK = "35 results near 07102, Newark, NJ"
ONE_NEAR_NEWARK = "1 result near 07102, Newark, NJ"


def test_from_the_home_page_to_a_listing(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/", "Find the right therapist")
    walk.skip()
    walk.to("What would you like help with?", most=1)
    walk.write("anxiety")
    walk.to("Where are you?", most=1)
    walk.write("newark")
    walk.press("Enter")
    walk.at("Which newark do you mean?")
    walk.skip()
    walk.follow("Newark, NJ New Jersey", "1 result near Newark, NJ", most=3)
    walk.skip("Skip to results")
    walk.to("Why this result?", most=20)
    walk.press("Enter")
    expect(walk.page.get_by_text("Nobody can pay for points.").first).to_be_visible()
    walk.back_to("Amara Okafor", most=1)
    walk.press("Enter")
    walk.at("Amara Okafor")
    walk.skip()
    walk.follow("Back to results", "1 result near Newark, NJ", most=1)


def test_a_missing_page_and_a_mistyped_place_lead_on(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/nowhere", "We cannot find that page")
    walk.skip()
    walk.follow("Go to the start", "Find the right therapist", most=1)
    walk.skip()
    walk.to("What would you like help with?", most=1)
    walk.write("anxiety")
    walk.to("Where are you?", most=1)
    walk.write("99999")
    walk.follow("Find therapists", "Check your search", most=1)
    expect(walk.page.get_by_role("alert")).to_be_focused()
    walk.step()
    walk.press("Enter")
    expect(walk.page.get_by_label("Where are you?")).to_be_focused()
    walk.write("07102")
    walk.press("Enter")
    walk.at(ONE_NEAR_NEWARK)


def test_advanced_search_chooses_in_a_long_list(
    open_page: OpenPage, cast: Cast, script: bool
) -> None:
    for name, language in (("Aiko Ito", "japanese"), ("Rui Sousa", "portuguese")):
        list_one_more(name, f"language:{language}", cast.today)
    walk = walk_from(open_page(script=script), "/", "Find the right therapist")
    walk.follow("Advanced Search", "Advanced Search", most=20)
    walk.skip()
    walk.to("Where are you?", most=3)
    walk.write("07102")
    walk.to("Languages")
    walk.press("Enter")
    if script:
        walk.to("Narrow this list: Languages", most=1)
        walk.write("PORTU")
        walk.press("Enter")  # narrowing is not searching
        walk.to("Portuguese", most=2)
    else:
        walk.to("Show all 13", most=8)
        walk.press("Enter")
        walk.to("Portuguese", most=8)
    walk.press("Space")
    walk.follow("Show results", ONE_NEAR_NEWARK, most=200)


def test_a_filter_can_be_set_and_removed(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/find?near=07102", NEAR_NEWARK)
    walk.skip()
    walk.to("Languages")
    walk.press("Enter")
    walk.to("French", most=5)
    walk.press("Space")
    if script:
        expect(walk.page.get_by_role("status")).to_have_text("3 results near 07102, Newark, NJ")
        expect(walk.page.locator("#language-french")).to_be_focused()
    else:
        walk.to("Show 35 results")
        walk.press("Enter")
    walk.at("3 results near 07102, Newark, NJ")
    walk.follow("Remove filter: French", NEAR_NEWARK)


def test_a_filter_above_the_list(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/find?near=07102", NEAR_NEWARK)
    walk.skip("Skip to results")
    walk.to("Insurance and payers", most=4)
    walk.press("Enter")
    walk.to("Medicaid", most=6)
    walk.press("Space")
    walk.follow("Show results", "2 results near 07102, Newark, NJ", most=10)


def test_the_order_is_read_about_and_changed(open_page: OpenPage, script: bool) -> None:
    heading = "35 results near 07042, Montclair, NJ"
    walk = walk_from(open_page(script=script), "/find?near=07042", heading)
    walk.skip("Skip to results")
    walk.to("Sort by", most=12)
    walk.write("Nearest")
    walk.to("Sort", most=1)
    walk.press("Enter")
    expect(walk.page.locator(".card__name").first).to_have_text("Ruth Halloran")
    walk.at(heading)
    walk.skip("Skip to results")
    walk.follow("How we order results", "How we order results", most=14)


def test_the_next_page_goes_on_at_its_beginning(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/find?near=07102", NEAR_NEWARK)
    walk.back_to("Page 2", most=40)
    walk.press("Enter")
    expect(walk.page.locator(".cards")).to_have_attribute("start", "21")
    walk.at(NEAR_NEWARK)
    walk.to("Remove filter: 07102, Newark, NJ: 25 miles", most=1)


def test_a_map_is_asked_for_and_leads_to_a_card(open_page: OpenPage, script: bool) -> None:
    walk = walk_from(open_page(script=script), "/find?near=07102&concern=anxiety", ONE_NEAR_NEWARK)
    walk.skip("Skip to results")
    walk.to("Show these on a map", most=20)
    walk.press("Enter")
    expect(walk.page.get_by_label("Map of this page of results")).to_be_visible()
    walk.at(ONE_NEAR_NEWARK)
    walk.to("1: Amara Okafor, Newark", most=1)  # the first pin
    walk.press("Enter")
    expect(walk.page.locator("#card-1")).to_be_in_viewport()
    walk.follow("Amara Okafor", "Amara Okafor", most=1)


def test_where_nothing_fits_one_change_leads_on(open_page: OpenPage, script: bool) -> None:
    address = "/find?near=07102&concern=anxiety&payer=aetna"
    walk = walk_from(open_page(script=script), address, "Nothing fits all of your choices")
    walk.skip("Skip to results")
    walk.follow("Leave out Aetna 1 result", ONE_NEAR_NEWARK, most=16)


def test_filters_on_a_phone(open_page: OpenPage, script: bool) -> None:
    """With script they are a dialog, without a page: the same keys choose in both."""
    walk = walk_from(open_page(width=390, script=script), "/find?near=07102", NEAR_NEWARK)
    walk.skip("Skip to results")
    walk.to("Filters (1)", most=4)
    walk.press("Enter")
    if script:
        expect(walk.page.get_by_role("dialog", name="Filters")).to_be_visible()
        assert walk.here() == "Close"
        walk.press("Enter")
        expect(walk.page.get_by_role("dialog")).to_be_hidden()
        expect(walk.page.get_by_role("link", name="Filters (1)")).to_be_focused()
        walk.press("Enter")
    else:
        walk.at("Filters")
        walk.skip()
    walk.to("Anxiety")
    walk.press("Space")
    walk.follow("Show 35 results", ONE_NEAR_NEWARK)


def test_a_listing_offers_every_way_to_write_and_call(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    page.set_viewport_size(LOW_WINDOW)
    walk = walk_from(page, "/find?near=07102&concern=anxiety", ONE_NEAR_NEWARK)
    walk.skip("Skip to results")
    walk.follow("Amara Okafor", "Amara Okafor", most=20)
    walk.skip()
    walk.to("Call (973) 555-0101 ext. 12", most=8)
    walk.to("Write an e-mail", most=1)
    walk.to("Save to your contacts", most=1)
    with walk.page.expect_download() as saved:
        walk.press("Enter")
    assert saved.value.suggested_filename.endswith(".vcf")
    walk.to("Visit the website", most=1)
    walk.to("Tell us what is wrong", most=40)
    walk.press("Enter")
    walk.step()
    walk.press("Space", "ArrowDown")
    walk.follow("Report a mistake", "Thank you", most=1)
    walk.skip()
    walk.follow("Back to Amara Okafor", "Amara Okafor", most=1)
