"""A profile: every fact with its date and source, in the order in which people ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rapport.directory.documents import held_licences
from rapport.directory.facts import SourcedFact
from rapport.directory.licence_wording import verdict_reason
from rapport.directory.models.listing import Kind
from rapport.directory.models.office import Mode
from rapport.directory.queries import StoredListing
from rapport.directory.records import LicenceRecord, OfficeRecord, TermRecord, aspect_of_scheme
from rapport.directory.wording import Wording, fee_text
from rapport.licensure import Answer, may_see
from rapport.matching import (
    Aspect,
    Freshness,
    Query,
    SourceKind,
    freshness_of,
)
from rapport.places import JURISDICTIONS, Place, Point, distance_km
from rapport.web.cards import (
    MarkedText,
    credential_line,
    fee_fact,
    hue,
    initials,
    opening_answer,
    payer_not_known,
)

NETWORK_MARKS = {"in": "yes", "out": "no", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Source:
    """How fresh a fact is, and who said it when."""

    freshness: str
    freshness_word: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of "At a glance"."""

    label: str
    values: tuple[MarkedText, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Line:
    """A concern or approach with one plain line about it."""

    label: str
    definition: str
    is_focus: bool
    training: str


@dataclass(frozen=True, slots=True)
class LicenceLine:
    """A licence in words, and where that can be checked."""

    text: str
    mark: str
    register_url: str
    checked: str


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number as people write it, and as a telephone dials it."""

    shown: str
    dialled: str


@dataclass(frozen=True, slots=True)
class Profile:
    """All of a listing's page."""

    name: str
    kind: str
    initials: str
    hue: int
    credential: str
    aside: str
    licences: tuple[LicenceLine, ...]
    verdict: MarkedText | None
    glance: tuple[Row, ...]
    telephone: Telephone | None
    email: str
    website: str
    contact_source: Source
    own_words: tuple[str, ...]
    concerns: tuple[Line, ...]
    approaches: tuple[Line, ...]
    more: tuple[Row, ...]


def profile_of(listing: StoredListing, wording: Wording, place: Place | None = None) -> Profile:
    """Make the profile; `place` is where the person said they are, if they came from a search."""
    record = listing.record
    speaker = _Speaker(listing, wording)
    return Profile(
        name=record.name,
        kind=record.kind,
        initials=initials(record.name),
        hue=hue(record.public_id),
        credential=credential_line(record, wording),
        aside=_aside(listing, wording),
        licences=tuple(_licence_line(one, wording) for one in record.licences),
        verdict=_verdict(listing, wording, place),
        glance=tuple(row for row in _glance(listing, speaker, place) if row.values),
        telephone=telephone(record.phone),
        email=record.email,
        website=web_address(record.website),
        contact_source=speaker.source(Aspect.CONTACT),
        own_words=tuple(part for part in record.own_words.split("\n\n") if part.strip()),
        concerns=tuple(_lines("concern", record.terms, wording)),
        approaches=tuple(_lines("approach", record.terms, wording)),
        more=tuple(row for row in _more(speaker) if row.values),
    )


class _Speaker:
    """Gives rows of a listing with the source of their aspect."""

    def __init__(self, listing: StoredListing, wording: Wording) -> None:
        self.listing = listing
        self.wording = wording

    def source(self, aspect: Aspect) -> Source:
        fact = self.listing.facts.get(aspect)
        freshness = freshness_of(aspect, fact.fact if fact else None, self.wording.today)
        words = {
            Freshness.FRESH: _("Fresh"),
            Freshness.AGEING: _("Ageing"),
            Freshness.STALE: _("Old"),
            Freshness.UNKNOWN: _("Not known"),
        }
        return Source(freshness.value, words[freshness], source_text(fact))

    def terms(self, label: str, *schemes: str) -> Row:
        """Give a row of all terms of the schemes."""
        names = [
            _with_detail(one, self.wording)
            for one in self.listing.record.terms
            if one.term.partition(":")[0] in schemes
        ]
        values = (MarkedText(", ".join(names)),) if names else ()
        return Row(label, values, self.source(aspect_of_scheme(schemes[0])))


def source_text(fact: SourcedFact | None) -> str:
    """Say who confirmed a fact and when."""
    if fact is None:
        return _("Nobody has told us yet")
    day = date_format(fact.confirmed_on, "j M Y")
    match fact.fact.source:
        case SourceKind.THERAPIST:
            return _("Confirmed %(day)s by the therapist") % {"day": day}
        case SourceKind.OPERATOR:
            return _("Confirmed %(day)s by this directory") % {"day": day}
        case _:
            return _("From %(source)s, %(day)s") % {"source": fact.source_name, "day": day}


def _with_detail(term: TermRecord, wording: Wording) -> str:
    label = wording.label(term.term)
    detail = term.proficiency or (_("belongs to it") if term.is_member else "")
    return f"{label} ({detail})" if detail else label


def _aside(listing: StoredListing, wording: Wording) -> str:
    record = listing.record
    parts = [record.pronouns]
    if record.practising_since:
        years = wording.today.year - record.practising_since
        if years > 0:
            parts.append(_("%(n)d years in practice") % {"n": years})
    return " · ".join(part for part in parts if part)


def _licence_line(licence: LicenceRecord, wording: Wording) -> LicenceLine:
    where = JURISDICTIONS.get(licence.jurisdiction, licence.jurisdiction)
    verdict = may_see(held_licences([licence]), licence.jurisdiction, wording.today)
    text = _("Licence in %(where)s") % {"where": where}
    if licence.number:
        text = _("%(text)s, number %(number)s") % {"text": text, "number": licence.number}
    if licence.expires_on:
        day = date_format(licence.expires_on, "j M Y")
        ran_out = licence.expires_on < wording.today
        said = _("%(text)s, expired %(day)s") if ran_out else _("%(text)s, valid to %(day)s")
        text = said % {"text": text, "day": day}
    checked = _("Stated by the therapist; not checked by us.")
    if licence.checked_on:
        checked = _("Read in the register on %(day)s by %(who)s.") % {
            "day": date_format(licence.checked_on, "j M Y"),
            "who": licence.checked_by,
        }
    marks = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "unknown"}
    return LicenceLine(text, marks[verdict.answer], web_address(licence.register_url), checked)


