"""`rapport import`: rosters come in."""

import json
from pathlib import Path

import click

from rapport.cli.start import rapport_started


@click.group("import")
def import_() -> None:
    """Bring listings in from files."""


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", required=True, help="A YAML file, or the name of a shipped mapping.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def roster(file: Path, mapping: str, dry_run: bool, as_json: bool) -> None:
    """Import a CSV FILE by a mapping of its columns. The same file twice changes nothing."""
    with rapport_started():
        from rapport.ingest.problems import ImportRefused  # noqa: PLC0415
        from rapport.ingest.roster import import_roster  # noqa: PLC0415

        try:
            report = import_roster(file, mapping, is_dry_run=dry_run)
        except ImportRefused as refused:
            raise click.ClickException("\n".join(refused.problems)) from refused
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
