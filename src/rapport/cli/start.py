"""Start Django for a command, and turn what an operator can mend into a plain message."""

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def rapport_started() -> Iterator[None]:
    """Run the body with Django set up; settings and database errors become a message."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 (starts nothing)

    try:
        import django  # noqa: PLC0415 (reads the settings)

        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error
    from django.db.utils import DatabaseError, OperationalError, ProgrammingError  # noqa: PLC0415

    try:
        yield
    except DatabaseError as error:
        # DatabaseError itself is "file is not a database"; its other kinds are faults of ours.
        if type(error) not in {DatabaseError, OperationalError, ProgrammingError}:
            raise
        raise click.ClickException(
            f"The database cannot be used: {error}\nRun `rapport init` first."
        ) from error
