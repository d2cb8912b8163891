"""Which terms, places and names are in these words? Are there crisis words?

`understand(text, lexicon)` suggests; the person chooses. Nothing here is logged, stored or scored
against a person.
"""

from rapport.understanding.crisis import find_crisis
from rapport.understanding.lexicon import Lexicon, Term
from rapport.understanding.reading import (
    Crisis,
    CrisisKind,
    Entry,
    Kind,
    Reading,
    Span,
    Spotted,
    SpottedPlace,
    Suggestion,
    Understanding,
)
from rapport.understanding.understand import understand

__all__ = [
    "Crisis",
    "CrisisKind",
    "Entry",
    "Kind",
    "Lexicon",
    "Reading",
    "Span",
    "Spotted",
    "SpottedPlace",
    "Suggestion",
    "Term",
    "Understanding",
    "find_crisis",
    "understand",
]
