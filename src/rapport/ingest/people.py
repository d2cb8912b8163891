"""What only people have: letters after the name, licences, fees, room for new clients."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from rapport.directory.records import FeeRecord, LicenceRecord, OpeningRecord
from rapport.ingest.cells import plain
from rapport.ingest.mapping import FeeSpec, LicenceSpec, OpeningSpec
from rapport.ingest.typed_cells import read_date, read_price, read_state
from rapport.places import jurisdiction_of
from rapport.vocabulary.snapshot import Vocabulary

Cell = Callable[[str], str]
"""Gives a row's cell by the column's name."""

Note = Callable[[str, str, str], None]
"""Called with a column, a note, and the note's kind."""

LONGEST_LICENCE_NUMBER = 40
_BETWEEN = re.compile(r"\s*(?:[,;/&|+]|\band\b)\s*")


def read_credentials(cell: str, vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Find known credentials in "MSSS / LCSW", "M.A.; LMHC", "BCBA 1-21-52688".

    Gives `credential:slug` keys, and the parts that nobody knows. Each part between separators is
    tried whole, then word by word.
    """
    known: dict[str, None] = {}
    unknown = []
    for part in _BETWEEN.split(plain(cell)):
        whole = _credential(part, vocabulary)
        found = [whole] if whole else [_credential(word, vocabulary) for word in part.split()]
        known.update(dict.fromkeys(filter(None, found)))
        if not whole:
            words = zip(part.split(), found, strict=True)
            rest = " ".join(word for word, key in words if not key)
            if rest:
                unknown.append(rest)
    return list(known), unknown


def _credential(text: str, vocabulary: Vocabulary) -> str | None:
    tidy = text.strip(" .()[]'\"*")
    for name in (tidy, tidy.replace(".", ""), tidy.replace(".", "").replace(" ", "")):
        term = vocabulary.find("credential", name) if name else None
        if term:
            return term.key
    return None


def professions_of(credentials: list[str], vocabulary: Vocabulary) -> list[str]:
    """Professions that licences among the credentials stand for, by the vocabulary's crosswalk."""
    found = []
    for key in credentials:
        term = vocabulary.terms[key]
        said = term.crosswalk.get("profession")
        if term.category == "license" and isinstance(said, str):
            profession = f"profession:{said}"
            if profession in vocabulary.terms and profession not in found:
                found.append(profession)
    return found


def read_licence(
    spec: LicenceSpec, cell: Cell, professions: list[str], note: Note
) -> LicenceRecord | None:
    """Read one licence; nothing without a number, a jurisdiction and a profession."""
    number = plain(cell(spec.number))
    if not number:
        return None
    if len(number) > LONGEST_LICENCE_NUMBER:
        note(spec.number, "is too long for a licence number, left out", "licence number too long")
        return None
    said = plain(cell(spec.jurisdiction)) if spec.jurisdiction else ""
    jurisdiction = jurisdiction_of(said or spec.default_jurisdiction) or ""
    profession = _profession(spec, cell, professions)
    if not jurisdiction or not profession:
        what = "jurisdiction" if not jurisdiction else "profession"
        text = f"the licence {number} has no known {what}, left out"
        note(spec.number, text, f"licence without a known {what}, left out")
        return None
    return LicenceRecord(
        jurisdiction=jurisdiction,
        profession=profession,
        number=number,
        issued_on=_day(spec.issued_on, cell, note),
        expires_on=_day(spec.expires_on, cell, note),
    )


def _profession(spec: LicenceSpec, cell: Cell, professions: list[str]) -> str:
    if spec.profession:
        said = plain(cell(spec.profession)).casefold()
        for label, term in spec.professions.items():
            if label.casefold() == said:
                return term
    return spec.default_profession or next(iter(professions), "")


def _day(column: str, cell: Cell, note: Note) -> date | None:
    said = plain(cell(column)) if column else ""
    day = read_date(said) if said else None
    if said and day is None:
        note(column, f"“{said[:40]}” is no date, left out", "not a date, left out")
    return day


def read_fee(spec: FeeSpec, cell: Cell, note: Note) -> FeeRecord | None:
    """Read a price or a range, with the lowest of a sliding scale if a column has it."""
    said = plain(cell(spec.column))
    price = read_price(said) if said else None
    if price is None:
        if said:
            note(spec.column, f"“{said[:80]}” is no price, left out", "not a price, left out")
        return None
    floor = read_price(cell(spec.floor)) if spec.floor else None
    return FeeRecord(
        low_cents=price.low_cents,
        high_cents=price.high_cents,
        floor_cents=floor.low_cents if floor else None,
        minutes=price.minutes or spec.minutes,
        format=spec.format,
    )


def read_opening(spec: OpeningSpec, cell: Cell, note: Note) -> Iterator[OpeningRecord]:
    """Read whether new clients are taken; what is unclear says nothing."""
    said = plain(cell(spec.column))
    if not said:
        return
    known = {label.casefold(): state for label, state in spec.map.items()}
    state = known[said.casefold()] if said.casefold() in known else read_state(said)
    if state:
        yield OpeningRecord(state)
    elif state is None:
        note(
            spec.column,
            f"“{said[:80]}” says neither yes nor no, left out",
            "neither yes nor no, left out",
        )
