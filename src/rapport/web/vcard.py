"""A listing as a card for an address book: vCard 4.0 (RFC 6350)."""

from collections.abc import Iterator

from rapport.directory.models.listing import Kind
from rapport.directory.models.office import Mode
from rapport.directory.queries import StoredListing
from rapport.directory.wording import Wording
from rapport.web.cards import credential_line

LONGEST_LINE_BYTES = 75


def vcard(listing: StoredListing, url: str, wording: Wording) -> str:
    """Give the card; a private home's street is not on it."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(listing, url, wording))


def _lines(listing: StoredListing, url: str, wording: Wording) -> Iterator[str]:
    record = listing.record
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"FN:{_escaped(record.name)}")
    yield "KIND:individual" if record.kind == Kind.THERAPIST else "KIND:org"
    title = credential_line(record, wording)
    if title:
        yield f"TITLE:{_escaped(title)}"
    if record.phone:
        yield f"TEL;VALUE=uri;TYPE=work:tel:{record.phone}"
    if record.email:
        yield f"EMAIL;TYPE=work:{_escaped(record.email)}"
    if record.website:
        yield f"URL:{record.website}"
    for office in record.offices:
        if office.mode == Mode.IN_PERSON and office.city:
            is_private = office.is_home and not office.shows_address
            street = "" if is_private else office.street
            postcode = "" if is_private else office.postcode
            region = office.jurisdiction.partition("-")[2]
            parts = ("", "", street, office.city, region, postcode, "United States")
            yield f"ADR;TYPE=work:{';'.join(_escaped(part) for part in parts)}"
    yield from (f"SOURCE:{url}", f"REV:{wording.today:%Y%m%d}", "END:VCARD")


def _escaped(text: str) -> str:
    """Escape what means something in a value (RFC 6350, section 3.4)."""
    for char in ("\\", ",", ";"):
        text = text.replace(char, f"\\{char}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Break a line so that none is longer than 75 bytes (RFC 6350, section 3.2)."""
    pieces: list[str] = []
    piece = ""
    for char in line:
        limit = LONGEST_LINE_BYTES if not pieces else LONGEST_LINE_BYTES - 1
        if len((piece + char).encode()) > limit:
            pieces.append(piece)
            piece = ""
        piece += char
    return "\r\n ".join([*pieces, piece])
