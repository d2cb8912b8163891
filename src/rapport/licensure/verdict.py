"""The answer to "may they see me here?", with its reason."""

from dataclasses import dataclass
from enum import StrEnum

from rapport.licensure.licence import LicenceHeld
from rapport.places import JURISDICTIONS


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

_SENTENCES: dict[Reason, str] = {
    Reason.LICENSED_HERE: "Licensed in {here} until {expires}.",
    Reason.EXPIRY_UNKNOWN: "Listed as licensed in {here}, but we do not know until when: ask.",
    Reason.STANDING_UNKNOWN: "Listed as licensed in {here}, but we do not know its standing: ask.",
    Reason.PRIVILEGE_HERE: "An interstate compact's privilege is listed for {here}: ask.",
    Reason.REVOKED: "The licence in {here} was revoked.",
    Reason.SUSPENDED: "The licence in {here} is suspended.",
    Reason.COMPACT_POSSIBLE: "Not licensed in {here}, but an interstate compact may allow it: ask.",
    Reason.EXPIRED: "The licence in {here} expired on {expires}.",
    Reason.INACTIVE: "The licence in {here} is inactive.",
    Reason.NOT_YET_VALID: "The licence in {here} is not valid before {issued}.",
    Reason.LICENSED_ELSEWHERE: "Licensed elsewhere, but not in {here}.",
    Reason.NONE_LISTED: "No licence is listed, so we do not know about {here}: ask.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody may see a person in the jurisdiction, and the licence that decided it."""

    answer: Answer
    reason: Reason
    jurisdiction: str
    licence: LicenceHeld | None = None

    @property
    def sentence(self) -> str:
        """Say the reason in plain English, with ISO dates; other languages go by `reason`."""
        return _SENTENCES[self.reason].format(
            here=JURISDICTIONS[self.jurisdiction],
            expires=self.licence and self.licence.expires_on,
            issued=self.licence and self.licence.issued_on,
        )