def _verdict(listing: StoredListing, wording: Wording, place: Place | None) -> MarkedText | None:
    """Say whether this therapist may see a person who is where the search said."""
    if place is None or listing.record.kind != Kind.THERAPIST:
        return None
    state = JURISDICTIONS.get(place.jurisdiction)
    if state is None:
        return None
    verdict = may_see(held_licences(listing.record.licences), place.jurisdiction, wording.today)
    sentences = {
        Answer.YES: MarkedText(_("May see you in %(state)s"), "yes"),
        Answer.NO: MarkedText(_("May not see you while you are in %(state)s"), "no"),
        Answer.UNKNOWN: MarkedText(
            _("We do not know whether they may see you in %(state)s"), "unknown"
        ),
    }
    said = sentences[verdict.answer]
    return MarkedText(f"{said.text % {'state': state}}. {verdict_reason(verdict)}", said.mark)


def _glance(listing: StoredListing, speaker: _Speaker, place: Place | None) -> Iterator[Row]:
    record, wording = listing.record, speaker.wording
    said = opening_answer(listing, Query(day=wording.today), wording, shows_wait=True)
    room = () if record.kind == Kind.HELPLINE else (said,)
    yield Row(_("Taking new clients"), room, speaker.source(Aspect.OPENINGS))
    yield Row(_("Fee"), tuple(_fees(listing, wording)), speaker.source(Aspect.FEES))
    yield Row(_("Payers"), tuple(_payers(listing, wording)), speaker.source(Aspect.COVERAGE))
    ways = tuple(MarkedText(text) for text in _ways(record.offices, wording, place))
    yield Row(_("How to meet"), ways, speaker.source(Aspect.CONTACT))
    yield speaker.terms(_("Session times"), "session-time")
    yield speaker.terms(_("Languages"), "language")
    yield speaker.terms(_("Ages"), "age")
    yield speaker.terms(_("Who comes"), "format")
    yield speaker.terms(_("Access"), "access")


