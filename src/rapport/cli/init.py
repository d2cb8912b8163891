"""`rapport init`: a directory from nothing, or brought up to date."""

import click

from rapport.cli.start import rapport_started


@click.command()
def init() -> None:
    """Write a secret key, create or migrate the database, load the vocabulary.

    Safe to run again: what is there stays.
    """
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    from rapport.environment import read_environment, write_secret_key  # noqa: PLC0415

    try:
        environment = read_environment()
        if not environment.secret_key:
            click.echo(f"Secret key: {write_secret_key(environment.data_dir)}")
    except (ImproperlyConfigured, OSError) as error:
        raise click.ClickException(str(error)) from error
    with rapport_started():
        prepare()


def prepare() -> None:
    """Migrate the database, bring vocabulary, static files and crisis lines up to date."""
    from django.core.management import call_command  # noqa: PLC0415

    from rapport.directory.actions.record_change import record_rebuild  # noqa: PLC0415
    from rapport.operator.crisis_keeping import (  # noqa: PLC0415
        bring_in_shipped_lines,
        publish_crisis_lines,
    )
    from rapport.vocabulary.sync import sync_vocabulary  # noqa: PLC0415
    from rapport.web.static_files import collect_static_files  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    report = sync_vocabulary()
    if not report.is_empty:
        record_rebuild()
    click.echo(
        f"Vocabulary: {report.added} added, {report.changed} changed, {report.retired} retired"
    )
    collect_static_files()
    bring_in_shipped_lines()
    publish_crisis_lines()
