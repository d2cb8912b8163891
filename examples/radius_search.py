"""Search around a point, and see what asking for less would find.

python examples/radius_search.py
"""

from index_a_csv import TODAY, indexed

from rapport.matching import Choice, Near, Query
from rapport.places import KM_PER_MILE, Point


def main() -> None:
    """Print who works with depression within ten miles of the middle of Austin."""
    query = Query(
        day=TODAY,
        place=Near(Point(30.2672, -97.7431), radius_km=10 * KM_PER_MILE),
        must=(Choice("concern", frozenset({"concern:depression"})),),
    )
    found = indexed().search(query)
    for hit in found.hits:
        print(f"listing {hit.id}: {(hit.distance_km or 0) / KM_PER_MILE:.1f} miles")
    for one in found.relaxations:
        less = f"within {one.radius_km:.0f} km" if one.radius_km else f"without {one.criterion}"
        print(f"{less}: {one.total}")


if __name__ == "__main__":
    main()
