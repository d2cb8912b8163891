"""Cells that are dates, prices, numbers, or a yes: read as what they are, or not at all."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from rapport.ingest.cells import plain

YES = frozenset({"yes", "y", "true", "t", "1", "1.0", "x", "✓", "✔", "on"})
NO = frozenset({"no", "n", "false", "f", "0", "0.0", "off"})

STATES = {
    "open": "open",
    "accepting": "open",
    "accepting new clients": "open",
    "accepting new patients": "open",
    "waitlist": "waitlist",
    "wait list": "waitlist",
    "waiting list": "waitlist",
    "full": "full",
    "closed": "full",
    "not accepting": "full",
}
"""What people write about room for new clients, besides yes and no."""

_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y")
_TIME = re.compile(r"[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AP]M)?Z?$", re.IGNORECASE)
_MINUTES = re.compile(r"(?:/|per|for)?\s*(\d{2,3})\s*-?\s*(?:minutes?|mins?|m)\b\.?", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")
_OTHER_MONEY = re.compile(r"[€£¥]|\b(?:cad|eur|gbp)\b", re.IGNORECASE)
HIGHEST_FEE_CENTS = 1_000_000
MOST_AMOUNTS = 2


@dataclass(frozen=True, slots=True)
class Price:
    """A price or a range in cents, with the minutes of a session if they are said."""

    low_cents: int
    high_cents: int | None = None
    minutes: int | None = None


def read_date(cell: str) -> date | None:
    """Read ISO and the ways dates are written in the US: 5/23/07, 05/23/2007, May 23, 2007.

    Two digits of a year are 1969 to 2068, as POSIX has it. Nothing is guessed: 23/5/2007 is none.
    """
    text = _TIME.sub("", plain(cell))
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def read_yes(cell: str) -> bool | None:
    """Read a yes or no; None if it is neither."""
    text = plain(cell).casefold()
    if text in YES:
        return True
    return False if text in NO else None


def read_state(cell: str) -> str | None:
    """Read whether there is room for new clients: "open", "waitlist", "full"; None if unclear."""
    is_open = read_yes(cell)
    if is_open is not None:
        return "open" if is_open else "full"
    return STATES.get(plain(cell).casefold())


def read_number(cell: str, lowest: float, highest: float) -> float | None:
    """Read a decimal number in a range, both ends included."""
    text = plain(cell)
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,20})?", text, re.ASCII):
        return None
    number = float(text)
    return number if lowest <= number <= highest else None


def read_price(cell: str) -> Price | None:
    """Read "$120", "$120-150", "120 to 150 per 50 min", "free"; None if it is no price in dollars.

    A price above 10,000 dollars is none.
    """
    text = plain(cell)
    if text.casefold() in {"free", "no fee", "no charge"}:
        return Price(0)
    if _OTHER_MONEY.search(text) or len(text) > 100 or not text.isascii():  # noqa: PLR2004
        text = text.replace("–", "-").replace("—", "-")
        if not text.isascii() or len(text) > 100:  # noqa: PLR2004 (no price is as long)
            return None
        if _OTHER_MONEY.search(text):
            return None
    minutes = _MINUTES.search(text)
    if minutes:
        text = text[: minutes.start()] + text[minutes.end() :]
    cents = [
        int(whole.replace(",", "")) * 100 + round(float(part or 0) * 100)
        for whole, part in _AMOUNT.findall(text)
    ]
    if not 1 <= len(cents) <= MOST_AMOUNTS or max(cents) > HIGHEST_FEE_CENTS:
        return None
    if cents[0] > cents[-1]:
        return None
    high = cents[1] if len(cents) == MOST_AMOUNTS and cents[1] > cents[0] else None
    return Price(cents[0], high, int(minutes[1]) if minutes else None)
