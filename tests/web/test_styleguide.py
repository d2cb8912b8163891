"""The style guide shows every component of the style sheet, and only where developers are."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django.fixtures import Settings

from tests.web.page import Page, visit

CLASS = re.compile(r"\.([a-z][\w-]*)")
LAYERS = ("layout", "components", "utilities")


def style_sheet() -> str:
    path = finders.find("rapport/css/rapport.css")
    assert isinstance(path, str)
    return re.sub(r"/\*.*?\*/", "", Path(path).read_text(encoding="utf-8"), flags=re.DOTALL)


def layer(name: str) -> str:
    """Give what stands between the braces of a layer."""
    text = style_sheet().partition(f"@layer {name} {{")[2]
    depth = 1
    for place, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if not depth:
            return text[:place]
    raise AssertionError(f"the layer {name} is never closed")


def classes_of(css: str) -> set[str]:
    selectors = " ".join(re.findall(r"([^{};]+)\{", css))
    return set(CLASS.findall(selectors))


def shown(page: Page) -> set[str]:
    return {name for one in page.all() for name in one.attributes.get("class", "").split()}


@pytest.mark.parametrize("name", LAYERS)
def test_every_component_of_the_style_sheet_is_shown(visitor: Client, name: str) -> None:
    page = visit(visitor, "/styleguide")
    assert page.status == 200
    names = classes_of(layer(name))
    assert len(names) > 10
    assert sorted(names - shown(page)) == []


def test_no_component_is_shown_that_the_style_sheet_does_not_know(visitor: Client) -> None:
    known = set().union(*(classes_of(layer(name)) for name in LAYERS))
    hooks = {"card__words", "initials--1", "pin__number--1", "pin__number--2", "site-header"}
    hooks |= {"map__at", "map__line--coast", "map__origin", "plain"}
    assert sorted(shown(visit(visitor, "/styleguide")) - known - hooks) == []


def test_every_colour_of_the_style_sheet_is_shown(visitor: Client) -> None:
    html = visit(visitor, "/styleguide").html
    colours = set(re.findall(r"--([a-z-]+): ?#", layer("tokens")))
    assert len(colours) > 10
    assert {name for name in colours if f"var(--{name})" not in html} == set()


def test_it_is_not_there_in_production(visitor: Client, settings: Settings) -> None:
    settings.IS_DEMO = False
    assert visit(visitor, "/styleguide").status == 404
    settings.DEBUG = True
    assert visit(visitor, "/styleguide").status == 200


def test_search_engines_are_told_to_leave_it_out(visitor: Client) -> None:
    page = visit(visitor, "/styleguide")
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.headers["X-Robots-Tag"] == "noindex"
