"""Words in the search box become chips that can be taken off, with script and without."""

import pytest
from playwright.sync_api import expect

from tests.conftest import OpenPage
from tests.watch import Watch

pytestmark = [
    pytest.mark.usefixtures("cast"),
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]


def test_everything_understood_is_a_chip_that_can_be_removed(
    open_page: OpenPage, watch: Watch, script: bool
) -> None:
    page = open_page(script=script)
    page.goto("/")
    page.get_by_label("What would you like help with?").fill("spanish anxiety aetna newark nj")
    page.get_by_role("search").get_by_role("button", name="Find therapists").click()
    chips = page.get_by_role("list", name="Your choices").get_by_role("listitem")
    expect(chips).to_contain_text(
        ["Anxiety", "Spanish", "Aetna", "Newark, NJ: 25 miles", "Clear all"]
    )
    for name in ("Spanish", "Aetna"):
        page.get_by_role("link", name=f"Remove filter: {name}").click()
        expect(page.get_by_role("link", name=f"Remove filter: {name}")).to_have_count(0)
    expect(chips).to_contain_text(["Anxiety", "Newark, NJ: 25 miles", "Clear all"])
    expect(chips).to_have_count(3)
    watch.assert_clean()
