"""Does a listing work with a payer? Yes, out of network, no, or not known."""

from datetime import date
from enum import StrEnum

from rapport.directory.documents import MEDICAID, state_of_programme
from rapport.directory.models.coverage import Network
from rapport.directory.queries import StoredListing
from rapport.matching import Aspect
from rapport.matching.freshness import counts_as_yes
from rapport.vocabulary.snapshot import Vocabulary


class Covered(StrEnum):
    """The answer for one payer."""

    YES = "yes"
    OUT_OF_NETWORK = "out"
    NO = "no"
    NOT_KNOWN = "unknown"


def covered_by(listing: StoredListing, payer: str, vocabulary: Vocabulary, today: date) -> Covered:
    """Answer for one `payer:slug`.

    A row for the payer or one of its plans says yes. A row for something broader ("private
    insurance") only says that it may be, so the answer is not known; so is a claim that is too old.
    """
    fact = listing.facts.get(Aspect.COVERAGE)
    rows = listing.record.coverage
    if not rows or not counts_as_yes(Aspect.COVERAGE, fact.fact if fact else None, today):
        return Covered.NOT_KNOWN
    same = {payer, *_same_programme(listing, payer, vocabulary)}
    networks = {
        row.network
        for row in rows
        if row.payer in same or payer in vocabulary.ancestors.get(row.payer, ())
    }
    if networks - {Network.OUT}:
        return Covered.YES
    if networks:
        return Covered.OUT_OF_NETWORK
    broader = vocabulary.ancestors.get(payer, frozenset())
    return Covered.NOT_KNOWN if any(row.payer in broader for row in rows) else Covered.NO


def _same_programme(listing: StoredListing, payer: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Medicaid is the same as a state's own programme where the listing has an office."""
    where = state_of_programme(vocabulary.terms.get(payer))
    is_own = any(office.jurisdiction == where for office in listing.record.offices)
    return frozenset({MEDICAID}) if where and is_own else frozenset()
