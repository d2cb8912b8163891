"""Count what every further choice would find.

python examples/facets.py
"""

from index_a_csv import TODAY, indexed

from rapport.matching import Choice, Query


def main() -> None:
    """Print the facets of a search for anxiety; its own scheme is counted as if nobody asked."""
    query = Query(day=TODAY, must=(Choice("concern", frozenset({"concern:anxiety"})),))
    found = indexed().search(query)
    print(f"{found.total} listings")
    for scheme in ("concern", "payer", "fee-ceiling", "openings"):
        counts = sorted(found.facets[scheme].counts.items())
        print(f"{scheme}:", ", ".join(f"{value} {count}" for value, count in counts))


if __name__ == "__main__":
    main()
