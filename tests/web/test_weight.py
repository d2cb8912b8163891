"""What a first visit weighs: the budget of `docs` for a slow phone, compressed."""

from gzip import compress
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast
from tests.web.page import Element, Page, visit

HTML_KB, CSS_KB, SCRIPT_KB, FONTS_KB = 30, 15, 20, 45
KB = 1_000


def static_file(address: str) -> Path:
    found = finders.find(address.removeprefix("/static/"))
    assert isinstance(found, str), address
    return Path(found)


def weight(elements: list[Element], attribute: str) -> float:
    """Give the weight of files in kB, compressed as whitenoise does at worst."""
    files = {static_file(one[attribute]) for one in elements}
    assert files
    return sum(len(compress(file.read_bytes(), 9)) for file in files) / KB


@pytest.fixture
def results(visitor: Client) -> Page:
    return visit(visitor, "/find?near=07102&concern=depression")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/find",
        "/find?near=07102&payer=medicaid",
        "/how-we-order-results",
        "/self-checks/phq-9",
    ],
)
def test_a_page_is_light(visitor: Client, address: str) -> None:
    response = visitor.get(address, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= HTML_KB * KB


def test_a_listing_is_light(visitor: Client, cast: Cast) -> None:
    response = visitor.get(
        f"/listings/{cast['Amara Okafor'].public_id}/amara-okafor",
        headers={"Accept-Encoding": "gzip"},
    )
    assert len(response.content) <= HTML_KB * KB


def test_styles_are_light(results: Page) -> None:
    assert weight(results.all("link", rel="stylesheet"), "href") <= CSS_KB


def test_scripts_are_light(results: Page) -> None:
    assert weight(results.all("script"), "src") <= SCRIPT_KB


def test_a_self_check_with_a_style_and_a_script_of_its_own_is_light(visitor: Client) -> None:
    page = visit(visitor, "/self-checks/phq-9")
    assert weight(page.all("link", rel="stylesheet"), "href") <= CSS_KB
    assert weight(page.all("script"), "src") <= SCRIPT_KB


def test_fonts_are_light() -> None:
    directory = static_file("rapport/fonts/README.md").parent
    fonts = list(directory.glob("*.woff2"))
    assert len(fonts) == 3
    assert sum(font.stat().st_size for font in fonts) <= FONTS_KB * KB


def test_every_script_of_a_page_carries_its_nonce(results: Page) -> None:
    policy = results.headers["Content-Security-Policy"]
    for script in results.all("script"):
        assert f"'nonce-{script['nonce']}'" in policy
