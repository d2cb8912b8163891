"""A result card: what a person needs to decide whether to open a profile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.directory.coverage import Covered, covered_by
from rapport.directory.documents import document_of, indexed
from rapport.directory.models.listing import Kind
from rapport.directory.models.office import Mode, PointPrecision
from rapport.directory.queries import StoredListing
from rapport.directory.records import ListingRecord, OfficeRecord
from rapport.directory.wording import Wording, fee_text
from rapport.matching import (
    Aspect,
    Freshness,
    Hit,
    Meeting,
    OpeningState,
    Query,
    Reason,
    ReasonCode,
    freshness_of,
)
from rapport.matching.criteria import speaking_opening
from rapport.web.addresses import listing_url

HUES = 8
DAYS_A_WEEK = 7
MOST_PAYERS = 2
MOST_REASONS = 2

SHOWN_ANYWAY = frozenset({ReasonCode.DISTANCE, ReasonCode.TAKING_CLIENTS, ReasonCode.CONFIRMED})
"""Reasons that the card's facts say already: they come last."""

UNTELLING = frozenset({ReasonCode.COMPLETE, ReasonCode.NOBODY_WROTE})
"""Reasons that only the full list gives."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with a mark beside it: yes, no, unknown, or none; and where to read on."""

    text: str
    mark: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CardFact:
    """One line of a card's facts."""

    label: str
    value: MarkedText


@dataclass(frozen=True, slots=True)
class Card:
    """A listing on the results page."""

    name: str
    url: str
    initials: str
    hue: int
    credential: str
    words: str
    facts: tuple[CardFact, ...]
    reasons: tuple[str, ...]
    misfits: tuple[str, ...]
    why: tuple[str, ...]


def initials(name: str) -> str:
    """Give up to two letters for the place of a photo."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    letters = [word[0].upper() for word in words]
    return "".join(letters[:1] + letters[-1:]) if len(letters) > 1 else "".join(letters)


def hue(public_id: str) -> int:
    """Give the colour of a listing's initials, 1 to 8, the same every time."""
    return blake2b(public_id.encode(), digest_size=1).digest()[0] % HUES + 1


def credential_line(record: ListingRecord, wording: Wording) -> str:
    """Give the credential written out, or what kind of place it is."""
    if record.kind == Kind.THERAPIST:
        return ", ".join(wording.label(term) for term in _titles(record, wording))
    settings = [wording.label(one.term) for one in record.terms if one.term.startswith("setting:")]
    kind = wording.label(f"kind:{record.kind}")
    return ": ".join([kind, ", ".join(settings[:2])]) if settings else kind


def _titles(record: ListingRecord, wording: Wording) -> list[str]:
    """Give up to two credentials; without a licence among them the profession goes first."""
    credentials = [one.term for one in record.terms if one.term.startswith("credential:")][:2]
    professions = [one.term for one in record.terms if one.term.startswith("profession:")][:1]
    infos = (wording.vocabulary.terms.get(term) for term in credentials)
    has_licence = any(info is not None and info.category == "license" for info in infos)
    return credentials if has_licence else [*professions, *credentials]


def card_of(hit: Hit, listing: StoredListing, query: Query, wording: Wording) -> Card:
    """Make the card of one hit."""
    record = listing.record
    office = _office(hit, listing)
    precision = office.precision if office else PointPrecision.ADDRESS
    telling = [one for one in hit.reasons if one.code not in UNTELLING and one.points > 0]
    useful = sorted(telling, key=lambda one: (one.code in SHOWN_ANYWAY, -one.points))
    return Card(
        name=record.name,
        url=listing_url(record),
        initials=initials(record.name),
        hue=hue(record.public_id),
        credential=credential_line(record, wording),
        words=record.headline,
        facts=tuple(_facts(hit, listing, query, wording)),
        reasons=tuple(wording.reason(one, precision) for one in useful[:MOST_REASONS]),
        misfits=tuple(
            wording.reason(one, precision) for one in hit.misfits if one.code is ReasonCode.LACKS
        ),
        why=tuple(_why(hit.reasons, wording, precision)),
    )


def _why(reasons: Iterable[Reason], wording: Wording, precision: str) -> Iterator[str]:
    for reason in reasons:
        if reason.points:
            yield _("%(reason)s: %(points).1f points") % {
                "reason": wording.reason(reason, precision),
                "points": reason.points,
            }


def _office(hit: Hit, listing: StoredListing) -> OfficeRecord | None:
    for pk, office in zip(listing.office_ids, listing.record.offices, strict=True):
        if pk == hit.office:
            return office
    return None


def _facts(hit: Hit, listing: StoredListing, query: Query, wording: Wording) -> Iterator[CardFact]:
    fee = fee_fact(listing.record)
    if fee:
        yield CardFact(_("Fee"), fee)
    yield from _payer_facts(listing, query, wording)
    yield CardFact(_("How to meet"), MarkedText(_ways(hit, listing, wording)))
    if listing.record.kind != Kind.HELPLINE:
        yield CardFact(_("Taking new clients"), opening_answer(listing, query, wording))


