"""Which concerns are about abuse: their pages and searches offer a quick way out."""

from collections.abc import Iterable

from rapport.vocabulary.snapshot import Vocabulary

ABUSE = frozenset(
    {
        *("concern:domestic-violence", "concern:emotional-abuse", "concern:narcissistic-abuse"),
        *("concern:childhood-abuse", "concern:sexual-assault", "concern:harassment"),
    }
)
"""The concerns themselves; narrower ones belong to them."""


def is_about_abuse(terms: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Tell whether any of the terms (`scheme:slug`) is one of these or narrower than one."""
    return any(not ABUSE.isdisjoint({key, *vocabulary.ancestors.get(key, ())}) for key in terms)
