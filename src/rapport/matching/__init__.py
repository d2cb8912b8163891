"""Which listings fit this query, in what order, and why?

Documents go into an index; a query comes out as results with reasons, facets and relaxations.
Pure Python: nothing here knows of Django, of a database or of payment.
"""

from rapport.matching.document import (
    EVERYWHERE,
    Document,
    Emphasis,
    Enquiries,
    Meeting,
    Office,
    Opening,
    OpeningState,
    TermUse,
)
from rapport.matching.engine import ColumnIndex, Columns, DamagedIndex, ForeignIndex, Texts
from rapport.matching.freshness import Aspect, Fact, Freshness, SourceKind, freshness_of
from rapport.matching.obvious import (
    FEE_CEILINGS_CENTS,
    OPENING_WINDOWS_DAYS,
    RADII_KM,
    ObviousIndex,
)
from rapport.matching.query import Choice, Near, Query, Region, Sort, Wish
from rapport.matching.relaxing import relax
from rapport.matching.results import (
    Facet,
    Hit,
    Reason,
    ReasonCode,
    Relaxation,
    RelaxationKind,
    Results,
)
from rapport.matching.words import words_of

__all__ = [
    "EVERYWHERE",
    "FEE_CEILINGS_CENTS",
    "OPENING_WINDOWS_DAYS",
    "RADII_KM",
    "Aspect",
    "Choice",
    "ColumnIndex",
    "Columns",
    "DamagedIndex",
    "Document",
    "Emphasis",
    "Enquiries",
    "Facet",
    "Fact",
    "ForeignIndex",
    "Freshness",
    "Hit",
    "Meeting",
    "Near",
    "ObviousIndex",
    "Office",
    "Opening",
    "OpeningState",
    "Query",
    "Reason",
    "ReasonCode",
    "Region",
    "Relaxation",
    "RelaxationKind",
    "Results",
    "Sort",
    "SourceKind",
    "TermUse",
    "Texts",
    "Wish",
    "freshness_of",
    "relax",
    "words_of",
]
