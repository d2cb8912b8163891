"""`rapport check`: is this directory fit to be opened?"""

import click

from rapport.cli.start import rapport_started


@click.command()
def check() -> None:
    """Check settings, migrations, vocabulary and crisis lines. Warnings do not fail."""
    with rapport_started():
        from django.core.management import CommandError, call_command  # noqa: PLC0415

        from rapport.operator.crisis import crisis_lines  # noqa: PLC0415
        from rapport.operator.queries import operator_settings, operators_today  # noqa: PLC0415
        from rapport.vocabulary.files import VocabularyError, shipped_schemes  # noqa: PLC0415

        problems = []
        try:
            call_command("check", deploy=True, fail_level="WARNING", verbosity=0)
            call_command("migrate", check_unapplied=True, verbosity=0)
            shipped_schemes()
        except CommandError as error:
            problems.append(str(error))
        except SystemExit:
            problems.append("The database is behind the code: run `rapport init`.")
        except VocabularyError as error:
            problems += error.problems
        for line in crisis_lines():
            if line.is_overdue(operators_today()):
                click.echo(f"warning: read the source of the crisis line {line.call} again")
        if not operator_settings().policy:
            click.echo("warning: no listing policy is written down")
    if problems:
        raise click.ClickException("\n".join(problems))
    click.echo("All good.")
