"""Single cells: what spreadsheets break is repaired, what cannot be repaired is left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

NOTHING = frozenset({"", "na", "n/a", "none", "null", "nan", "#n/a", "-", "--"})
"""How people and programs write that a cell is empty."""

_SURROGATES = range(0xD800, 0xE000)
_UNSEEN = dict.fromkeys((*range(9), *range(14, 28), 0x7F, 0x200B, 0xFEFF, 0xFFFD, *_SURROGATES))
"""Control characters, marks without width, and halves of characters, which no database takes."""
_ZIP = re.compile(r"'?(\d{3,5})(?:\.0+)?(?:-?(\d{4}))?")
_NPI_PREFIX = "80840"
_NPI_DIGITS = 10
_LONGEST_NUMBER = 60
_check_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Repaired:
    """A cell after reading: its value, and what was done to it if anything was.

    `kind` is the note without what is special about this cell, for counting.
    """

    value: str
    note: str = ""
    kind: str = ""


def plain(cell: str) -> str:
    """Give a cell's text, or nothing if it only says that there is nothing."""
    text = " ".join(cell.translate(_UNSEEN).split())
    return "" if text.casefold() in NOTHING else text


def zip_code(cell: str) -> Repaired:
    """Read a ZIP code: lost leading zeros are put back, +4 and `.0` are cut off."""
    text = plain(cell)
    match = _ZIP.fullmatch(text.replace(" ", "")) if text.isascii() else None
    if not match or int(match[1]) == 0:
        return _left_out(text, "ZIP code")
    digits = match[1].zfill(5)
    if digits != match[1]:
        note = f"ZIP {text} read as {digits}: leading zeros were lost"
        return Repaired(digits, note, "leading zeros of a ZIP code put back")
    if "'" in text or "." in text:
        note = f"ZIP {text} read as {digits}"
        return Repaired(digits, note, "a ZIP code that a spreadsheet took for a number")
    return Repaired(digits)


@lru_cache(maxsize=10_000)
def telephone(cell: str, country: str = "US") -> Repaired:
    """Read a telephone number as `+16095550104;ext=12`; what cannot be one is left out."""
    text = plain(cell).removeprefix("'").removesuffix(".0")
    if not text:
        return Repaired("")
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return _left_out(text, "telephone number")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return _left_out(text, "telephone number")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Repaired(f"{e164};ext={number.extension}" if number.extension else e164)


def website(cell: str) -> Repaired:
    """Read a web address; `http://` alone is dropped, a missing scheme is added."""
    text = plain(cell)
    if not text:
        return Repaired("")
    if text.rstrip("/").lower() in {"http:", "https:"}:
        note = "an address without a host was dropped"
        return Repaired("", note, note)
    address = text.replace("\\", "/")
    address = address if "://" in address else f"https://{address}"
    try:
        _check_url(address)
    except ValidationError:
        return _left_out(text, "web address")
    if address != text:
        return Repaired(address, f"“{text}” read as {address}", "a web address completed")
    return Repaired(address)


def email(cell: str) -> Repaired:
    """Read an e-mail address."""
    text = plain(cell).removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError:
        return _left_out(text, "e-mail address")
    return Repaired(text)


def npi(cell: str) -> Repaired:
    """Read an NPI. The check digit is Luhn over 80840 and the number (45 CFR 162.406)."""
    text = plain(cell).removeprefix("'").removesuffix(".0")
    if is_npi(text):
        return Repaired(text)
    return _left_out(text, "NPI", ": wrong length or check digit")


def is_npi(text: str) -> bool:
    """Tell whether ten digits with the right check digit stand there."""
    return text.isascii() and text.isdigit() and len(text) == _NPI_DIGITS and _luhn(text)


def _left_out(text: str, what: str, why: str = "") -> Repaired:
    article = "an" if what[0] in "Ne" else "a"
    if not text:
        return Repaired("")
    return Repaired(
        "", f"“{text[:80]}” is no {what}{why}, left out", f"not {article} {what}, left out"
    )


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
    known = labels if isinstance(labels, tuple) else sorted(labels, key=len, reverse=True)
    rest = cell.strip()
    mark = separator.strip() or separator
    while rest:
        label = next((one for one in known if _begins(rest, one, mark)), None)
        if label:
            yield label
            rest = rest[len(label) :]
        else:
            value, _mark, rest = rest.partition(mark)
            if plain(value):
                yield plain(value)
            rest = mark + rest if _mark else ""
        rest = rest.strip().removeprefix(mark).strip()


def _begins(text: str, label: str, mark: str) -> bool:
    if text[: len(label)].casefold() != label.casefold():
        return False
    follows = text[len(label) :].lstrip()
    return not follows or follows.startswith(mark) or mark.isspace()
