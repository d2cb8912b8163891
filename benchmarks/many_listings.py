"""Fills a database fast: copies of the invented directory, each a little farther from its town."""

import math
from typing import Any

from django.db import connection, models, transaction

from rapport.directory.actions.record_change import record_rebuild
from rapport.directory.models import (
    Attestation,
    Coverage,
    Fee,
    Licence,
    Listing,
    ListingTerm,
    Office,
    Opening,
)

STEP_DEGREES = 0.012
"""How far apart copies lie on a spiral: thirty copies of a town stay within seven kilometres."""

ALL: tuple[type[models.Model], ...] = (
    Listing,
    Office,
    ListingTerm,
    Coverage,
    Fee,
    Licence,
    Opening,
    Attestation,
)
COPIED = frozenset({Listing, Office})
"""Whose ids are moved along in the rows that point to them."""


def copy_listings(count: int) -> int:
    """Copy all listings until there are `count`; give how many there are then.

    Ids move by a stride for each copy, so that the database does the work: it copies rows by
    `INSERT … SELECT` and no object is made. Copies have no source record.
    """
    strides = {model: _highest(model) for model in ALL}
    originals = Listing.objects.count()
    copies = math.ceil(count / originals) - 1
    with transaction.atomic():
        for copy in range(1, copies + 1):
            most = count - originals * copy
            last = _last_copied(most) if most < originals else strides[Listing]
            for model in ALL:
                _copy(model, copy, strides, last)
        record_rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Listing.objects.count()


def _highest(model: type[models.Model]) -> int:
    found = model._default_manager.aggregate(highest=models.Max("pk"))["highest"]
    return int(found or 0)


def _last_copied(most: int) -> int:
    """Give the id up to which `most` of the originals lie."""
    ids = Listing.objects.order_by("pk").values_list("pk", flat=True)
    return int(ids[most - 1])


def _copy(
    model: type[models.Model], copy: int, strides: dict[type[models.Model], int], last: int
) -> None:
    quoted = connection.ops.quote_name
    fields = model._meta.concrete_fields
    chosen = [_expression(field, quoted(str(field.column)), copy, strides) for field in fields]
    owner = "id" if model is Listing else "listing_id"
    table, columns = (
        quoted(model._meta.db_table),
        ", ".join(quoted(str(one.column)) for one in fields),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {', '.join(chosen)} FROM {table}"
            f" WHERE {quoted('id')} <= %s AND {quoted(owner)} <= %s",
            [strides[model], last],
        )


def _expression(
    field: models.Field[Any, Any], column: str, copy: int, strides: dict[type[models.Model], int]
) -> str:
    """Give what stands in a column of a copy: moved ids, a public id of its own, a moved point."""
    if field.primary_key:
        return f"{column} + {copy * strides[field.model]}"
    if field.related_model in COPIED:
        target: Any = field.related_model
        return f"{column} + {copy * strides[target]}"
    if field.model is Listing and field.name == "public_id":
        return f"{column} || '{copy:05d}'"
    if field.name in {"latitude", "longitude"}:
        turn = math.sin if field.name == "latitude" else math.cos
        return f"{column} + {STEP_DEGREES * math.sqrt(copy) * turn(2.4 * copy):.6f}"
    return column
