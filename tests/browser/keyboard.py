"""A person who has no mouse: walks by Tab and keys, and at each stop must see where they are."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

LOW_WINDOW = ViewportSize(width=1280, height=520)
"""What is left of a small laptop, or with large letters: what sticks could cover much."""

TRIES = 80

# WCAG 2.2: the focus is seen (2.4.7), and neither cut off nor behind a bar that sticks (2.4.11).
STOP = """() => {
    const one = document.activeElement;
    const label = one.labels?.[0];
    const said = label?.querySelector("span") ?? label
        ?? one.querySelector(":scope > title") ?? one;
    const words = one.getAttribute("aria-label") ?? said.innerText ?? said.textContent;
    const style = getComputedStyle(one), pin = one.querySelector(".pin__mark");
    const isRinged = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        || pin !== null && parseFloat(getComputedStyle(pin).strokeWidth) >= 3;
    const box = one.getClientRects()[0] ?? new DOMRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const isFree = one.contains(document.elementFromPoint(x, y));
    const isUnderBar = y => {
        let over = document.elementFromPoint(x, y);
        while (over && !over.contains(one)) {
            if (/sticky|fixed/.test(getComputedStyle(over).position)) return true;
            over = over.parentElement;
        }
        return false;
    };
    return {
        name: one === document.body ? "the page itself" : words.trim().replace(/\\s+/g, " "),
        where: one.outerHTML.slice(0, 160),
        isRinged,
        isInside: box.width > 0 && box.top >= -1 && box.bottom <= innerHeight + 1
            && box.left >= -1 && box.right <= innerWidth + 1,
        isFree: isFree && !isUnderBar(box.top + 2) && !isUnderBar(box.bottom - 2),
        box: [box.x, box.y, box.width, box.height],
    };
}"""


@dataclass(frozen=True)
class Walk:
    """A walk through pages by keys alone, once the first page is open."""

    page: Page

    def to(self, name: str, *, most: int = 80, key: str = "Tab") -> None:
        """Press Tab until the control of this name is focused; each stop on the way is checked."""
        passed = []
        for _ in range(most):
            passed.append(self.step(key))
            if passed[-1] == name:
                return
        pytest.fail(f"{name} is not reached by {key} from {self.page.url}; passed: {passed}")

    def back_to(self, name: str, *, most: int = 40) -> None:
        """Go backwards; from the top of a page that leads to its foot."""
        self.to(name, most=most, key="Shift+Tab")

    def step(self, key: str = "Tab") -> str:
        """Go one stop on; give its name.

        Between the last stop and the first lie the browser's own, which a page without a window has
        none of: then nothing has the focus until the key is pressed again.
        """
        self.page.keyboard.press(key)
        if self.page.evaluate("document.activeElement === document.body"):
            self.page.keyboard.press(key)
        return self.here()

    def here(self) -> str:
        """Check the stop where the focus is; give its name."""
        stop = self._stop()
        assert stop["isRinged"], f"the focus cannot be seen: {stop}"
        assert stop["isInside"], f"the focus is outside of what is shown: {stop}"
        assert stop["isFree"], f"something covers the focus: {stop}"
        return str(stop["name"])

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Write into the field that has the focus, in place of what stands there."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def follow(self, name: str, heading: str, *, most: int = 80) -> None:
        """Go to a link or button and press Enter; it leads to a page of this heading."""
        self.to(name, most=most)
        self.press("Enter")
        self.at(heading)

    def skip(self, link: str = "Skip to main content") -> None:
        """Skip what comes first on a page."""
        self.to(link, most=3)
        self.press("Enter")

    def at(self, heading: str) -> None:
        """Wait for the page of this heading, whole."""
        expect(self.page.locator("h1")).to_have_text(heading)
        self.page.wait_for_load_state()

    def at_address(self, end: str) -> None:
        """Wait for the page whose address ends like this expression, whole."""
        expect(self.page).to_have_url(re.compile(f"{end}$"))
        self.page.wait_for_load_state()

    def _stop(self) -> dict[str, Any]:
        """Give the stop once it is drawn: a busy machine takes a moment."""
        for _ in range(TRIES):
            stop: dict[str, Any] = self.page.evaluate(STOP)
            if stop["isRinged"] and stop["isInside"] and stop["isFree"]:
                break
            self.page.wait_for_timeout(25)
        return stop


def walk_from(page: Page, address: str, heading: str) -> Walk:
    """Open the first page of a walk."""
    page.goto(address)
    walk = Walk(page)
    walk.at(heading)
    return walk
