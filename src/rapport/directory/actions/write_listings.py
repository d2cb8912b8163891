"""Write what a source says into listings, aspect by aspect, where it outranks what is there."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import models, transaction

from rapport.directory.actions.record_change import record_changes
from rapport.directory.facts import latest_facts
from rapport.directory.models import (
    Attestation,
    Coverage,
    Fee,
    Licence,
    Listing,
    ListingTerm,
    Office,
    Opening,
    Source,
    SourceRecord,
)
from rapport.directory.models.attestation import Method
from rapport.directory.models.listing import Status, new_public_id
from rapport.directory.records import FIELDS_OF_ASPECT, ListingRecord, aspect_of_scheme
from rapport.matching import Aspect, Fact, SourceKind
from rapport.matching.freshness import outranks
from rapport.vocabulary.models import Term

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Publication:
    """How new listings come in: on what right, whether shown at once, and how facts were said."""

    basis: str
    status: str = Status.PUBLISHED
    method: str = Method.IMPORT


@dataclass(frozen=True, slots=True)
class FingerprintedRecord:
    """A record with the fingerprint by which the next import knows that nothing changed."""

    record: ListingRecord
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class _Write:
    """One record on its way into one listing, with the aspects in which it outranks the old."""

    given: FingerprintedRecord
    listing: Listing
    aspects: frozenset[Aspect]

    @property
    def record(self) -> ListingRecord:
        return self.given.record


@transaction.atomic
def write_listings(
    source: Source, records: Iterable[FingerprintedRecord], publication: Publication
) -> list[int]:
    """Create or update the listing of every record; give the listings' ids in the same order.

    An aspect is replaced as a whole when the record's date is newer than the latest attestation,
    or as new from a source of the same rank or better; otherwise it is left as it is. Raises
    ValueError, and writes nothing, if two records of a batch have one key.
    """
    term_ids = {str(term): term.pk for term in Term.objects.only("scheme", "slug")}
    iterator = iter(records)
    ids: list[int] = []
    shown: list[int] = []
    while batch := list(islice(iterator, BATCH)):
        listings = _write_batch(source, batch, publication, term_ids)
        ids += [listing.pk for listing in listings]
        shown += [listing.pk for listing in listings if listing.status == Status.PUBLISHED]
    record_changes(shown)  # a draft is in no index: a registry's million would rebuild each
    return ids


def _write_batch(
    source: Source,
    batch: Sequence[FingerprintedRecord],
    publication: Publication,
    term_ids: Mapping[str, int],
) -> list[Listing]:
    writes = _prepare(source, batch, publication)
    _write_offices(writes)
    _replace(Licence, Aspect.LICENCE, writes, lambda one: _licences(one, term_ids))
    _replace(Coverage, Aspect.COVERAGE, writes, lambda one: _coverage(one, term_ids))
    _replace(Fee, Aspect.FEES, writes, lambda one: _fees(one, term_ids))
    _replace_openings(writes, term_ids)
    _replace_terms(writes, term_ids)
    Attestation.objects.bulk_create(_attestations(writes, source, publication))
    SourceRecord.objects.bulk_create(
        [
            SourceRecord(
                source=source,
                listing=one.listing,
                key=one.record.key,
                fingerprint=one.given.fingerprint,
            )
            for one in writes
        ],
        update_conflicts=True,
        unique_fields=["source", "key"],
        update_fields=["fingerprint"],
    )
    return [one.listing for one in writes]


def _prepare(
    source: Source, batch: Sequence[FingerprintedRecord], publication: Publication
) -> list[_Write]:
    """Find or make the listing of each record and set the columns in which the record wins."""
    doubled = [key for key, n in Counter(one.record.key for one in batch).items() if n > 1]
    if doubled:
        raise ValueError(f"{source.slug}: several records with the key “{doubled[0]}”")
    known = {
        row.key: row.listing
        for row in SourceRecord.objects.filter(
            source=source, key__in=[given.record.key for given in batch]
        ).select_related("listing")
    }
    facts = latest_facts(listing.pk for listing in known.values())
    writes = []
    for given in batch:
        listing = known.get(given.record.key) or Listing(
            public_id=given.record.public_id or new_public_id(),
            status=publication.status,
            consent_basis=publication.basis,
        )
        old = {aspect: one.fact for aspect, one in facts.get(listing.pk, {}).items()}
        writes.append(_Write(given, listing, _winning(given.record, old, source)))
        _set_columns(writes[-1])
    Listing.objects.bulk_create([one.listing for one in writes if one.listing.pk is None])
    columns = [name for names in FIELDS_OF_ASPECT.values() for name in names]
    Listing.objects.bulk_update(known.values(), columns)
    return writes


def _winning(
    record: ListingRecord, old: Mapping[Aspect, Fact], source: Source
) -> frozenset[Aspect]:
    kind = SourceKind(source.kind)
    return frozenset(
        aspect
        for aspect, confirmed_on in record.confirmed.items()
        if outranks(Fact(confirmed_on, kind), old.get(aspect))
    )


def _set_columns(write: _Write) -> None:
    for aspect in write.aspects:
        for name in FIELDS_OF_ASPECT.get(aspect, ()):
            setattr(write.listing, name, getattr(write.record, name))


def _ids(writes: Iterable[_Write], aspect: Aspect) -> list[int]:
    return [one.listing.pk for one in writes if aspect in one.aspects]


def _write_offices(writes: Sequence[_Write]) -> None:
    """Keep offices that have the same ref, because openings hang on them."""
    winning = [one for one in writes if Aspect.CONTACT in one.aspects]
    refs = {one.listing.pk: {office.ref for office in one.record.offices} for one in winning}
    gone = [
        pk
        for pk, listing_id, ref in Office.objects.filter(listing_id__in=refs).values_list(
            "pk", "listing_id", "ref"
        )
        if ref not in refs[listing_id]
    ]
    Office.objects.filter(pk__in=gone).delete()
    offices = [
        Office(listing=one.listing, **_columns(office))
        for one in winning
        for office in one.record.offices
    ]
    columns = [
        field.name
        for field in Office._meta.concrete_fields
        if field.name not in {"id", "listing", "ref", "country"}
    ]
    Office.objects.bulk_create(
        offices,
        update_conflicts=True,
        unique_fields=["listing", "ref"],
        update_fields=columns,
    )


def _columns(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}  # type: ignore[attr-defined]


def _replace(
    model: type[models.Model],
    aspect: Aspect,
    writes: Sequence[_Write],
    rows_of: Callable[[_Write], Iterable[models.Model]],
) -> None:
    """Replace all rows of an aspect in the listings in which the record wins."""
    manager = model._default_manager
    manager.filter(listing_id__in=_ids(writes, aspect)).delete()
    manager.bulk_create([row for one in writes if aspect in one.aspects for row in rows_of(one)])


def _licences(one: _Write, term_ids: Mapping[str, int]) -> Iterator[Licence]:
    for licence in one.record.licences:
        columns = _columns(licence) | {"profession_id": term_ids[licence.profession]}
        columns.pop("profession")
        yield Licence(listing=one.listing, **columns)


def _coverage(one: _Write, term_ids: Mapping[str, int]) -> Iterator[Coverage]:
    for row in one.record.coverage:
        yield Coverage(
            listing=one.listing,
            payer_id=term_ids[row.payer],
            network=row.network,
            plan=row.plan,
        )


def _fees(one: _Write, term_ids: Mapping[str, int]) -> Iterator[Fee]:
    for fee in one.record.fees:
        columns = _columns(fee)
        format_ = columns.pop("format")
        yield Fee(
            listing=one.listing,
            format_id=term_ids[str(format_)] if format_ else None,
            **columns,
        )


def _replace_openings(writes: Sequence[_Write], term_ids: Mapping[str, int]) -> None:
    ids = _ids(writes, Aspect.OPENINGS)
    offices = {
        (listing_id, ref): pk
        for pk, listing_id, ref in Office.objects.filter(listing_id__in=ids).values_list(
            "pk", "listing_id", "ref"
        )
    }
    # An office may be gone by a newer word about contact: then nothing is open there.
    _replace(
        Opening,
        Aspect.OPENINGS,
        writes,
        lambda one: (
            Opening(
                listing=one.listing,
                office_id=offices[one.listing.pk, row.office] if row.office else None,
                payer_id=term_ids[row.payer] if row.payer else None,
                state=row.state,
                weeks=row.weeks,
            )
            for row in one.record.openings
            if not row.office or (one.listing.pk, row.office) in offices
        ),
    )


def _replace_terms(writes: Sequence[_Write], term_ids: Mapping[str, int]) -> None:
    """Terms belong to several aspects, by their scheme."""
    schemes = {
        scheme: aspect_of_scheme(scheme) for scheme in {key.split(":")[0] for key in term_ids}
    }
    for aspect in set(schemes.values()):
        ListingTerm.objects.filter(
            listing_id__in=_ids(writes, aspect),
            term__scheme__in=[scheme for scheme, of in schemes.items() if of is aspect],
        ).delete()
    ListingTerm.objects.bulk_create(
        ListingTerm(
            listing=one.listing,
            term_id=term_ids[row.term],
            emphasis=row.emphasis,
            training=row.training,
            proficiency=row.proficiency,
            is_member=row.is_member,
        )
        for one in writes
        for row in one.record.terms
        if schemes[row.term.split(":")[0]] in one.aspects
    )


def _attestations(
    writes: Iterable[_Write], source: Source, publication: Publication
) -> list[Attestation]:
    return [
        Attestation(
            listing=one.listing,
            aspect=aspect,
            source_kind=source.kind,
            source=source,
            method=publication.method,
            confirmed_on=one.record.confirmed[aspect],
        )
        for one in writes
        for aspect in sorted(one.aspects)
    ]
