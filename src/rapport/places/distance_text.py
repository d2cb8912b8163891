"""Read a distance as people type it: "25 miles", "10km"."""

import re
import unicodedata

KM_PER_MILE = 1.609344
"""The international mile, exactly (NIST Special Publication 811, appendix B)."""

MAX_DISTANCE_KM = 20_000.0
"""Nothing on the Earth is farther away: half of its circumference is about 20,015 km."""

_MAX_LENGTH = 40
_KM_PER_UNIT = {
    **dict.fromkeys(("mi", "mile", "miles"), KM_PER_MILE),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), 1.0),
}
_NUMBER_AND_UNIT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*(?P<unit>[a-z]*)\.?")


class DistanceError(ValueError):
    """The text is no distance; the message is a plain sentence for the person who typed it."""


def parse_distance(text: str) -> float:
    """Kilometres in "25mi", "25 miles", "10 km" or "10km".

    A bare number is refused, because nobody knows whether it means miles or kilometres.
    Raises DistanceError for that and for anything that is not above 0 and at most 20,000 km.
    """
    tidy = unicodedata.normalize("NFKC", text[: _MAX_LENGTH + 1]).strip().lower()
    match = _NUMBER_AND_UNIT.fullmatch(tidy) if len(text) <= _MAX_LENGTH else None
    if match is None:
        raise DistanceError('Give a distance as a number and a unit, such as "25 mi" or "40 km".')
    if not match["unit"]:
        raise DistanceError('Say which unit you mean, such as "25 mi" or "40 km".')
    if match["unit"] not in _KM_PER_UNIT:
        raise DistanceError('Give the distance in miles ("25 mi") or kilometres ("40 km").')
    kilometres = float(match["number"]) * _KM_PER_UNIT[match["unit"]]
    if kilometres <= 0:
        raise DistanceError("Give a distance that is more than zero.")
    if kilometres > MAX_DISTANCE_KM:
        raise DistanceError("Give a distance of at most 20,000 km.")
    return kilometres
