"""A licence, or a compact's privilege, as somebody holds it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class Standing(StrEnum):
    """What the issuing board says of a licence."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LicenceHeld:
    """A licence to practise in one jurisdiction (ISO 3166-2, "US-TX").

    `profession` is a slug of the vocabulary scheme of that name, `compact` one of data/compacts.csv
    or "". A licence is valid through the whole day `expires_on`; None means not known.
    """

    jurisdiction: str
    profession: str
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    standing: Standing = Standing.ACTIVE
    kind: Literal["licence", "privilege"] = "licence"
    compact: str = ""
