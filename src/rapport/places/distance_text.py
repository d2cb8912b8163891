"""Read a distance as people type it: "25 miles", "10km"."""

import re
import unicodedata
from enum import StrEnum

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


class WhyNoDistance(StrEnum):
    """Why a text is no distance; a face says it in words and in the person's language."""

    NO_NUMBER = "no-number"
    NO_UNIT = "no-unit"
    UNKNOWN_UNIT = "unknown-unit"
    NOTHING = "nothing"
    TOO_FAR = "too-far"


class DistanceError(ValueError):
    """The text is no distance."""

    def __init__(self, reason: WhyNoDistance) -> None:
        super().__init__(reason.value)
        self.reason = reason


def parse_distance(text: str) -> float:
    """Kilometres in "25mi", "25 miles", "10 km" or "10km".

    A bare number is refused, because nobody knows whether it means miles or kilometres.
    Raises DistanceError for that and for anything that is not above 0 and at most 20,000 km.
    """
    tidy = unicodedata.normalize("NFKC", text[: _MAX_LENGTH + 1]).strip().lower()
    match = _NUMBER_AND_UNIT.fullmatch(tidy) if len(text) <= _MAX_LENGTH else None
    if match is None:
        raise DistanceError(WhyNoDistance.NO_NUMBER)
    if not match["unit"]:
        raise DistanceError(WhyNoDistance.NO_UNIT)
    if match["unit"] not in _KM_PER_UNIT:
        raise DistanceError(WhyNoDistance.UNKNOWN_UNIT)
    kilometres = float(match["number"]) * _KM_PER_UNIT[match["unit"]]
    if kilometres <= 0:
        raise DistanceError(WhyNoDistance.NOTHING)
    if kilometres > MAX_DISTANCE_KM:
        raise DistanceError(WhyNoDistance.TOO_FAR)
    return kilometres
