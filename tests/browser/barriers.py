"""What axe finds wrong with a page that is open."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose answer may be another by night than by day."""

RUN = """([context, options]) => axe.run(context, options).then(results => results.violations.map(
    one => `${one.id}: ${JSON.stringify(one.nodes.slice(0, 3).map(node => node.html))}`
))"""


def barriers_on(page: Page, inside: str = "html", rules: tuple[str, ...] = ()) -> list[str]:
    """Give each broken rule with the elements that break it; all rules of axe, or those named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # What axe would load beforehand no rule of these needs, and the administration's it asks for
    # at a wrong address.
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found: list[str] = page.evaluate(RUN, [inside, options])
    return found


def assert_no_barrier(page: Page, where: str, rules: tuple[str, ...] = ()) -> None:
    """Fail with what axe finds."""
    assert barriers_on(page, rules=rules) == [], where
