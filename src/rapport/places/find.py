"""Find the place that a person's words name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapport.places.gazetteer import Town, gazetteer
from rapport.places.jurisdictions import JURISDICTIONS, jurisdiction_of, jurisdiction_of_words
from rapport.places.names import is_readable, name_key, tidy, words_of
from rapport.places.place import Ambiguous, Found, NotFound, Place, Precision, WhyNotFound
from rapport.places.spelling import MAX_SUGGESTIONS, suggestions, towns_near_code

MAX_TEXT = 100
"""Longest text that is read, in characters; the longest label of a place has under 50."""

_COUNTRY = re.compile(r"[\s,]+(?:usa|u\.s\.a?\.?|united states(?: of america)?)$", re.IGNORECASE)
_ZIP = r"(?P<zip>[0-9]{5})(?:[-‐‑‒–−]?[0-9]{4})?"
_ZIP_ALONE = re.compile(r"(?P<zip>[0-9]{5})(?:[-‐‑‒–− ]?[0-9]{4})?")
_ZIP_LAST = re.compile(rf"(?P<words>.*[^\s,])[\s,]+{_ZIP}")
_ZIP_FIRST = re.compile(rf"{_ZIP}[\s,]+(?P<words>[^\s,].*)")
_ZERO_LOST = re.compile(r"(?P<zip>[0-9]{4})(?:[-‐‑‒–−][0-9]{4})?")
_LONGEST_JURISDICTION = 5


def find_place(text: str) -> Found | Ambiguous | NotFound:
    """Read a ZIP code, a town with or without its state, a state, or an address that ends in these.

    Never raises for a string. A bare town name that several states have is Ambiguous, however
    much one of them stands out, with the towns in order of their number of ZIP codes. The name
    of a state is that state, unless a town of that name is large beside it (RIVAL_SHARE): "New
    York" asks city or state, city first. Two letters are always the state: "LA" is Louisiana.
    """
    shown = tidy(text[: 10 * MAX_TEXT])
    if len(text.strip()) > MAX_TEXT or len(shown) > MAX_TEXT:
        return NotFound(shown[:MAX_TEXT], WhyNotFound.TOO_LONG)
    if not is_readable(text):
        return NotFound(shown, WhyNotFound.UNREADABLE)
    query = _COUNTRY.sub("", shown.strip(" ,.;")).strip(" ,.;")
    if not words_of(query):
        return NotFound(shown, WhyNotFound.EMPTY)
    return _answer(shown, query)


def place_of_zip(zip: str) -> Place | None:  # noqa: A002 - the field's own word
    """Give the place of "78704" or "78704-1234"; None if unknown, military or without any point."""
    match = _ZIP_ALONE.fullmatch(zip.strip())
    return gazetteer().zip_place(match["zip"]) if match else None


def place_of_town(city: str, jurisdiction: str) -> Place | None:
    """Give the town with this main or accepted postal name; jurisdiction: "US-TX", "TX", "Texas".

    The point is the mean of the points of its STANDARD ZIP codes (of all, if it has none).
    """
    code = jurisdiction_of(jurisdiction)
    town = gazetteer().town(name_key(words_of(city)), code) if code else None
    return town.place if town else None


def _answer(shown: str, query: str) -> Found | Ambiguous | NotFound:
    """Look for a ZIP code first: alone, at the end of an address, or before a name."""
    if match := _ZIP_ALONE.fullmatch(query):
        return _zip_answer(shown, match["zip"])
    if match := _ZERO_LOST.fullmatch(query):
        return _zip_answer(shown, "0" + match["zip"])
    if match := _ZIP_LAST.fullmatch(query):
        return _both(shown, match, _name_answer(shown, match["words"]), is_zip_sure=True)
    if match := _ZIP_FIRST.fullmatch(query):
        return _both(shown, match, _name_answer(shown, match["words"]), is_zip_sure=False)
    return _name_answer(shown, query)


def _zip_answer(shown: str, code: str) -> Found | NotFound:
    place = gazetteer().zip_place(code)
    if place is not None:
        return Found(shown, place)
    is_unknown = code not in gazetteer().zips and code not in gazetteer().elsewhere
    near = towns_near_code(code) if is_unknown else ()
    reason, country = gazetteer().why_no_place(code)
    return NotFound(shown, reason, near, zip=code, where=country)


def _both(
    shown: str, match: re.Match[str], named: Found | Ambiguous | NotFound, *, is_zip_sure: bool
) -> Found | Ambiguous | NotFound:
    """Choose between a ZIP and words: the ZIP if they agree, else ask which.

    Words that name no place yield to a ZIP at the end. At the start it may be a house number.
    """
    of_zip = _zip_answer(shown, match["zip"])
    if isinstance(named, NotFound):
        if is_zip_sure or isinstance(of_zip, NotFound):
            return of_zip
        return replace(named, suggestions=(of_zip.place, *named.suggestions)[:MAX_SUGGESTIONS])
    if isinstance(of_zip, NotFound):
        return named
    candidates = (named.place,) if isinstance(named, Found) else named.candidates
    if any(_agrees(of_zip.place, candidate) for candidate in candidates):
        return of_zip
    return Ambiguous(shown, (of_zip.place, *candidates))


def _agrees(of_zip: Place, other: Place) -> bool:
    if of_zip.jurisdiction != other.jurisdiction:
        return False
    key = name_key(words_of(other.city))
    return other.precision is Precision.REGION or gazetteer().names_of_zip(of_zip.postcode, key)


def _name_answer(shown: str, query: str) -> Found | Ambiguous | NotFound:
    parts = [words for part in query.split(",") if (words := words_of(part))]
    if not parts:
        return NotFound(shown, WhyNotFound.EMPTY)
    places = _places_of_parts(parts)
    if len(places) == 1:
        return Found(shown, places[0])
    return Ambiguous(shown, places) if places else _not_found(shown, parts)


def _places_of_parts(parts: Sequence[Sequence[str]]) -> tuple[Place, ...]:
    """Find what parts between commas name: "Austin, TX", "1 Main St, Austin TX"."""
    *names, last = parts
    if not names:
        return _places_of_words(last)
    code = jurisdiction_of_words(last)
    if code is None:
        return _town_with_jurisdiction(last) or _towns_in_country(sum(map(tuple, parts), ()))
    for name in ([word for part in names for word in part], *names):
        if town := _town_in(name, code):
            return (town.place,)
    return ()


def _places_of_words(words: Sequence[str]) -> tuple[Place, ...]:
    code = jurisdiction_of_words(words)
    if code is not None:
        return _region_and_rivals(words, code)
    named = _town_with_jurisdiction(words)
    bare = _towns_in_country(words)
    return tuple(dict.fromkeys((*named, *bare)))


def _region_and_rivals(words: Sequence[str], code: str) -> tuple[Place, ...]:
    """Give the region; if its name is typed and has rivals, these, the region, other towns."""
    table = gazetteer()
    region, rivals = table.region(code), table.rivals(code)
    key = name_key(words)
    if not rivals or key != name_key(words_of(JURISDICTIONS[code])):
        return (region,)
    return tuple(dict.fromkeys((*rivals, region, *(town.place for town in table.towns(key)))))


def _town_with_jurisdiction(words: Sequence[str]) -> tuple[Place, ...]:
    """Find the town of "austin tx" or "charleston west virginia", the longest state first."""
    for name, code in _splits(words):
        town = _town_in(name, code) or _town_at_end_of_address(name, code)
        if town is not None:
            return (town.place,)
    return ()


def _splits(words: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    for length in range(min(_LONGEST_JURISDICTION, len(words) - 1), 0, -1):
        code = jurisdiction_of_words(words[-length:])
        if code is not None:
            yield words[:-length], code


def _town_in(name: Sequence[str], code: str) -> Town | None:
    towns = (gazetteer().town(name_key(variant), code) for variant in _variants(name))
    return next(filter(None, towns), None)


def _town_at_end_of_address(words: Sequence[str], code: str) -> Town | None:
    """Find Austin in "1 main st austin", not York in "nwe york": addresses start with a number."""
    if not words[0][0].isdigit():
        return None
    endings = (gazetteer().town(name_key(words[i:]), code) for i in range(1, len(words)))
    return next(filter(None, endings), None)


def _towns_in_country(name: Sequence[str]) -> tuple[Place, ...]:
    for variant in _variants(name):
        if towns := gazetteer().towns(name_key(variant)):
            return tuple(town.place for town in towns)
    return ()


def _variants(name: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give the name, then without "the", "city of" or "town of" before it and "city" after it."""
    yield name
    if len(name) > 1 and name[0] == "the":
        name = name[1:]
        yield name
    if len(name) > len(("city", "of")) and name[0] in {"city", "town"} and name[1] == "of":
        name = name[2:]
        yield name
    if len(name) > 1 and name[-1] == "city":
        yield name[:-1]


def _not_found(shown: str, parts: Sequence[Sequence[str]]) -> NotFound:
    """Add what the person may have meant: a similar name, or the same name elsewhere."""
    words = [word for part in parts for word in part]
    name, code = next(_splits(words), (words, None))
    guesses = [*suggestions(name, code)]
    if len(parts) > 1:
        guesses += _towns_in_country(parts[0])
    elif len(words) > 1:
        guesses += _towns_in_country(words[:-1])
    near = tuple(dict.fromkeys(guesses))[:MAX_SUGGESTIONS]
    return NotFound(shown, WhyNotFound.UNKNOWN_NAME, near, where=code or "")
