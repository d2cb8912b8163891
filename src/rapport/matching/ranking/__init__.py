"""How equals and unequals are ordered: a sum of documented parts, one file each.

Nothing here knows of payment, and no document has a field for it.
"""

from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.ranking.score import PARTS, Part, explain, misfits, quantised, score

__all__ = ["PARTS", "MatchFacts", "Part", "explain", "misfits", "quantised", "score"]
