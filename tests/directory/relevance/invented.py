"""The invented directory in memory: what `make demo` would index on one fixed day, no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256

from rapport.demo.identity import index_of, is_of_roster
from rapport.demo.lapses import asked_days_ago, hidden_status
from rapport.demo.records import records
from rapport.directory.criteria import Fields, read_criteria
from rapport.directory.documents import document_of, indexed, state_programmes
from rapport.directory.facts import SourcedFact
from rapport.directory.index_file import Built
from rapport.directory.indexing import LiveIndex
from rapport.directory.interpretation import interpret
from rapport.directory.models.listing import Status
from rapport.directory.queries import StoredListing
from rapport.directory.records import ListingRecord
from rapport.directory.search import locate, query_of
from rapport.matching import ColumnIndex, Document, Fact, Hit, Query, SourceKind
from rapport.vocabulary.snapshot import Vocabulary

DAY = date(2026, 11, 22)
"""The day of every judgement: dates of the demo are relative to it."""

LISTINGS = 3_000
KEY = b"the order of equals in the relevance tests"
OFFICES_EACH = 10


@dataclass(frozen=True)
class InventedDirectory:
    """Records by key, the documents of the published ones, and the index that serves them.

    A listing's id is the number of its record.
    """

    vocabulary: Vocabulary
    records: dict[str, ListingRecord]
    documents: dict[str, Document]
    live: LiveIndex

    @cached_property
    def keys(self) -> dict[int, str]:
        """The key of each listing by its id."""
        return {document.id: key for key, document in self.documents.items()}

    def query(self, fields: Fields) -> Query:
        """Read fields as the page does: words are interpreted, the place is looked up."""
        criteria = interpret(read_criteria(fields, self.vocabulary), self.live)
        return query_of(criteria, locate(criteria), DAY)

    def hits(self, query: Query) -> tuple[Hit, ...]:
        """One page, in the product's order."""
        return self.live.index.search(query).hits

    def fingerprint(self, keys: Iterable[str], *, with_words: bool) -> str:
        """Eight hex digits that change when a fact changes by which listings were judged.

        What they wrote counts only `with_words`: where words were looked for.
        """
        facts = [self._facts(key, with_words=with_words) for key in sorted(keys)]
        return sha256(repr(facts).encode()).hexdigest()[:8]

    def _facts(self, key: str, *, with_words: bool) -> tuple[object, ...]:
        record, document = self.records[key], self.documents.get(key)
        offices = [
            (one.mode, one.jurisdiction, one.latitude, one.longitude) for one in record.offices
        ]
        terms = [(one.term, one.emphasis, bool(one.training)) for one in record.terms]
        return (
            key,
            document is not None and document.hidden_from,
            record.kind,
            record.name,
            sorted((str(aspect), day.isoformat()) for aspect, day in record.confirmed.items()),
            offices,
            sorted(terms),
            sorted((one.payer, one.network) for one in record.coverage),
            [(one.low_cents, one.floor_cents) for one in record.fees],
            [(one.state, one.weeks, one.office, one.payer) for one in record.openings],
            sorted((one.jurisdiction, one.standing, one.expires_on) for one in record.licences),
            (record.headline, record.own_words) if with_words else None,
        )


def invented_directory(vocabulary: Vocabulary, count: int = LISTINGS) -> InventedDirectory:
    """Make the demo of that size and index it."""
    made = {record.key: record for record in records(count, DAY, vocabulary)}
    programmes = state_programmes(vocabulary)
    documents = {
        one.record.key: document_of(indexed(one), DAY, programmes)
        for one in published(made.values())
    }
    return InventedDirectory(vocabulary, made, documents, _live(vocabulary, documents.values()))


def published(made: Iterable[ListingRecord]) -> Iterator[StoredListing]:
    """Give those that the demo publishes, as the database would hold them."""
    for record in made:
        of_roster, index = is_of_roster(record.key), index_of(record.key)
        if not of_roster and hidden_status(index):
            continue
        kind = SourceKind.ROSTER if of_roster else SourceKind.THERAPIST
        asked = None if of_roster else asked_days_ago(index)
        yield StoredListing(
            pk=index,
            status=Status.PUBLISHED,
            asked_on=DAY - timedelta(days=asked) if asked else None,
            is_claimed=asked is not None,
            record=record,
            office_ids=tuple(
                range(index * OFFICES_EACH, index * OFFICES_EACH + len(record.offices))
            ),
            facts={aspect: SourcedFact(Fact(on, kind)) for aspect, on in record.confirmed.items()},
        )


def _live(vocabulary: Vocabulary, documents: Iterable[Document]) -> LiveIndex:
    index = ColumnIndex(documents, vocabulary.ancestors, vocabulary.schemes, KEY)
    return LiveIndex(
        index=index,
        vocabulary=vocabulary,
        seq=0,
        built_on=DAY,
        terms_in_use=index.terms_in_use,
        name_words=index.name_words,
        built=Built(index, 0, DAY),
    )
