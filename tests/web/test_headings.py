"""Headings are the outline of a page: people who do not see it go by them."""

from itertools import pairwise

import pytest
from django.test import Client

from tests.browser.every_page import KINDS, MORE_KINDS, address_of
from tests.cast import Cast
from tests.web.page import Element, Page

HEADINGS = {"h1", "h2", "h3", "h4"}


def outline(page: Element) -> list[int]:
    return [
        int(one.tag[1]) for one in page.one("main").all() if one.tag in {"h1", "h2", "h3", "h4"}
    ]


@pytest.mark.parametrize("kind", [*KINDS, *MORE_KINDS])
def test_one_heading_of_each_level_leads_to_the_next(
    visitor: Client, cast: Cast, kind: str
) -> None:
    levels = outline(Page(visitor.get(address_of(kind, cast), follow=True)))
    assert levels.count(1) == 1
    assert max((after - before for before, after in pairwise(levels)), default=0) <= 1
