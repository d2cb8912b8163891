"""How good the data is: ages of facts, and what is missing or ran out."""

from dataclasses import dataclass
from datetime import date

from rapport.directory.indexing import LiveIndex
from rapport.directory.models import Licence, Listing, Office, ProblemReport
from rapport.directory.models.office import Mode
from rapport.matching import Aspect, Freshness
from rapport.matching.freshness import POLICY


@dataclass(frozen=True, slots=True)
class Ages:
    """How many listings have a fact of an aspect, by how much it still says."""

    aspect: Aspect
    counts: dict[Freshness, int]


@dataclass(frozen=True, slots=True)
class Quality:
    """Numbers of what an operator should look at."""

    listings: int
    without_point: int
    without_way_to_meet: int
    expired_licences: int
    unanswered: int
    open_reports: int
    ages: tuple[Ages, ...]


def ages_of_facts(live: LiveIndex) -> tuple[Ages, ...]:
    """Count the listings of the index by the freshness of each aspect that ages. No query."""
    counters = {aspect: live.index.ages(aspect, live.built_on) for aspect in POLICY}
    return tuple(
        Ages(aspect, {freshness: counter.get(freshness, 0) for freshness in Freshness})
        for aspect, counter in counters.items()
    )


def quality(live: LiveIndex, on: date) -> Quality:
    """Work out the data-quality report; five queries."""
    visible = Listing.objects.visible_to_public(on)
    in_person = Office.objects.filter(listing__in=visible, mode=Mode.IN_PERSON)
    return Quality(
        listings=len(live.index),
        without_point=in_person.filter(latitude=None).values("listing").distinct().count(),
        without_way_to_meet=live.index.without_way_to_meet,
        expired_licences=Licence.objects.filter(listing__in=visible, expires_on__lt=on).count(),
        unanswered=Listing.objects.filter(asked_on__isnull=False).count(),
        open_reports=ProblemReport.objects.filter(is_settled=False).count(),
        ages=ages_of_facts(live),
    )