def fee_fact(record: ListingRecord) -> MarkedText | None:
    """Give the fee in a few words, "free", "sliding scale", or that it is not known."""
    terms = {one.term for one in record.terms}
    if "fee:free" in terms:
        return MarkedText(_("Free"))
    if record.fees:
        return MarkedText(fee_text(record.fees[0]))
    if record.kind == Kind.HELPLINE:
        return None
    if "fee:sliding-scale" in terms:
        return MarkedText(_("Sliding scale; ask for the amount"))
    return MarkedText(_("Not known"), "unknown")


def _payer_facts(listing: StoredListing, query: Query, wording: Wording) -> Iterator[CardFact]:
    asked = sorted(query.chosen("payer"))[:MOST_PAYERS]
    for payer in asked:
        covered = covered_by(listing, payer, wording.vocabulary, wording.today)
        yield CardFact(wording.label(payer), payer_answer(covered))
    if not asked and listing.record.kind != Kind.HELPLINE:
        payers = [wording.label(one.payer) for one in listing.record.coverage]
        rest = len(payers) - MOST_PAYERS
        shown = ", ".join(payers[:MOST_PAYERS])
        if rest > 0:
            shown = _("%(payers)s and %(n)d more") % {"payers": shown, "n": rest}
        yield CardFact(_("Payers"), MarkedText(shown) if payers else payer_not_known())


def payer_answer(covered: Covered) -> MarkedText:
    """Say the answer for one payer."""
    return {
        Covered.YES: MarkedText(_("Yes"), "yes"),
        Covered.OUT_OF_NETWORK: MarkedText(_("Out of network"), "no"),
        Covered.NO: MarkedText(_("No"), "no"),
        Covered.NOT_KNOWN: payer_not_known(),
    }[covered]


def payer_not_known() -> MarkedText:
    """Say that nobody told us, and lead to what a person can ask."""
    return MarkedText(_("Not known: ask"), "unknown", reverse("ask-your-plan"))


def _ways(hit: Hit, listing: StoredListing, wording: Wording) -> str:
    ways = []
    office = _office(hit, listing)
    if office and office.mode == Mode.IN_PERSON:
        town = ", ".join(part for part in (office.city, office.jurisdiction[3:]) if part)
        if hit.distance_km is None:
            ways.append(_("In person in %(town)s") % {"town": town} if town else _("In person"))
        else:
            ways.append(
                _("In person, %(distance)s away")
                % {"distance": wording.distance(hit.distance_km, office.precision)}
            )
    if Meeting.VIDEO in hit.meets:
        ways.append(_("Video"))
    if Meeting.PHONE in hit.meets:
        ways.append(_("Phone"))
    return "; ".join(ways) or _("Not known")


def opening_answer(
    listing: StoredListing, query: Query, wording: Wording, *, shows_wait: bool = False
) -> MarkedText:
    """Say whether new clients are taken: with which payer, if none was asked about."""
    ancestors = wording.vocabulary.ancestors
    opening = speaking_opening(document_of(indexed(listing), wording.today), query, ancestors)
    said = opening_text(
        opening.state if opening else None,
        opening.fact.confirmed_on if opening else None,
        freshness_of(Aspect.OPENINGS, opening.fact if opening else None, wording.today),
        wording,
    )
    if shows_wait and opening and opening.wait_days and said.mark == "yes":
        weeks = opening.wait_days // DAYS_A_WEEK
        wait = ngettext("about %(n)d week to wait", "about %(n)d weeks to wait", weeks)
        said = replace(said, text=f"{said.text}; {wait % {'n': weeks}}")
    if opening and opening.payer and opening.payer not in query.chosen("payer"):
        with_payer = _("%(said)s, with %(payer)s")
        text = with_payer % {"said": said.text, "payer": wording.label(opening.payer)}
        return replace(said, text=text)
    return said


def opening_text(
    state: OpeningState | None, on: date | None, freshness: Freshness, wording: Wording
) -> MarkedText:
    """Say whether new clients are taken, as far as that is known."""
    if state is None or on is None:
        return MarkedText(_("Not known"), "unknown")
    day = wording.day(on)
    if freshness is Freshness.UNKNOWN:
        return MarkedText(_("Not known since %(day)s") % {"day": day}, "unknown")
    text = {
        OpeningState.OPEN: _("Yes: confirmed %(day)s"),
        OpeningState.WAITLIST: _("Waiting list: confirmed %(day)s"),
        OpeningState.FULL: _("No: confirmed %(day)s"),
    }[state] % {"day": day}
    if freshness is Freshness.STALE:
        text = _("%(said)s, which is a while ago") % {"said": text}
    return MarkedText(text, {OpeningState.OPEN: "yes", OpeningState.WAITLIST: ""}.get(state, "no"))
