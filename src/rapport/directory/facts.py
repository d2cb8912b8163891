"""The latest attestation of every aspect, which is the one that counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from rapport.directory.models import Attestation
from rapport.matching import Aspect, Fact, SourceKind
from rapport.matching.freshness import outranks


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """A fact with the name of its source, for pages."""

    fact: Fact
    source_name: str = ""

    @property
    def confirmed_on(self) -> date:
        """The day the fact was last confirmed."""
        return self.fact.confirmed_on


Facts = dict[Aspect, SourcedFact]


def whole_attestations() -> QuerySet[Attestation]:
    """Attestations that speak for a whole aspect; narrowed ones speak for their subject only."""
    return Attestation.objects.filter(subject="")


def latest_facts(listing_ids: Iterable[int]) -> dict[int, Facts]:
    """Give the fact that counts for each aspect of each listing, in one query.

    The newer date wins; on a tie the better source.
    """
    rows = (
        whole_attestations()
        .filter(listing_id__in=list(listing_ids))
        .order_by("pk")
        .values_list("listing_id", "aspect", "source_kind", "confirmed_on", "source__name")
    )
    found: dict[int, Facts] = defaultdict(dict)
    for listing_id, aspect, source_kind, confirmed_on, source_name in rows:
        facts = found[listing_id]
        new = Fact(confirmed_on, SourceKind(source_kind))
        old = facts.get(Aspect(aspect))
        if outranks(new, old.fact if old else None):
            facts[Aspect(aspect)] = SourcedFact(new, source_name or "")
    return found
