"""The document of a listing, made in the plainest way: row by row, without anything shared."""

from collections.abc import Iterator
from datetime import date, timedelta

from rapport.directory.documents import NOT_APPLICABLE
from rapport.directory.models import Licence, Listing
from rapport.directory.models.listing import UNANSWERED_DAYS
from rapport.licensure import Answer, LicenceHeld, Standing, may_see
from rapport.matching import (
    EVERYWHERE,
    Aspect,
    Document,
    Emphasis,
    Fact,
    Meeting,
    Office,
    Opening,
    OpeningState,
    SourceKind,
    TermUse,
)
from rapport.matching.freshness import PRECEDENCE
from rapport.places import JURISDICTIONS, Point
from rapport.vocabulary.snapshot import Vocabulary


def plain_document(listing: Listing, vocabulary: Vocabulary, today: date) -> Document:
    """Ask for each part of one listing by itself."""
    facts = facts_of(listing)
    terms = (*uses(listing), *(TermUse(one) for one in own_programmes(listing, vocabulary)))
    prices = [
        price
        for fee in listing.fees.all()
        for price in (fee.low_cents, fee.floor_cents)
        if price is not None
    ]
    is_free = any(one.term == "fee:free" for one in terms)
    in_person = listing.offices.filter(mode="in-person").order_by("pk")
    return Document(
        id=listing.pk,
        kind=listing.kind,
        name=listing.name,
        offices=tuple(
            Office(
                one.pk,
                None if one.latitude is None else Point(one.latitude, one.longitude or 0.0),
                one.jurisdiction,
            )
            for one in in_person
        ),
        remote=remote(listing, today),
        terms=terms,
        known=frozenset(one.term.split(":")[0] for one in terms),
        not_applicable=NOT_APPLICABLE[listing.kind],
        fee_cents=0 if is_free else min(prices, default=None),
        openings=tuple(openings(listing, facts.get(Aspect.OPENINGS))),
        facts=facts,
        headline=listing.headline,
        words=listing.own_words,
        hidden_from=listing.asked_on and listing.asked_on + timedelta(days=UNANSWERED_DAYS),
    )


def facts_of(listing: Listing) -> dict[Aspect, Fact]:
    """The newest whole attestation of each aspect; on one day the best source, then the latest."""
    found = {}
    for aspect in Aspect:
        rows = listing.attestations.filter(aspect=aspect.value, subject="")
        best = max(
            rows,
            key=lambda row: (row.confirmed_on, PRECEDENCE[SourceKind(row.source_kind)], row.pk),
            default=None,
        )
        if best:
            found[aspect] = Fact(best.confirmed_on, SourceKind(best.source_kind))
    return found


def uses(listing: Listing) -> Iterator[TermUse]:
    """Terms that are said, payers that are not out of network, and the kind."""
    for one in listing.terms.select_related("term").order_by("pk"):
        yield TermUse(str(one.term), Emphasis(one.emphasis or "plain"), one.training != "")
    for payer in payers(listing):
        yield TermUse(payer)
    yield TermUse(f"kind:{listing.kind}")


def payers(listing: Listing) -> list[str]:
    """Payers that are not out of network, each once."""
    rows = listing.coverage.exclude(network="out").select_related("payer").order_by("pk")
    return list(dict.fromkeys(str(one.payer) for one in rows))


def own_programmes(listing: Listing, vocabulary: Vocabulary) -> Iterator[str]:
    """What Medicaid is called where a listing is that takes it."""
    said = payers(listing)
    if "payer:medicaid" not in said:
        return
    offices = listing.offices.order_by("pk")
    for where in dict.fromkeys(one.jurisdiction for one in offices):
        for key, term in vocabulary.terms.items():
            is_its = term.category == "medicaid" and term.jurisdictions == (where,)
            if is_its and "payer:medicaid" in term.broader and key not in said:
                yield key


def remote(listing: Listing, today: date) -> dict[Meeting, dict[str, date | None]]:
    """A therapist's licences decide, a clinic's place, and nothing for a helpline."""
    found: dict[Meeting, dict[str, date | None]] = {}
    for office in listing.offices.exclude(mode="in-person").order_by("pk"):
        way = Meeting(office.mode)
        if listing.kind == "therapist":
            found[way] = licensed(list(listing.licences.all()), today)
        elif listing.kind == "helpline":
            found[way] = {office.jurisdiction or EVERYWHERE: None}
        elif office.jurisdiction:
            found.setdefault(way, {})[office.jurisdiction] = None
    return found


def licensed(licences: list[Licence], today: date) -> dict[str, date | None]:
    """Where somebody may see people, and until when."""
    held = [
        LicenceHeld(
            jurisdiction=one.jurisdiction,
            profession=one.profession.slug,
            number=one.number,
            issued_on=one.issued_on,
            expires_on=one.expires_on,
            standing=Standing(one.standing),
            kind="privilege" if one.type == "privilege" else "licence",
            compact=one.compact,
        )
        for one in licences
    ]
    verdicts = [may_see(held, where, today) for where in JURISDICTIONS]
    return {
        verdict.jurisdiction: verdict.licence.expires_on
        for verdict in verdicts
        if verdict.answer is Answer.YES and verdict.licence
    }


def openings(listing: Listing, fact: Fact | None) -> Iterator[Opening]:
    """Openings, unless nobody ever dated them."""
    if fact is None:
        return
    for one in listing.openings.order_by("pk"):
        yield Opening(
            state=OpeningState(one.state),
            fact=fact,
            wait_days=7 * one.weeks,
            office=one.office_id,
            payer=str(one.payer) if one.payer else None,
        )
