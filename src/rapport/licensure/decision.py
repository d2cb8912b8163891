"""Decide from licences and a date who may see a person in a jurisdiction."""

from collections.abc import Iterable
from datetime import date

from rapport.licensure.compacts import PROFESSIONS_WITH_COMPACT
from rapport.licensure.licence import LicenceHeld, Standing
from rapport.licensure.verdict import ANSWERS, Reason, Verdict
from rapport.places import JURISDICTIONS

_ORDER = {reason: position for position, reason in enumerate(Reason)}
_NOT_IN_FORCE = {
    Standing.REVOKED: Reason.REVOKED,
    Standing.SUSPENDED: Reason.SUSPENDED,
    Standing.INACTIVE: Reason.INACTIVE,
}


def may_see(licences: Iterable[LicenceHeld], jurisdiction: str, on: date) -> Verdict:
    """Say whether a holder of these licences may see a person who is in the jurisdiction that day.

    The licence where the person is decides (APA Guidelines for the Practice of Telepsychology,
    2013, guideline 8). Compacts are not worked out yet: a profession that has one, licensed
    elsewhere, is unknown. Of several licences the one whose reason stands first in `Reason`
    decides; of equal ones the one that runs longest. Raises ValueError unless the code is in
    places.JURISDICTIONS.
    """
    if jurisdiction not in JURISDICTIONS:
        raise ValueError(f"not the code of a US jurisdiction: {jurisdiction!r}")
    judged = [
        (
            _reason_here(licence, on)
            if licence.jurisdiction == jurisdiction
            else _reason_elsewhere(licence, on),
            licence,
        )
        for licence in licences
    ]
    if not judged:
        return Verdict(ANSWERS[Reason.NONE_LISTED], Reason.NONE_LISTED, jurisdiction)
    best = min(_ORDER[reason] for reason, _ in judged)
    reason, licence = max(
        (one for one in judged if _ORDER[one[0]] == best), key=lambda one: _preference(one[1])
    )
    return Verdict(ANSWERS[reason], reason, jurisdiction, licence)


def _reason_here(licence: LicenceHeld, on: date) -> Reason:
    if licence.standing in _NOT_IN_FORCE:
        return _NOT_IN_FORCE[licence.standing]
    if licence.issued_on is not None and licence.issued_on > on:
        return Reason.NOT_YET_VALID
    if licence.expires_on is not None and licence.expires_on < on:
        return Reason.EXPIRED
    if licence.standing is not Standing.ACTIVE:
        return Reason.STANDING_UNKNOWN
    if licence.expires_on is None:
        return Reason.EXPIRY_UNKNOWN
    return Reason.PRIVILEGE_HERE if licence.kind == "privilege" else Reason.LICENSED_HERE


def _reason_elsewhere(licence: LicenceHeld, on: date) -> Reason:
    """Hope for a compact only where the licence it rests on may be in force."""
    has_compact = (
        licence.kind == "privilege"
        or bool(licence.compact)
        or licence.profession in PROFESSIONS_WITH_COMPACT
    )
    is_in_force = (
        licence.standing not in _NOT_IN_FORCE
        and (licence.issued_on is None or licence.issued_on <= on)
        and (licence.expires_on is None or licence.expires_on >= on)
    )
    return Reason.COMPACT_POSSIBLE if has_compact and is_in_force else Reason.LICENSED_ELSEWHERE


def _preference(licence: LicenceHeld) -> tuple[date, str, str, str]:
    """Order equals, so that the verdict does not depend on the order of the licences."""
    expires_on = licence.expires_on or date.min
    return expires_on, licence.jurisdiction, licence.profession, licence.number
