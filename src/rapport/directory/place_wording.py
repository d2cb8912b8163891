"""Why a place or a distance was not understood, in words."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from rapport.places import (
    JURISDICTIONS,
    MAX_TEXT,
    DistanceError,
    NotFound,
    WhyNoDistance,
    WhyNotFound,
)


def why_not_found(answer: NotFound) -> str:
    """Say why there is no such place, and which ones may have been meant."""
    words = _PLACES[answer.reason]() % {
        "n": MAX_TEXT,
        "zip": answer.zip,
        "where": JURISDICTIONS.get(answer.where) or _("the United States"),
        "country": _COUNTRIES[answer.where]() if answer.where in _COUNTRIES else "",
    }
    if not answer.suggestions:
        return words
    names = ", ".join(place.label for place in answer.suggestions[:3])
    return _("%(reason)s Did you mean %(names)s?") % {"reason": words, "names": names}


def why_no_distance(error: DistanceError) -> str:
    """Say what is wrong with a distance."""
    return _DISTANCES[error.reason]()


_COUNTRIES: Mapping[str, Callable[[], str]] = {
    "FM": lambda: _("Micronesia"),
    "MH": lambda: _("the Marshall Islands"),
    "PW": lambda: _("Palau"),
}

_PLACES: Mapping[WhyNotFound, Callable[[], str]] = {
    WhyNotFound.TOO_LONG: lambda: _("That is too long for a place. Use at most %(n)d characters."),
    WhyNotFound.UNREADABLE: lambda: _(
        "That contains characters that we cannot read. Type it again."
    ),
    WhyNotFound.EMPTY: lambda: _("Type a town and its state, or a ZIP code."),
    WhyNotFound.UNKNOWN_NAME: lambda: _(
        "We do not know a place with that name in %(where)s. You can also use a ZIP code."
    ),
    WhyNotFound.UNKNOWN_ZIP: lambda: _("We do not know ZIP code %(zip)s."),
    WhyNotFound.ZIP_OF_THE_MILITARY: lambda: _(
        "ZIP code %(zip)s is for military or diplomatic mail, so it has no place on the map. "
        "Type the town you are in."
    ),
    WhyNotFound.ZIP_OF_AN_ORGANIZATION: lambda: _(
        "ZIP code %(zip)s belongs to one organization, and we do not know where it is."
    ),
    WhyNotFound.ZIP_OF_ANOTHER_COUNTRY: lambda: _(
        "ZIP code %(zip)s is in %(country)s, not in the United States."
    ),
}

_DISTANCES: Mapping[WhyNoDistance, Callable[[], str]] = {
    WhyNoDistance.NO_NUMBER: lambda: _(
        "Give a distance as a number and a unit, such as “25 mi” or “40 km”."
    ),
    WhyNoDistance.NO_UNIT: lambda: _("Say which unit you mean, such as “25 mi” or “40 km”."),
    WhyNoDistance.UNKNOWN_UNIT: lambda: _(
        "Give the distance in miles (“25 mi”) or kilometres (“40 km”)."
    ),
    WhyNoDistance.NOTHING: lambda: _("Give a distance that is more than zero."),
    WhyNoDistance.TOO_FAR: lambda: _("Give a distance of at most 20,000 km."),
}
