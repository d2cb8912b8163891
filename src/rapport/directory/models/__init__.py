"""One noun a file: a listing and the dated facts about it."""

from rapport.directory.models.attestation import Attestation
from rapport.directory.models.change import Change, ChangeClock
from rapport.directory.models.coverage import Coverage
from rapport.directory.models.fee import Fee
from rapport.directory.models.licence import Licence
from rapport.directory.models.listing import Listing
from rapport.directory.models.listing_term import ListingTerm
from rapport.directory.models.office import Office
from rapport.directory.models.opening import Opening
from rapport.directory.models.problem_report import ProblemReport
from rapport.directory.models.source import Source, SourceRecord
from rapport.directory.models.suppression import Suppression

__all__ = [
    "Attestation",
    "Change",
    "ChangeClock",
    "Coverage",
    "Fee",
    "Licence",
    "Listing",
    "ListingTerm",
    "Office",
    "Opening",
    "ProblemReport",
    "Source",
    "SourceRecord",
    "Suppression",
]
