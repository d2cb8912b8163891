"""Tell every index that listings changed."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from rapport.directory.models import Change, ChangeClock

THE_ONLY_ROW = 1

REBUILD_ABOVE = 5_000
"""More changed listings than this rebuild an index instead of growing its overlay."""


def record_changes(listing_ids: Iterable[int]) -> None:
    """Write changed listings to the log. Call it last in the transaction that changed them."""
    ids = sorted(set(listing_ids))
    if len(ids) > REBUILD_ABOVE:
        record_rebuild()
    elif ids:
        _append(ids)


def record_rebuild() -> None:
    """Write to the log that every document must be made anew."""
    _append([None])


@transaction.atomic
def _append(listing_ids: list[int] | list[None]) -> None:
    ChangeClock.objects.get_or_create(pk=THE_ONLY_ROW)
    ChangeClock.objects.filter(pk=THE_ONLY_ROW).update(seq=F("seq") + len(listing_ids))
    last = ChangeClock.objects.get(pk=THE_ONLY_ROW).seq
    first = last - len(listing_ids) + 1
    Change.objects.bulk_create(
        Change(seq=seq, listing_id=id_) for seq, id_ in enumerate(listing_ids, start=first)
    )
