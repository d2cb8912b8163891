"""Which column is what: by its name first, and by what stands in it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml

from rapport.ingest.cells import email, npi, split_cell, telephone, website
from rapport.ingest.column_profiles import Profile
from rapport.ingest.typed_cells import NO, YES, read_date, read_number, read_price, read_state
from rapport.places import jurisdiction_of, place_of_zip
from rapport.vocabulary.snapshot import Vocabulary

NAMES_FILE = Path(__file__).resolve().parent / "data" / "column_names.yaml"
SEPARATORS = (",", ";", "|", "/")
MOST_SHARE = 0.5
"""So many of a column's filled cells have to be what its field says, or the guess is dropped."""

MOST_VALUES = 300
"""A column with more different values is no list of terms."""

MOST_TODO = 60
CONTENT_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "npi": lambda one: bool(npi(one).value),
    "email": lambda one: bool(email(one).value),
    "website": lambda one: one.startswith(("http", "www.")) and bool(website(one).value),
    "phone": lambda one: bool(telephone(one).value),
    "jurisdiction": lambda one: jurisdiction_of(one) is not None,
    "postcode": lambda one: place_of_zip(one[:5].zfill(5)) is not None,
    "latitude": lambda one: read_number(one, -90, 90) is not None,
    "longitude": lambda one: read_number(one, -180, 180) is not None,
    "fee": lambda one: read_price(one) is not None,
    "fee_floor": lambda one: read_price(one) is not None,
    "openings": lambda one: read_state(one) is not None,
    "licence_expires_on": lambda one: read_date(one) is not None,
    "updated_on": lambda one: read_date(one) is not None,
}
"""What the cells of a field look like."""

BY_CONTENT_ALONE = ("npi", "email", "website", "phone")
"""Fields that are recognised whatever their column is called."""


TELLING_APART = (
    *("name", "first_name", "last_name", "second_name"),
    *("street", "second_street", "city", "postcode"),
)
"""Fields that together tell rows apart where no column was made for it."""


@dataclass(slots=True)
class ValueGuess:
    """A column that is a list of terms: what is known of it, and what a person has to decide."""

    column: str
    separator: str
    terms: dict[str, str] = field(default_factory=dict)
    ignore: list[str] = field(default_factory=list)
    todo: dict[str, tuple[int, list[str]]] = field(default_factory=dict)


@dataclass(slots=True)
class Guesses:
    """Columns by field, columns of terms, and the rest."""

    fields: dict[str, str] = field(default_factory=dict)
    values: list[ValueGuess] = field(default_factory=list)
    unused: list[Profile] = field(default_factory=list)


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = yaml.safe_load(NAMES_FILE.read_text(encoding="utf-8"))
    return names


def _folded(name: str) -> str:
    return re.sub(r"[\s_.\-]+", " ", name).strip().casefold()


def guess_columns(profiles: Iterable[Profile], vocabulary: Vocabulary) -> Guesses:
    """Guess what each column is; a column that is doubled in the file is left out."""
    by_name: dict[str, Profile] = {}
    for profile in profiles:
        by_name.setdefault(_folded(profile.name), profile)
    guesses = Guesses()
    left = dict(by_name)
    for name, spellings in _names().items():
        if name == "key":
            continue
        found = next((one for one in spellings if one in left and _fits(name, left[one])), None)
        if found:
            guesses.fields[name] = left.pop(found).name
    for name in BY_CONTENT_ALONE:
        if name not in guesses.fields:
            found = next((key for key, one in left.items() if _looks_like(name, one)), None)
            if found:
                guesses.fields[name] = left.pop(found).name
    for profile in left.values():
        guess = guess_values(profile, vocabulary)
        if guess:
            guesses.values.append(guess)
        else:
            guesses.unused.append(profile)
    return guesses


def key_columns(guesses: Guesses, profiles: Iterable[Profile]) -> list[str]:
    """Columns that tell rows apart: one made for it and always different, or name and address."""
    by_name = {_folded(profile.name): profile for profile in profiles}
    rows = max((profile.filled for profile in by_name.values()), default=0)
    for spelling in _names()["key"]:
        profile = by_name.get(spelling)
        if profile and profile.is_distinct and profile.filled == rows and not profile.is_varied:
            return [profile.name]
    return [guesses.fields[name] for name in TELLING_APART if name in guesses.fields]


def _fits(name: str, profile: Profile) -> bool:
    """A name is believed unless what stands in the column contradicts it."""
    check = CONTENT_CHECKS.get(name)
    return profile.filled > 0 and (check is None or _share(profile, check) >= MOST_SHARE)


def _looks_like(name: str, profile: Profile) -> bool:
    check = CONTENT_CHECKS[name]
    return profile.filled > 0 and _share(profile, check) >= 0.8  # noqa: PLR2004 (nearly all)


def _share(profile: Profile, check: Callable[[str], bool]) -> float:
    sample = profile.values.most_common(100)
    total = sum(number for _value, number in sample)
    return sum(number for value, number in sample if check(value)) / total


def guess_values(profile: Profile, vocabulary: Vocabulary) -> ValueGuess | None:
    """Recognise a column of terms by its values, or one that says yes to the term of its name."""
    if {value.casefold() for value in profile.values} <= YES | NO and profile.filled:
        return _yes_column(profile, vocabulary)
    best: tuple[float, str, str] = (0.0, "", "")
    for separator in SEPARATORS:
        values = _split(profile, separator)
        if len(values) > MOST_VALUES:
            continue
        total = sum(values.values())
        for scheme in vocabulary.schemes:
            known = sum(n for value, n in values.items() if vocabulary.find(scheme, value))
            best = max(best, (known / total if total else 0.0, scheme, separator))
    share, scheme, separator = best
    if share < MOST_SHARE / 2:
        return None
    return _terms_of(profile, scheme, separator, vocabulary)


def _terms_of(profile: Profile, scheme: str, separator: str, vocabulary: Vocabulary) -> ValueGuess:
    guess = ValueGuess(profile.name, separator)
    names = _names_of(scheme, vocabulary)
    others = [other for other in vocabulary.schemes if other != scheme]
    for value, number in sorted(_split(profile, separator).items(), key=lambda one: -one[1]):
        found = (vocabulary.find(one, value) for one in (scheme, *others))
        term = next(filter(None, found), None)
        if term:
            guess.terms[value] = term.key
        elif len(guess.todo) < MOST_TODO:
            near = get_close_matches(value.casefold(), names, n=3, cutoff=0.5)
            guess.todo[value] = (number, list(dict.fromkeys(names[name] for name in near)))
    return guess


def _yes_column(profile: Profile, vocabulary: Vocabulary) -> ValueGuess | None:
    name = profile.name.replace("_", " ")
    found = (vocabulary.find(scheme, name) for scheme in vocabulary.schemes)
    term = next(filter(None, found), None)
    if term is None:
        return None
    guess = ValueGuess(profile.name, ",")
    for value in profile.values:
        if value.casefold() in YES:
            guess.terms[value] = term.key
        else:
            guess.ignore.append(value)
    return guess


def _split(profile: Profile, separator: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell, number in profile.values.items():
        for value in split_cell(cell, separator, ()):
            found[value] = found.get(value, 0) + number
    return found


def _names_of(scheme: str, vocabulary: Vocabulary) -> dict[str, str]:
    names: dict[str, str] = {}
    for key in vocabulary.schemes[scheme].terms:
        term = vocabulary.terms[key]
        aliases = [name for some in term.aliases.values() for name in some]
        for name in (*term.label.values(), *aliases):
            names.setdefault(name.casefold(), key)
    return names
