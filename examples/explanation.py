"""Say why a listing stands where it stands: the points of its reasons add up to its score.

python examples/explanation.py
"""

from index_a_csv import TODAY, indexed

from rapport.matching import Choice, Near, Query, Wish
from rapport.places import Point


def main() -> None:
    """Print the reasons of every hit near Austin who works with anxiety."""
    query = Query(
        day=TODAY,
        place=Near(Point(30.2672, -97.7431), radius_km=20),
        must=(Choice("concern", frozenset({"concern:anxiety"})),),
        wishes=(Wish("payer:aetna"),),
    )
    for hit in indexed().search(query).hits:
        print(f"listing {hit.id}: {hit.score:.2f}")
        for reason in hit.reasons:
            print(f"  {reason.points:5.2f} {reason.code} {reason.term}".rstrip())
        for misfit in hit.misfits:
            print(f"        {misfit.code} {misfit.term}".rstrip())


if __name__ == "__main__":
    main()
