"""Rows that were written once and are put back for each file of tests, in any database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class StoredTable:
    """All rows of one table, as the database gives and takes them."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class AfterMigrations:
    """What the migrations wrote: a test that commits ends with empty tables."""

    tables: ClassVar[tuple[StoredTable, ...]] = ()


def tables_now() -> tuple[StoredTable, ...]:
    """Read every table of every model."""
    return tuple(_read())


def _read() -> Iterator[StoredTable]:
    quoted = connection.ops.quote_name
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.managed and not options.proxy:
            columns = tuple(field.column for field in options.local_concrete_fields if field.column)
            names = ", ".join(map(quoted, columns))
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {names} FROM {quoted(options.db_table)}")
                yield StoredTable(options.db_table, columns, tuple(cursor.fetchall()))


@transaction.atomic
def put_back(tables: tuple[StoredTable, ...]) -> None:
    """Make the tables hold these rows and no others; foreign keys are checked at the end."""
    quoted = connection.ops.quote_name
    for table in tables:
        names = ", ".join(map(quoted, table.columns))
        places = ", ".join(["%s"] * len(table.columns))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {quoted(table.name)}")
            if not table.rows:
                continue
            cursor.executemany(
                f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({places})", table.rows
            )
    ContentType.objects.clear_cache()  # a flush may have numbered them anew in between
