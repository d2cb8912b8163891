"""One address for each kind of page, for what must hold on all of them."""

from tests.cast import Cast
from tests.one_more import list_one_more

POLICIES = ("privacy", "consumer-health-data", "safety", "accessibility")
KINDS = (
    *("home", "search form", "results", "no results", "which place", "problem"),
    *("town not known", "therapist", "clinic", "filters", "advanced search", "topics"),
    *("topic", "safety topic", "topic in a town", "how we order", "about the data"),
    *("what to ask", "not found", "broken", *POLICIES),
    *("self-checks", "self-check", "article", "encyclopedia", "article history"),
    *("for therapists",),
)

MORE_KINDS = (
    *("map", "crisis", "style guide", "Spanish home", "Spanish results", "Spanish article"),
)
"""Kinds that have tests of their own for barriers, or none to fear, but the same budget."""


def address_of(kind: str, cast: Cast) -> str:
    """Give the address of a page of this kind; writes the listing that a kind needs."""
    if kind == "safety topic":
        list_one_more("Sofia Reyes", "concern:domestic-violence", cast.today)
    return {
        "home": "/",
        "search form": "/find",
        "results": "/find?near=07102&concern=depression",
        "no results": "/find?near=07102&concern=anxiety&payer=aetna",
        "which place": "/find?near=newark",
        "problem": "/find?near=99999&within=abc",
        "town not known": "/find?near=nowhereville",
        "therapist": f"/listings/{cast['Amara Okafor'].public_id}",
        "clinic": f"/listings/{cast['Riverbank Clinic'].public_id}",
        "filters": "/find/filters",
        "advanced search": "/advanced-search",
        "topics": "/topics",
        "topic": "/concerns/grief",
        "safety topic": "/concerns/domestic-violence",
        "topic in a town": "/concerns/grief/nj/newark",
        "how we order": "/how-we-order-results",
        "about the data": "/about-the-data",
        "what to ask": "/what-to-ask-your-plan",
        "not found": "/nowhere",
        "self-checks": "/self-checks",
        "self-check": "/self-checks/phq-9",
        "article": "/learn/self-compassion",
        "encyclopedia": "/learn",
        "article history": "/learn/self-compassion/history",
        "for therapists": "/for-therapists",
        "broken": "/find/broken",
        "map": "/find?near=07102&map=1",
        "crisis": "/find?q=I+want+to+die",
        "style guide": "/styleguide",
        "Spanish home": "/es/",
        "Spanish results": "/es/find?near=07102&concern=depression",
        "Spanish article": "/es/learn/autocompasion",
        **{page: f"/{page}" for page in POLICIES},
    }[kind]
