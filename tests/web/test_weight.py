"""What a first visit weighs: the budget of `docs` for a slow phone, compressed."""

import gzip
from functools import cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.browser.every_page import KINDS, MORE_KINDS, address_of
from tests.cast import Cast
from tests.web.page import Element, Page, visit

HTML_KB, CSS_KB, SCRIPT_KB, FONTS_KB = 30, 15, 20, 45
KB = 1_000


def static_file(address: str) -> Path:
    found = finders.find(address.removeprefix("/static/"))
    assert isinstance(found, str), address
    return Path(found)


def weight(elements: list[Element], attribute: str) -> float:
    """Give the weight of files in kB, compressed as whitenoise keeps them."""
    files = {static_file(one[attribute]) for one in elements if attribute in one.attributes}
    return sum(map(compressed, files)) / KB


@cache
def compressed(file: Path) -> int:
    return len(brotli.compress(file.read_bytes()))


@pytest.fixture
def results(visitor: Client) -> Page:
    return visit(visitor, "/find?near=07102&concern=depression")


@pytest.mark.parametrize("kind", [*KINDS, *MORE_KINDS])
def test_a_page_of_every_kind_is_light(visitor: Client, cast: Cast, kind: str) -> None:
    address = address_of(kind, cast)
    response = visitor.get(address, headers={"Accept-Encoding": "gzip"}, follow=True)
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= HTML_KB * KB
    response.content = gzip.decompress(response.content)
    page = Page(response)
    styles, scripts = page.all("link", rel="stylesheet"), page.all("script")
    assert 0 < weight(styles, "href") <= CSS_KB
    assert 0 < weight(scripts, "src") <= SCRIPT_KB


def test_the_heaviest_page_loads_something_of_each_kind(results: Page) -> None:
    """So that the budget above is not kept by measuring nothing."""
    assert weight(results.all("link", rel="stylesheet"), "href") > 5
    assert weight(results.all("script"), "src") > 5


def test_fonts_are_light() -> None:
    directory = static_file("rapport/fonts/README.md").parent
    fonts = list(directory.glob("*.woff2"))
    assert len(fonts) == 3
    assert sum(font.stat().st_size for font in fonts) <= FONTS_KB * KB


def test_every_script_of_a_page_carries_its_nonce(results: Page) -> None:
    policy = results.headers["Content-Security-Policy"]
    for script in results.all("script"):
        assert f"'nonce-{script['nonce']}'" in policy
