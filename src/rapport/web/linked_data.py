"""A listing as schema.org says it, for search engines: only what is true today."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from rapport.directory.models.listing import Kind
from rapport.directory.models.office import Mode
from rapport.directory.queries import StoredListing
from rapport.directory.records import OfficeRecord
from rapport.directory.wording import Wording
from rapport.matching import Aspect, Freshness, freshness_of

BUSINESSES = frozenset({Kind.CLINIC, Kind.GROUP, Kind.HELPLINE})


def linked_data(listing: StoredListing, url: str, wording: Wording) -> SafeString:
    """Give JSON-LD for a script element; a `<` in it is escaped, so nothing can end the element."""
    record = listing.record
    thing: dict[str, Any] = {
        "@type": "MedicalBusiness" if record.kind in BUSINESSES else "Person",
        "name": record.name,
        "url": url,
        "telephone": record.phone.partition(";")[0],
        "sameAs": record.website,
        "description": record.headline,
        "address": [_address(office) for office in record.offices if _is_public(office)],
    }
    languages = _labels(listing, "language", wording)
    if record.kind in BUSINESSES:
        thing["availableLanguage"] = languages
        thing |= _accepting(listing, wording)
        page = thing
    else:
        thing["knowsLanguage"] = languages
        thing["jobTitle"] = _labels(listing, "profession", wording)[:1]
        thing["knowsAbout"] = _labels(listing, "concern", wording)
        page = {"@type": "ProfilePage", "url": url, "mainEntity": _said(thing)}
    content = {"@context": "https://schema.org"} | _said(page)
    text = json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")
    return mark_safe(text)  # noqa: S308 (escaped above)


def _said(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if value or value is False}


def _labels(listing: StoredListing, scheme: str, wording: Wording) -> list[str]:
    terms = (one.term for one in listing.record.terms)
    return [wording.label(term) for term in terms if term.partition(":")[0] == scheme]


def _accepting(listing: StoredListing, wording: Wording) -> dict[str, bool]:
    """Say whether new people are taken, only while that was said lately."""
    fact = listing.facts.get(Aspect.OPENINGS)
    freshness = freshness_of(Aspect.OPENINGS, fact.fact if fact else None, wording.today)
    if freshness is not Freshness.FRESH or not listing.record.openings:
        return {}
    is_open = any(opening.state == "open" for opening in listing.record.openings)
    return {"isAcceptingNewPatients": is_open}


def _is_public(office: OfficeRecord) -> bool:
    return office.mode == Mode.IN_PERSON and bool(office.city)


def _address(office: OfficeRecord) -> dict[str, str]:
    is_private = office.is_home and not office.shows_address
    return _said(
        {
            "@type": "PostalAddress",
            "streetAddress": "" if is_private else office.street,
            "addressLocality": office.city,
            "addressRegion": office.jurisdiction.partition("-")[2],
            "postalCode": "" if is_private else office.postcode,
            "addressCountry": "US",
        }
    )
