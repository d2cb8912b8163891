"""`rapport import`: rosters and registries come in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapport.cli.progress import progress_shown
from rapport.cli.start import rapport_started

if TYPE_CHECKING:
    from rapport.ingest.registry_report import RegistryReport
    from rapport.ingest.report import Report

_FILE = click.Path(path_type=Path)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say what would change.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")


@click.group("import")
def import_() -> None:
    """Bring listings in from files."""


@contextmanager
def _refusals_shown() -> Iterator[None]:
    """Start Django; what is wrong with a file or mapping becomes a plain message."""
    with rapport_started():
        from rapport.ingest.problems import ImportRefused  # noqa: PLC0415

        try:
            yield
        except ImportRefused as refused:
            raise click.ClickException("\n".join(refused.problems)) from refused


@import_.command()
@click.argument("file", type=_FILE)
@click.option("--mapping", required=True, help="A YAML file, or the name of a shipped mapping.")
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the roster speaks of, instead of the mapping's.",
)
@click.option("--withdraw-missing", is_flag=True, help="Withdraw listings whose row has vanished.")
@_DRY_RUN
@_JSON
def roster(
    file: Path,
    mapping: str,
    on: datetime | None,
    withdraw_missing: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import a CSV or XLSX FILE by a mapping of its columns.

    The same file twice changes nothing. A listing whose row has vanished is reported, and
    withdrawn only with --withdraw-missing.
    """
    with _refusals_shown():
        from rapport.ingest.roster import import_roster  # noqa: PLC0415

        with progress_shown() as progress:
            report = import_roster(
                file,
                mapping,
                is_dry_run=dry_run,
                withdraw_missing=withdraw_missing,
                on=on.date() if on else None,
                progress=progress,
            )
    _show(report, as_json)


@import_.command()
@click.argument("file", type=_FILE)
@click.option("--output", type=_FILE, help="Write the draft here instead of printing it.")
@click.option("--sheet", default="", help="The sheet of a workbook, if not its first.")
@click.option("--encoding", default="", help="The file's encoding, if it is not found out.")
def guess(file: Path, output: Path | None, sheet: str, encoding: str) -> None:
    """Write a draft mapping for FILE: columns guessed, samples shown, unknown values listed.

    What is not sure stands in a comment or under `todo`. The draft publishes nothing until you
    say in it on what right the listings are published.
    """
    with _refusals_shown():
        from rapport.ingest.guess import guess_mapping  # noqa: PLC0415
        from rapport.ingest.problems import ImportRefused  # noqa: PLC0415
        from rapport.ingest.tables import FileSpec  # noqa: PLC0415

        draft = guess_mapping(file, FileSpec(sheet=sheet, encoding=encoding))
        if output is None:
            click.echo(draft, nl=False)
            return
        try:
            with output.open("x", encoding="utf-8") as stream:
                stream.write(draft)
        except FileExistsError as error:
            raise ImportRefused(f"{output}: is there already, and is not overwritten") from error
        except OSError as error:
            raise ImportRefused(f"{output}: cannot be written: {error.strerror}") from error
    click.echo(f"Written to {output}. Read it, then: rapport import roster FILE --mapping {output}")


@import_.command()
@click.argument("files", type=_FILE, nargs=-1)
@click.option("--othername", type=_FILE, help="Further names of organizations (othername file).")
@click.option("--pl", type=_FILE, help="Further practice locations (pl file).")
@click.option("--deactivated", type=_FILE, help="CMS's list of deactivated NPIs, XLSX or CSV.")
@click.option(
    "--state",
    "states",
    multiple=True,
    help="Only providers who practise in this state (NJ or US-NJ); several are allowed.",
)
@_DRY_RUN
@_JSON
def nppes(
    files: tuple[Path, ...],
    states: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    **side: Path | None,
) -> None:
    """Load behavioral-health providers of the NPI registry (npidata FILES, CSV or .zip).

    The registry is for checking and pre-filling: nothing is published from it. An archive's own
    othername and pl files are read too. Run it again after an interruption, and with every weekly
    file: only what differs is written.
    """
    if not files and not side["deactivated"]:
        raise click.UsageError("Name at least one FILE, or a list with --deactivated.")
    with _refusals_shown():
        from rapport.ingest.nppes import SideFiles, import_nppes  # noqa: PLC0415

        with progress_shown() as progress:
            report = import_nppes(files, SideFiles(**side), states, dry_run, progress)
    _show(report, as_json)


def _show(report: "Report | RegistryReport", as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
