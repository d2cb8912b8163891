"""The answer to "may they see me here?", with its reason."""

from dataclasses import dataclass
from enum import StrEnum

from rapport.licensure.licence import LicenceHeld


class Answer(StrEnum):
    """Yes, no, or nobody here can tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why, in the order in which reasons win when several licences give several.

    A licence that a board took away here outweighs that a compact may help: compacts ask for a
    clean record. A licence that merely ran out does not.
    """

    LICENSED_HERE = "licensed-here"
    EXPIRY_UNKNOWN = "expiry-unknown"
    STANDING_UNKNOWN = "standing-unknown"
    PRIVILEGE_HERE = "privilege-here"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    COMPACT_POSSIBLE = "compact-possible"
    EXPIRED = "expired"
    INACTIVE = "inactive"
    NOT_YET_VALID = "not-yet-valid"
    LICENSED_ELSEWHERE = "licensed-elsewhere"
    NONE_LISTED = "none-listed"


ANSWERS: dict[Reason, Answer] = {
    Reason.LICENSED_HERE: Answer.YES,
    Reason.EXPIRY_UNKNOWN: Answer.UNKNOWN,
    Reason.STANDING_UNKNOWN: Answer.UNKNOWN,
    Reason.PRIVILEGE_HERE: Answer.UNKNOWN,
    Reason.REVOKED: Answer.NO,
    Reason.SUSPENDED: Answer.NO,
    Reason.COMPACT_POSSIBLE: Answer.UNKNOWN,
    Reason.EXPIRED: Answer.NO,
    Reason.INACTIVE: Answer.NO,
    Reason.NOT_YET_VALID: Answer.NO,
    Reason.LICENSED_ELSEWHERE: Answer.NO,
    Reason.NONE_LISTED: Answer.UNKNOWN,
}
"""Each reason has one answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody may see a person in the jurisdiction, and the licence that decided it.

    A face says the reason in words.
    """

    answer: Answer
    reason: Reason
    jurisdiction: str
    licence: LicenceHeld | None = None
