"""One more listing beside the cast, for a topic that nobody in it works with."""

from dataclasses import replace
from datetime import date

from rapport.directory.actions.write_listings import (
    FingerprintedRecord,
    Publication,
    write_listings,
)
from rapport.directory.models import Source
from rapport.directory.models.listing import ConsentBasis
from rapport.directory.records import TermRecord
from tests.cast import therapist_records


def list_one_more(name: str, topic: str, today: date) -> None:
    """Publish a therapist in Newark whose focus is a topic, such as `concern:domestic-violence`."""
    source = Source.objects.get(slug="therapists")
    usual = next(iter(therapist_records(today)))
    record = replace(usual, key=name, name=name, terms=(TermRecord(topic, emphasis="focus"),))
    publication = Publication(basis=ConsentBasis.OWN_REQUEST)
    write_listings(source, [FingerprintedRecord(record)], publication)
