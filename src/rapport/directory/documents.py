"""Listings of the database become the documents of the index."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from rapport.directory.models.coverage import Network
from rapport.directory.models.listing import UNANSWERED_DAYS, Kind
from rapport.directory.models.office import Mode
from rapport.directory.queries import StoredListing
from rapport.directory.records import LicenceRecord, OfficeRecord
from rapport.licensure import Answer, LicenceHeld, Standing, may_see
from rapport.matching import (
    EVERYWHERE,
    Aspect,
    Document,
    Emphasis,
    Meeting,
    Office,
    Opening,
    OpeningState,
    TermUse,
)
from rapport.places import JURISDICTIONS, Point
from rapport.vocabulary.snapshot import TermInfo, Vocabulary

PERSONAL = frozenset({"profession", "credential", "gender", "style", "community"})
"""What only a person has."""

INSTITUTIONAL = frozenset({"setting", "care", "programme"})
"""What only a clinic, group or helpline has."""

NOT_APPLICABLE: Mapping[str, frozenset[str]] = {
    Kind.THERAPIST: INSTITUTIONAL,
    Kind.CLINIC: PERSONAL,
    Kind.GROUP: frozenset({"gender", "style"}),
    Kind.HELPLINE: PERSONAL | {"setting", "payer"},
}
"""Schemes that make no sense for a kind of listing: "not applicable", never "no"."""

FREE = "fee:free"


MEDICAID = "payer:medicaid"


def state_of_programme(payer: TermInfo | None) -> str:
    """Give the jurisdiction whose Medicaid goes by this name, or nothing.

    A plan of one insurer stands below the state's programme: who takes Medicaid may not take it.
    """
    if payer is None or payer.category != "medicaid" or len(payer.jurisdictions) != 1:
        return ""
    if MEDICAID not in payer.broader:
        return ""
    return payer.jurisdictions[0]


def state_programmes(vocabulary: Vocabulary) -> dict[str, str]:
    """Give each jurisdiction's own name of Medicaid: `US-NJ` to `payer:nj-familycare`."""
    named = {state_of_programme(term): key for key, term in vocabulary.terms.items()}
    return {where: key for where, key in named.items() if where}


def document_of(
    listing: StoredListing, today: date, programmes: Mapping[str, str] | None = None
) -> Document:
    """Make the index's document of a listing as it stands today.

    With `programmes` (see `state_programmes`) a listing that takes Medicaid is also found by the
    name that Medicaid has where its offices are. `enquiries` stay None: no messages are passed on
    here yet.
    """
    record = listing.record
    terms = (*_terms(listing), *_own_programmes(listing, programmes or {}))
    return Document(
        id=listing.pk,
        kind=record.kind,
        name=record.name,
        offices=tuple(_places(listing)),
        remote=_remote(listing, today),
        terms=terms,
        known=frozenset(use.term.partition(":")[0] for use in terms),
        not_applicable=NOT_APPLICABLE[record.kind],
        fee_cents=_lowest_fee(listing),
        openings=tuple(_openings(listing)),
        facts={aspect: one.fact for aspect, one in listing.facts.items()},
        headline=record.headline,
        words=record.own_words,
        hidden_from=listing.asked_on and listing.asked_on + timedelta(days=UNANSWERED_DAYS),
    )


def held_licences(licences: Iterable[LicenceRecord]) -> list[LicenceHeld]:
    """Licences of a listing as `licensure` reads them."""
    return [
        LicenceHeld(
            kind="privilege" if one.type == "privilege" else "licence",
            jurisdiction=one.jurisdiction,
            profession=one.profession.partition(":")[2],
            number=one.number,
            compact=one.compact,
            standing=Standing(one.standing),
            issued_on=one.issued_on,
            expires_on=one.expires_on,
        )
        for one in licences
    ]


def _terms(listing: StoredListing) -> tuple[TermUse, ...]:
    record = listing.record
    said = (
        TermUse(one.term, Emphasis(one.emphasis or "plain"), bool(one.training))
        for one in record.terms
    )
    payers = (TermUse(one.payer) for one in record.coverage if one.network != Network.OUT)
    return (*said, *dict.fromkeys(payers), TermUse(f"kind:{record.kind}"))


def _own_programmes(listing: StoredListing, programmes: Mapping[str, str]) -> Iterator[TermUse]:
    said = {one.payer for one in listing.record.coverage if one.network != Network.OUT}
    if MEDICAID in said:
        where = dict.fromkeys(office.jurisdiction for office in listing.record.offices)
        names = (programmes[one] for one in where if one in programmes)
        yield from (TermUse(name) for name in names if name not in said)


def _places(listing: StoredListing) -> Iterator[Office]:
    for pk, office in zip(listing.office_ids, listing.record.offices, strict=True):
        if office.mode == Mode.IN_PERSON:
            yield Office(pk, _point(office), office.jurisdiction)


def _point(office: OfficeRecord) -> Point | None:
    if office.latitude is None or office.longitude is None:
        return None
    return Point(office.latitude, office.longitude)


def _remote(listing: StoredListing, today: date) -> dict[Meeting, dict[str, date | None]]:
    """Where a listing may see people by video and phone, and until when.

    A therapist's right follows from licences; a clinic's staff is licensed where the clinic works.
    """
    remote: dict[Meeting, dict[str, date | None]] = {}
    for office in listing.record.offices:
        if office.mode == Mode.IN_PERSON:
            continue
        meeting = Meeting(office.mode)
        if listing.record.kind == Kind.HELPLINE:
            remote[meeting] = {office.jurisdiction or EVERYWHERE: None}
        elif listing.record.kind == Kind.THERAPIST:
            remote[meeting] = dict(_licensed_in(listing, today))
        elif office.jurisdiction:
            remote.setdefault(meeting, {})[office.jurisdiction] = None
    return remote


def _licensed_in(listing: StoredListing, today: date) -> Iterator[tuple[str, date | None]]:
    licences = held_licences(listing.record.licences)
    for jurisdiction in {licence.jurisdiction for licence in licences} & JURISDICTIONS.keys():
        verdict = may_see(licences, jurisdiction, today)
        if verdict.answer is Answer.YES and verdict.licence:
            yield jurisdiction, verdict.licence.expires_on


def _lowest_fee(listing: StoredListing) -> int | None:
    if any(one.term == FREE for one in listing.record.terms):
        return 0
    lowest = (
        fee.low_cents if fee.floor_cents is None else min(fee.low_cents, fee.floor_cents)
        for fee in listing.record.fees
    )
    return min(lowest, default=None)


def _openings(listing: StoredListing) -> Iterator[Opening]:
    """An opening that nobody ever dated says nothing, so it is left out."""
    fact = listing.facts.get(Aspect.OPENINGS)
    refs = {
        office.ref: pk
        for pk, office in zip(listing.office_ids, listing.record.offices, strict=True)
    }
    if fact is None:
        return
    for one in listing.record.openings:
        yield Opening(
            state=OpeningState(one.state),
            fact=fact.fact,
            wait_days=one.weeks * 7,
            office=refs.get(one.office),
            payer=one.payer or None,
        )
