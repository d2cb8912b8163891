"""One address for each kind of page, for what must hold on all of them."""

from tests.cast import Cast

KINDS = (
    *("home", "results", "no results", "which place", "problem", "therapist", "clinic"),
    *("filters", "advanced search", "how we order", "about the data", "not found", "broken"),
)

MORE_KINDS = (
    *("map", "topics", "topic", "topic in town", "ask your plan", "crisis", "style guide"),
    *("privacy", "health data", "safety", "accessibility", "Spanish home", "Spanish results"),
)
"""Kinds that have tests of their own for barriers, or none to fear, but the same budget."""


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
        "broken": "/find/broken",
        "map": "/find?near=07102&map=1",
        "topics": "/topics",
        "topic": "/concerns/grief",
        "topic in town": "/concerns/grief/nj/newark",
        "ask your plan": "/what-to-ask-your-plan",
        "crisis": "/find?q=I+want+to+die",
        "style guide": "/styleguide",
        "privacy": "/privacy",
        "health data": "/consumer-health-data",
        "safety": "/safety",
        "accessibility": "/accessibility",
        "Spanish home": "/es/",
        "Spanish results": "/es/find?near=07102&concern=depression",
    }[kind]
