"""Staff bring a messy list in through the browser, on a phone and on a desk, with script or not."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rapport.accounts.models import User
from rapport.directory.models import Listing
from tests.browser.barriers import barriers_on
from tests.conftest import OpenPage
from tests.watch import Watch

MESSY = """\ufeffMember No;Full Name;Letters;City;ST;Zip;Phone;Insurance;Accepting
1;"O'Neil, Ada";LCSW;Newark;NJ;7102;(973) 555-0101 x12;Medicaid, Moonshine Mutual;yes
2;Bea Quay;LMHC;Newark;NJ;07102.0;9735550102;Aetna;no
3;Cy Mole;PsyD;Trenton;NJ;8608;555;Medicare;perhaps
5;Short row;LCSW
6;Zoë Müller;LCSW;Camden;NJ;8102;9735550106;Medicaid;yes
"""
PASSWORD = "a long enough one"
SIGNED_IN = {"csrftoken", "sessionid"}
OF_THE_ADMINISTRATION = {"localStorage: theme"}
"""Django's administration keeps light or dark for staff; visitors never load its scripts."""


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "Harbor Guild.csv"
    path.write_text(MESSY, encoding="utf-8")
    return path


def sign_in(page: Page) -> None:
    User.objects.create_superuser("dana@example.org", PASSWORD)
    page.goto("/admin/imports/")
    page.locator("[name=username]").fill("dana@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import a roster")


def assert_fits(page: Page, script: bool) -> None:
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window, page.title()
    if script:  # axe is one
        assert barriers_on(page, "#content-main") == [], page.title()


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("width", "script"), [(390, True), (1280, False)], ids=["phone", "desk without script"]
)
def test_a_messy_list_is_uploaded_checked_and_loaded(
    open_page: OpenPage, watch: Watch, messy: Path, width: int, script: bool
) -> None:
    page = open_page(width=width, script=script)
    sign_in(page)
    page.get_by_label("Roster").set_input_files(messy)
    assert_fits(page, script)
    page.get_by_role("button", name="Upload").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Columns")
    assert_fits(page, script)
    expect(page.get_by_label("The rows are")).to_have_value("therapist")
    expect(page.get_by_label("What “Insurance” is")).to_have_value("terms.payer")
    page.get_by_label("New listings").select_option("published")
    page.get_by_role("button", name="Continue").click()
    error = page.get_by_text("Say on what right these listings are published.")
    expect(error).to_be_visible()
    assert_fits(page, script)
    page.get_by_label("On what right").select_option("roster-member")
    page.get_by_label("Key: Member No").check()
    page.get_by_label("Key: Full Name").uncheck()
    page.get_by_label("Key: Zip").uncheck()
    page.get_by_role("button", name="Continue").click()

    for _page_of_values in range(12):
        if "Insurance" in page.get_by_role("heading", level=1).inner_text():
            break
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Insurance")
    assert_fits(page, script)
    page.get_by_label("What “Moonshine Mutual” means").select_option("leave-out")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Difference")
    assert_fits(page, script)
    new = page.get_by_role("row", name="New 4 listings that were not there before")
    expect(new).to_be_visible()
    expect(page.get_by_role("row", name="5 the whole row")).to_contain_text("has 3 cells")
    expect(page.get_by_label("Withdraw vanished listings")).to_have_count(0)
    assert not Listing.objects.filter(name="Bea Quay").exists()
    page.get_by_role("button", name="Load").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Loaded")
    assert_fits(page, script)
    page.goto("/find?q=Quay&near=07102")
    expect(page.get_by_role("link", name="Bea Quay")).to_be_visible()
    watch.assert_clean(cookies=SIGNED_IN, stored=OF_THE_ADMINISTRATION)
