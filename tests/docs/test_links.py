"""Links between the repository's pages and files lead somewhere."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ROOT
from tests.docs.pages import PAGES, Page, named


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_relative_links_resolve(page: Page) -> None:
    assert [link for link in page.links if not leads_somewhere(page, link)] == []


def leads_somewhere(page: Page, link: str) -> bool:
    address = urlsplit(link)
    if address.scheme or address.netloc:
        return True  # another site: no test goes there
    target = target_of(page, unquote(address.path))
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    if address.fragment and target.suffix == ".md":
        return address.fragment in Page(target).anchors
    return True


def target_of(page: Page, path: str) -> Path:
    if not path:
        return page.path
    return (page.path.parent / path).resolve()
