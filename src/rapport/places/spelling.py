"""What a person may have meant: towns and jurisdictions whose names look like the mistyped one."""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from rapport.places.gazetteer import Gazetteer, gazetteer
from rapport.places.jurisdictions import JURISDICTIONS
from rapport.places.names import name_key, words_of
from rapport.places.place import Place

MAX_SUGGESTIONS = 5
_MAX_NAME = 40
_SHORT = 5
_SHORTEST = 3
_SHORTEST_START = 4


def suggestions(words: Sequence[str], jurisdiction: str | None = None) -> tuple[Place, ...]:
    """Give at most five places with a similar name, those in the jurisdiction first.

    Nearest spelling first, then by number of ZIP codes.
    """
    table = gazetteer()
    wanted = name_key(words)
    if not _SHORTEST <= len(wanted) <= _MAX_NAME:
        return ()
    scored = [
        (
            bool(jurisdiction) and place.jurisdiction != jurisdiction,
            edits,
            -count,
            place.label,
            place,
        )
        for edits, key in _similar_keys(wanted)
        for place, count in _places(table, key)
    ]
    return tuple(row[-1] for row in heapq.nsmallest(MAX_SUGGESTIONS, scored, key=lambda r: r[:-1]))


def towns_near_code(code: str) -> tuple[Place, ...]:
    """Give towns whose ZIP codes share the first three digits: an unknown one must be near."""
    table = gazetteer()
    places: dict[str, Place] = {}
    codes, area = table.sorted_codes, code[:3]
    known = codes[bisect_left(codes, area) : bisect_right(codes, f"{area}99")]
    for other in sorted(known, key=lambda other: abs(int(other) - int(code))):
        row = table.zips[other]
        town = table.town(name_key(words_of(row.city)), row.jurisdiction)
        if town is not None:
            places.setdefault(town.place.label, town.place)
        if len(places) == MAX_SUGGESTIONS:
            break
    return tuple(places.values())


def _places(table: Gazetteer, key: str) -> Iterable[tuple[Place, int]]:
    for code, name in JURISDICTIONS.items():
        if name_key(words_of(name)) == key:
            yield table.region(code), table.zip_counts[code]
    yield from table.towns(key)


def _similar_keys(wanted: str) -> Iterable[tuple[int, str]]:
    """Give the keys within one edit (two from six letters on), or that begin with it (as one)."""
    most = 1 if len(wanted) <= _SHORT else 2
    letters = _letters(wanted)
    for length in range(len(wanted) - most, len(wanted) + most + 1):
        for mask, key in _keys_by_length().get(length, ()):
            # An edit changes at most two of the letters that occur at all: a cheap first sieve.
            if (mask ^ letters).bit_count() <= 2 * most and (
                edits := edits_between(wanted, key, most)
            ) <= most:
                yield edits, key
    if len(wanted) >= _SHORTEST_START:
        for length in range(len(wanted) + most + 1, _MAX_NAME):
            for _, key in _keys_by_length().get(length, ()):
                if key.startswith(wanted):
                    yield 1, key


@cache
def _keys_by_length() -> dict[int, list[tuple[int, str]]]:
    """Give all names with their set of letters as bits, made when the first name is mistyped."""
    keys = set(gazetteer().town_keys())
    keys.update(name_key(words_of(name)) for name in JURISDICTIONS.values())
    by_length: dict[int, list[tuple[int, str]]] = {}
    for key in sorted(keys):
        by_length.setdefault(len(key), []).append((_letters(key), key))
    return by_length


def _letters(key: str) -> int:
    bits = 0
    for letter in key:
        bits |= 1 << (ord(letter) & 31)
    return bits


def edits_between(a: str, b: str, most: int) -> int:
    """Count insertions, deletions, replacements and swaps of neighbours; `most + 1` if more.

    Optimal string alignment: Damerau, Communications of the ACM 7 (1964).
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        after = [i]
        for j, other in enumerate(b, 1):
            cost = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            after.append(cost)
        if min(after) > most:
            return most + 1
        before, row = row, after
    return row[-1]
