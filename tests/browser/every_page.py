"""One address for each kind of page, for what must hold on all of them."""

from tests.cast import Cast

KINDS = (
    *("home", "results", "no results", "which place", "problem", "therapist", "clinic"),
    *("filters", "advanced search", "how we order", "about the data", "not found", "broken"),
    *("self-checks", "self-check"),
)


def address_of(kind: str, cast: Cast) -> str:
    """Give the address of a page of this kind."""
    return {
        "home": "/",
        "results": "/find?near=07102&concern=depression",
        "no results": "/find?near=07102&concern=anxiety&payer=aetna",
        "which place": "/find?near=newark",
        "problem": "/find?near=99999&within=abc",
        "therapist": f"/listings/{cast['Amara Okafor'].public_id}",
        "clinic": f"/listings/{cast['Riverbank Clinic'].public_id}",
        "filters": "/find/filters",
        "advanced search": "/advanced-search",
        "how we order": "/how-we-order-results",
        "about the data": "/about-the-data",
        "not found": "/nowhere",
        "self-checks": "/self-checks",
        "self-check": "/self-checks/phq-9",
        "broken": "/find/broken",
    }[kind]
