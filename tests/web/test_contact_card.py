"""A listing as a card for an address book."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rapport.directory.queries import StoredListing
from rapport.directory.records import ListingRecord, OfficeRecord
from rapport.directory.wording import Wording
from rapport.vocabulary.snapshot import Vocabulary
from rapport.web.vcard import vcard

WORDING = Wording(Vocabulary([], []), "en", "mi", date(2026, 11, 22))


def card_of(record: ListingRecord) -> str:
    """Give the card of a record."""
    listing = StoredListing(1, "published", None, False, record, (1,), {})
    return vcard(listing, "https://example.org/listings/x/y", WORDING)


def therapist(name: str = "Ana García", *, is_home: bool = False) -> ListingRecord:
    """Make a therapist with one office."""
    office = OfficeRecord(
        mode="in-person",
        street="12 Juniper Row",
        city="Austin",
        postcode="78704",
        jurisdiction="US-TX",
        is_home=is_home,
    )
    return ListingRecord(
        key="x",
        kind="therapist",
        name=name,
        confirmed={},
        phone="+15125550104;ext=12",
        offices=(office,),
    )


def test_it_has_name_telephone_and_address() -> None:
    card = card_of(therapist())
    assert card.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana García\r\n")
    assert "TEL;VALUE=uri;TYPE=work:tel:+15125550104;ext=12\r\n" in card
    assert "ADR;TYPE=work:;;12 Juniper Row;Austin;TX;78704;United States\r\n" in card


def test_a_private_home_gives_only_its_town() -> None:
    card = card_of(therapist(is_home=True))
    assert "Juniper" not in card
    assert "78704" not in card
    assert "Austin" in card


@given(name=st.text(min_size=1, max_size=200))
def test_no_name_breaks_out_of_its_line(name: str) -> None:
    lines = card_of(therapist(name)).split("\r\n")
    assert lines[-2] == "END:VCARD"
    assert all(len(line.encode()) <= 75 for line in lines)
    starts = ("BEGIN:", "VERSION:", "FN:", "KIND:", "TEL", "ADR", "SOURCE:", "REV:", "END:", " ")
    assert all(line.startswith(starts) for line in lines[:-1])
