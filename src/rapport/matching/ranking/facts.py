"""What the parts of the ranking look at: one listing under one query."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapport.matching.criteria import counts, scheme_of
from rapport.matching.document import Enquiries, Opening, TermUse
from rapport.matching.freshness import Aspect, Fact, Freshness, freshness_of
from rapport.matching.own_words import OwnWords
from rapport.matching.query import Query


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """A listing that matches a query, with what was worked out while matching.

    `said` are its facts; `answered` is how much of what completeness asks for is there; `uses` maps
    every term it has, its own and the broader ones, to the use it comes from; `opening` is the
    opening that speaks for the offices and payers asked about. `name_words` adds up how well words
    fit the name, `own_words` tells of those that stand in the text instead.
    """

    said: Mapping[Aspect, Fact]
    answered: int
    query: Query
    uses: Mapping[str, TermUse]
    distance_km: float | None
    opening: Opening | None
    name_words: float
    own_words: OwnWords
    enquiries: Enquiries | None

    def freshness(self, aspect: Aspect) -> Freshness:
        """How much the listing's facts of this aspect still say on the day of the query."""
        return freshness_of(aspect, self.said.get(aspect), self.query.day)

    def offers(self, term: str) -> bool:
        """Tell whether the listing has a term and said so lately enough to count."""
        return term in self.uses and counts(self.said, scheme_of(term), self.query)

    def asked(self, *schemes: str) -> list[str]:
        """Chosen terms of these schemes that the listing meets, in a stable order."""
        return sorted(
            term for scheme in schemes for term in self.query.chosen(scheme) if term in self.uses
        )
