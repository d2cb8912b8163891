"""Single cells: what spreadsheets break is repaired, what cannot be repaired is left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

NOTHING = frozenset({"", "na", "n/a", "none", "null", "-"})
"""How people write that a cell is empty."""

_ZIP = re.compile(r"(\d{3,5})(?:\.0)?(?:-?(\d{4}))?")
_NPI_PREFIX = "80840"
_NPI_DIGITS = 10
_check_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Repaired:
    """A cell after reading: its value, and what was done to it if anything was."""

    value: str
    note: str = ""


def plain(cell: str) -> str:
    """Give a cell's text, or nothing if it only says that there is nothing."""
    text = " ".join(cell.split())
    return "" if text.casefold() in NOTHING else text


def zip_code(cell: str) -> Repaired:
    """Read a ZIP code: lost leading zeros are put back, +4 and `.0` are cut off."""
    text = plain(cell)
    match = _ZIP.fullmatch(text.replace(" ", ""))
    if not match:
        return Repaired("", f"“{text}” is no ZIP code, left out" if text else "")
    digits = match[1].zfill(5)
    if digits != match[1]:
        return Repaired(digits, f"ZIP {text} read as {digits}: leading zeros were lost")
    return Repaired(digits)


def telephone(cell: str, country: str = "US") -> Repaired:
    """Read a telephone number as `+16095550104;ext=12`; what cannot be one is left out."""
    text = plain(cell)
    if not text:
        return Repaired("")
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return Repaired("", f"“{text}” is no telephone number, left out")
    if not phonenumbers.is_possible_number(number):
        return Repaired("", f"“{text}” is no telephone number, left out")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Repaired(f"{e164};ext={number.extension}" if number.extension else e164)


def website(cell: str) -> Repaired:
    """Read a web address; `http://` alone is dropped, a missing scheme is added."""
    text = plain(cell)
    if not text or text.rstrip("/").lower() in {"http:", "https:"}:
        return Repaired("", "an address without a host was dropped" if text else "")
    address = text if "://" in text else f"https://{text}"
    try:
        _check_url(address)
    except ValidationError:
        return Repaired("", f"“{text}” is no web address, left out")
    is_bare = not urlsplit(text).scheme
    return Repaired(address, f"“{text}” read as {address}" if is_bare else "")


def email(cell: str) -> Repaired:
    """Read an e-mail address."""
    text = plain(cell)
    try:
        validate_email(text)
    except ValidationError:
        return Repaired("", f"“{text}” is no e-mail address, left out" if text else "")
    return Repaired(text)


def npi(cell: str) -> Repaired:
    """Read an NPI. The check digit is Luhn over 80840 and the number (45 CFR 162.406)."""
    text = plain(cell).removesuffix(".0")
    if not text:
        return Repaired("")
    if not (text.isascii() and text.isdigit() and len(text) == _NPI_DIGITS and _luhn(text)):
        return Repaired("", f"“{text}” is no NPI: wrong length or check digit, left out")
    return Repaired(text)


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(_NPI_PREFIX + digits)):
        doubled = int(digit) * (2 if position % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004 (sum of two digits)
    return total % 10 == 0


def split_cell(cell: str, separator: str, labels: Iterable[str]) -> Iterator[str]:
    """Split a cell into its values; a known label stays whole even if it has the separator in it.

    Known labels are given back as they are written in `labels`, whatever their case in the cell.
    """
    known = sorted(labels, key=len, reverse=True)
    rest = cell.strip()
    mark = separator.strip() or separator
    while rest:
        label = next((one for one in known if _begins(rest, one, mark)), None)
        if label is not None:
            yield label
            rest = rest[len(label) :]
        else:
            value, _mark, rest = rest.partition(mark)
            if plain(value):
                yield plain(value)
            rest = mark + rest if _mark else ""
        rest = rest.strip().removeprefix(mark).strip()


def _begins(text: str, label: str, mark: str) -> bool:
    follows = text[len(label) :].lstrip()
    is_there = text[: len(label)].casefold() == label.casefold()
    return is_there and (not follows or follows.startswith(mark))
