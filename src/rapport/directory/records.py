"""What can be said about a listing, as plain values: rosters, forms and the demo all speak it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapport.matching import Aspect


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """An office; see `models.Office` for the meaning of each field."""

    mode: str
    ref: str = "main"
    street: str = ""
    city: str = ""
    postcode: str = ""
    jurisdiction: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""
    is_home: bool = False
    shows_address: bool = False


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A term of the vocabulary, as `scheme:slug`, with what is said about it."""

    term: str
    emphasis: str = ""
    training: str = ""
    proficiency: str = ""
    is_member: bool = False


@dataclass(frozen=True, slots=True)
class CoverageRecord:
    """A payer, as `payer:slug`, in or out of network."""

    payer: str
    network: str = "in"
    plan: str = ""


@dataclass(frozen=True, slots=True)
class FeeRecord:
    """A price in cents per session; `format` is `format:slug` or empty for any."""

    low_cents: int
    high_cents: int | None = None
    floor_cents: int | None = None
    low_fee_seats: int | None = None
    minutes: int | None = None
    format: str = ""


@dataclass(frozen=True, slots=True)
class OpeningRecord:
    """Room for new clients; `office` is an office's ref, `payer` is `payer:slug`."""

    state: str
    weeks: int = 0
    office: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True)
class LicenceRecord:
    """A licence; `profession` is `profession:slug`."""

    jurisdiction: str
    profession: str
    number: str = ""
    type: str = "licence"
    compact: str = ""
    standing: str = "active"
    issued_on: date | None = None
    expires_on: date | None = None
    register_url: str = ""
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class ListingRecord:
    """Everything one source says about one listing.

    `key` is the record's name inside its source. `confirmed` gives, for each aspect that the
    source speaks of, the day it was said; aspects that are not in it are left as they are.
    """

    key: str
    kind: str
    name: str
    confirmed: Mapping[Aspect, date]
    public_id: str = ""
    pronouns: str = ""
    npi: str = ""
    headline: str = ""
    own_words: str = ""
    practising_since: int | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    offices: tuple[OfficeRecord, ...] = ()
    terms: tuple[TermRecord, ...] = ()
    coverage: tuple[CoverageRecord, ...] = ()
    fees: tuple[FeeRecord, ...] = ()
    openings: tuple[OpeningRecord, ...] = ()
    licences: tuple[LicenceRecord, ...] = field(default=())


ASPECT_OF_SCHEME = {
    "profession": Aspect.IDENTITY,
    "credential": Aspect.IDENTITY,
    "gender": Aspect.IDENTITY,
    "fee": Aspect.FEES,
    "payer": Aspect.COVERAGE,
}


def aspect_of_scheme(scheme: str) -> Aspect:
    """Say with which aspect the terms of a scheme are confirmed; most belong to the practice."""
    return ASPECT_OF_SCHEME.get(scheme, Aspect.PRACTICE)


FIELDS_OF_ASPECT: Mapping[Aspect, tuple[str, ...]] = {
    Aspect.IDENTITY: ("kind", "name", "pronouns", "npi"),
    Aspect.CONTACT: ("phone", "email", "website"),
    Aspect.PRACTICE: ("headline", "own_words", "practising_since"),
}
"""The listing's own columns that an aspect speaks of; the rest are rows of their own."""
