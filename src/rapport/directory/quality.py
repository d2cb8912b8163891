"""How good the data is: ages of facts, and what is missing or ran out."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from rapport.directory.indexing import LiveIndex
from rapport.directory.models import Licence, Listing, Office, ProblemReport
from rapport.directory.models.office import Mode
from rapport.matching import Aspect, Freshness, freshness_of
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
    counters: dict[Aspect, Counter[Freshness]] = {aspect: Counter() for aspect in POLICY}
    for document in live.index.documents:
        for aspect, counter in counters.items():
            counter[freshness_of(aspect, document.facts.get(aspect), live.built_on)] += 1
    return tuple(
        Ages(aspect, {freshness: counter[freshness] for freshness in Freshness})
        for aspect, counter in counters.items()
    )


def quality(live: LiveIndex, on: date) -> Quality:
    """Work out the data-quality report; five queries."""
    visible = Listing.objects.visible_to_public(on)
    in_person = Office.objects.filter(listing__in=visible, mode=Mode.IN_PERSON)
    documents = live.index.documents
    return Quality(
        listings=len(documents),
        without_point=in_person.filter(latitude=None).values("listing").distinct().count(),
        without_way_to_meet=sum(
            not one.offices and not any(one.remote.values()) for one in documents
        ),
        expired_licences=Licence.objects.filter(listing__in=visible, expires_on__lt=on).count(),
        unanswered=Listing.objects.filter(asked_on__isnull=False).count(),
        open_reports=ProblemReport.objects.filter(is_settled=False).count(),
        ages=ages_of_facts(live),
    )
