"""Listings of the database become the documents of the index."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from rapport.directory.index_rows import (
    EVERY_ID,
    FeeRow,
    IndexedListing,
    OfficeRow,
    OpeningRow,
    indexed_listings,
    keys_of,
    use_of,
)
from rapport.directory.models.coverage import Network
from rapport.directory.models.listing import UNANSWERED_DAYS, Kind
from rapport.directory.models.office import Mode
from rapport.directory.queries import StoredListing
from rapport.directory.records import LicenceRecord
from rapport.licensure import Answer, LicenceHeld, Standing, may_see
from rapport.matching import (
    EVERYWHERE,
    Aspect,
    Document,
    Meeting,
    Office,
    Opening,
    OpeningState,
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

NO_PROGRAMMES: Mapping[str, str] = MappingProxyType({})

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


def documents(
    vocabulary: Vocabulary,
    today: date,
    listing_ids: set[int] | None = None,
    within: range = EVERY_ID,
) -> Iterator[Document]:
    """Documents of published listings as they are today: all, those named, or those within ids."""
    programmes = state_programmes(vocabulary)
    listings = indexed_listings(keys_of(vocabulary), listing_ids, within)
    return (document_of(one, today, programmes) for one in listings)


def indexed(listing: StoredListing) -> IndexedListing:
    """Say of a listing that was read for a page what the index would be told."""
    record = listing.record
    offices = list(zip(listing.office_ids, record.offices, strict=True))
    refs = {office.ref: pk for pk, office in offices}
    return IndexedListing(
        pk=listing.pk,
        kind=record.kind,
        name=record.name,
        headline=record.headline,
        words=record.own_words,
        asked_on=listing.asked_on,
        offices=tuple(
            OfficeRow(pk, one.mode, one.jurisdiction, one.latitude, one.longitude)
            for pk, one in offices
        ),
        terms=tuple(use_of(one.term, one.emphasis, bool(one.training)) for one in record.terms),
        coverage=tuple((one.payer, one.network) for one in record.coverage),
        fees=tuple(FeeRow(one.low_cents, one.floor_cents) for one in record.fees),
        openings=tuple(
            OpeningRow(one.state, one.weeks, refs.get(one.office), one.payer)
            for one in record.openings
        ),
        licences=record.licences,
        facts={aspect: one.fact for aspect, one in listing.facts.items()},
    )


def document_of(
    listing: IndexedListing, today: date, programmes: Mapping[str, str] = NO_PROGRAMMES
) -> Document:
    """Make the index's document of a listing as it stands today.

    With `programmes` (see `state_programmes`) a listing that takes Medicaid is also found by the
    name that Medicaid has where its offices are. `enquiries` stay None: no messages are passed on
    here yet.
    """
    payers = dict.fromkeys(payer for payer, network in listing.coverage if network != Network.OUT)
    own = _own_programmes(listing, payers, programmes)
    terms = (*listing.terms, *map(use_of, (*payers, f"kind:{listing.kind}", *own)))
    return Document(
        id=listing.pk,
        kind=listing.kind,
        name=listing.name,
        offices=tuple(_places(listing)),
        remote=_remote(listing, today),
        terms=terms,
        known=frozenset([_scheme_of(use.term) for use in terms]),
        not_applicable=NOT_APPLICABLE[listing.kind],
        fee_cents=_lowest_fee(listing),
        openings=tuple(_openings(listing)),
        facts=listing.facts,
        headline=listing.headline,
        words=listing.words,
        hidden_from=listing.asked_on and listing.asked_on + timedelta(days=UNANSWERED_DAYS),
    )


@cache
def _scheme_of(term: str) -> str:
    return term.partition(":")[0]


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


def _own_programmes(
    listing: IndexedListing, payers: Mapping[str, None], programmes: Mapping[str, str]
) -> Iterator[str]:
    if MEDICAID in payers:
        where = dict.fromkeys(office.jurisdiction for office in listing.offices)
        names = (programmes[one] for one in where if one in programmes)
        yield from (name for name in names if name not in payers)


def _places(listing: IndexedListing) -> Iterator[Office]:
    for office in listing.offices:
        if office.mode == Mode.IN_PERSON:
            yield Office(office.pk, _point(office), office.jurisdiction)


def _point(office: OfficeRow) -> Point | None:
    if office.latitude is None or office.longitude is None:
        return None
    return Point(office.latitude, office.longitude)


def _remote(listing: IndexedListing, today: date) -> dict[Meeting, dict[str, date | None]]:
    """Where a listing may see people by video and phone, and until when.

    A therapist's right follows from licences; a clinic's staff is licensed where the clinic works.
    """
    remote: dict[Meeting, dict[str, date | None]] = {}
    for office in listing.offices:
        if office.mode == Mode.IN_PERSON:
            continue
        meeting = Meeting(office.mode)
        if listing.kind == Kind.HELPLINE:
            remote[meeting] = {office.jurisdiction or EVERYWHERE: None}
        elif listing.kind == Kind.THERAPIST:
            remote[meeting] = dict(_licensed_in(listing, today))
        elif office.jurisdiction:
            remote.setdefault(meeting, {})[office.jurisdiction] = None
    return remote


def _licensed_in(listing: IndexedListing, today: date) -> Iterator[tuple[str, date | None]]:
    licences = held_licences(listing.licences)
    for jurisdiction in {licence.jurisdiction for licence in licences} & JURISDICTIONS.keys():
        verdict = may_see(licences, jurisdiction, today)
        if verdict.answer is Answer.YES and verdict.licence:
            yield jurisdiction, verdict.licence.expires_on


def _lowest_fee(listing: IndexedListing) -> int | None:
    if any(one.term == FREE for one in listing.terms):
        return 0
    lowest = (
        fee.low_cents if fee.floor_cents is None else min(fee.low_cents, fee.floor_cents)
        for fee in listing.fees
    )
    return min(lowest, default=None)


def _openings(listing: IndexedListing) -> Iterator[Opening]:
    """An opening that nobody ever dated says nothing, so it is left out."""
    fact = listing.facts.get(Aspect.OPENINGS)
    if fact is None:
        return
    for one in listing.openings:
        yield Opening(
            state=OpeningState(one.state),
            fact=fact,
            wait_days=one.weeks * 7,
            office=one.office,
            payer=one.payer or None,
        )
