"""Where is "78704", "Austin, TX", "portland"? Places of the United States, without a network."""

from rapport.places.distance_text import KM_PER_MILE, DistanceError, WhyNoDistance, parse_distance
from rapport.places.find import MAX_TEXT, find_place, place_of_town, place_of_zip
from rapport.places.gazetteer import gazetteer
from rapport.places.jurisdictions import JURISDICTIONS, jurisdiction_of
from rapport.places.place import Ambiguous, Found, NotFound, Place, Precision, WhyNotFound
from rapport.places.point import EARTH_RADIUS_KM, Point, distance_km, haversine_km

__all__ = [
    "EARTH_RADIUS_KM",
    "JURISDICTIONS",
    "KM_PER_MILE",
    "MAX_TEXT",
    "Ambiguous",
    "DistanceError",
    "Found",
    "NotFound",
    "Place",
    "Point",
    "Precision",
    "WhyNoDistance",
    "WhyNotFound",
    "distance_km",
    "find_place",
    "haversine_km",
    "jurisdiction_of",
    "load_places",
    "parse_distance",
    "place_of_town",
    "place_of_zip",
]


def load_places() -> None:
    """Load the data now, once, instead of at the first question: for a server before it forks."""
    gazetteer()