def _fees(listing: StoredListing, wording: Wording) -> Iterator[MarkedText]:
    record = listing.record
    for fee in record.fees:
        text = fee_text(fee)
        if fee.minutes:
            text = _("%(fee)s for %(n)d minutes") % {"fee": text, "n": fee.minutes}
        if fee.format:
            text = f"{wording.label(fee.format)}: {text}"
        if fee.low_fee_seats:
            text = _("%(fee)s; %(n)d low-fee places") % {"fee": text, "n": fee.low_fee_seats}
        yield MarkedText(text)
    if not record.fees:
        stated = fee_fact(record)
        if stated:
            yield stated
    helps = [wording.label(one.term) for one in record.terms if one.term.startswith("fee:")]
    if helps:
        yield MarkedText(", ".join(helps))


def _payers(listing: StoredListing, wording: Wording) -> Iterator[MarkedText]:
    words = {"in": "", "out": _("out of network"), "unknown": _("ask whether in network")}
    for row in listing.record.coverage:
        note = words[row.network]
        name = wording.label(row.payer) + (f" ({row.plan})" if row.plan else "")
        yield MarkedText(f"{name}: {note}" if note else name, NETWORK_MARKS[row.network])
    if not listing.record.coverage and listing.record.kind != Kind.HELPLINE:
        yield payer_not_known()


def _ways(offices: Iterable[OfficeRecord], wording: Wording, place: Place | None) -> Iterator[str]:
    for office in offices:
        state = JURISDICTIONS.get(office.jurisdiction, "")
        if office.mode == Mode.IN_PERSON:
            yield _address(office, wording, place)
        elif office.mode == Mode.VIDEO:
            yield _("By video in %(state)s") % {"state": state} if state else _("By video")
        else:
            yield _("By phone in %(state)s") % {"state": state} if state else _("By phone")


def _address(office: OfficeRecord, wording: Wording, place: Place | None) -> str:
    """Say where an office is; of a private home only the town."""
    is_private = office.is_home and not office.shows_address
    street = "" if is_private else office.street
    postcode = "" if is_private else office.postcode
    town = f"{office.city}, {office.jurisdiction[3:]} {postcode}".strip(", ")
    where = ", ".join(part for part in (street, town) if part)
    text = _("In person: %(where)s") % {"where": where}
    if place and place.point and office.latitude is not None and office.longitude is not None:
        away = distance_km(place.point, Point(office.latitude, office.longitude))
        text = _("%(text)s, %(distance)s from %(place)s") % {
            "text": text,
            "distance": wording.distance(away, office.precision),
            "place": place.label,
        }
    return text


def _lines(scheme: str, terms: Iterable[TermRecord], wording: Wording) -> Iterator[Line]:
    of_scheme = [one for one in terms if one.term.partition(":")[0] == scheme]
    for one in sorted(of_scheme, key=lambda term: term.emphasis != "focus"):
        yield Line(
            label=wording.label(one.term),
            definition=wording.vocabulary.definition(one.term, wording.language),
            is_focus=one.emphasis == "focus",
            training=one.training,
        )


def _more(speaker: _Speaker) -> Iterator[Row]:
    yield speaker.terms(_("Care"), "care")
    yield speaker.terms(_("Setting"), "setting")
    yield speaker.terms(_("Programs"), "programme")
    yield speaker.terms(_("Communities"), "community")
    yield speaker.terms(_("Style"), "style")
    yield speaker.terms(_("Profession"), "profession")
    yield speaker.terms(_("Gender"), "gender")


def web_address(address: str) -> str:
    """Give an address that a link may lead to: of the web, and never a script."""
    return address if address.startswith(("https://", "http://")) else ""


def telephone(number: str) -> Telephone | None:
    """Give a stored number (`+16095550104;ext=12`) as people write and dial it."""
    if not number:
        return None
    try:
        parsed = phonenumbers.parse(number.replace(";ext=", " x"), "US")
    except phonenumbers.NumberParseException:
        return Telephone(number, number)
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    dialled = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.RFC3966)
    return Telephone(shown, dialled.removeprefix("tel:"))
