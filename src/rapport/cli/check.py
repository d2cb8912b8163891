"""`rapport check`: is this directory fit to be opened, and how good is its data?"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from rapport.cli.start import rapport_started

if TYPE_CHECKING:
    from rapport.directory.quality import Quality


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the data-quality report as JSON.")
def check(as_json: bool) -> None:
    """Check settings, migrations, vocabulary and crisis lines; report on the data.

    Only what makes the directory unfit fails; overdue crisis lines and old data are warnings.
    """
    with rapport_started():
        from rapport.directory.indexing import live_index  # noqa: PLC0415
        from rapport.directory.quality import quality  # noqa: PLC0415

        problems = list(_problems())
        if problems:
            raise click.ClickException("\n".join(problems))
        live = live_index()
        report = quality(live, live.built_on)
        lines = [*_warnings(), *_lines(report)]
    click.echo(json.dumps(asdict(report), indent=2) if as_json else "\n".join(lines))


def _problems() -> Iterator[str]:
    from django.core.management import CommandError, call_command  # noqa: PLC0415

    from rapport.vocabulary.files import VocabularyError, shipped_schemes  # noqa: PLC0415

    try:
        call_command("check", deploy=True, fail_level="WARNING", verbosity=0)
        call_command("migrate", check_unapplied=True, verbosity=0)
        shipped_schemes()
    except CommandError as error:
        yield str(error)
    except SystemExit:
        yield "The database is behind the code: run `rapport init`."
    except VocabularyError as error:
        yield from error.problems


def _warnings() -> Iterator[str]:
    from rapport.ingest.queries import unmatched_values  # noqa: PLC0415
    from rapport.operator.crisis import crisis_lines  # noqa: PLC0415
    from rapport.operator.queries import operator_settings, operators_today  # noqa: PLC0415

    for line in crisis_lines():
        if line.is_overdue(operators_today()):
            name = line.call or line.web
            yield f"warning: read the source of the crisis line {name} again: {line.source}"
    if not operator_settings().policy:
        yield "warning: no listing policy is written down"
    for source, column, value, count in unmatched_values():
        yield f"warning: {source}: {column}: “{value}” is unknown ({count} times)"


def _lines(report: "Quality") -> Iterator[str]:
    yield f"{report.listings} listings are shown"
    yield f"  {report.without_point} have an office without a point on the map"
    yield f"  {report.without_way_to_meet} have no lawful way to meet anybody today"
    yield f"  {report.expired_licences} licences ran out"
    yield f"  {report.unanswered} therapists have not answered a question yet"
    yield f"  {report.open_reports} reports of mistakes are open"
    for ages in report.ages:
        counts = ", ".join(f"{count} {freshness}" for freshness, count in ages.counts.items())
        yield f"  {ages.aspect}: {counts}"
    yield "All good."
