"""`rapport vocabulary`: check the scheme files, bring them into the database."""

from pathlib import Path

import click

from rapport.cli.start import rapport_started


@click.group()
def vocabulary() -> None:
    """The terms that listings and searches share."""


@vocabulary.command()
@click.argument("directory", required=False, type=click.Path(exists=True, file_okay=False))
def check(directory: str | None) -> None:
    """Check the scheme files, or those of DIRECTORY."""
    from rapport.vocabulary.files import (  # noqa: PLC0415
        SCHEMES_DIR,
        VocabularyError,
        read_schemes,
    )

    try:
        schemes = read_schemes(Path(directory) if directory else SCHEMES_DIR)
    except VocabularyError as error:
        raise click.ClickException("\n".join(error.problems)) from error
    click.echo(f"{len(schemes)} schemes, {sum(len(one.terms) for one in schemes)} terms: all good")


@vocabulary.command()
def sync() -> None:
    """Bring the scheme files into the database; the operator's own words stay."""
    with rapport_started():
        from rapport.directory.actions.record_change import record_rebuild  # noqa: PLC0415
        from rapport.vocabulary.sync import sync_vocabulary  # noqa: PLC0415

        report = sync_vocabulary()
        if not report.is_empty:
            record_rebuild()
    click.echo(
        f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.retired} retired"
    )


@vocabulary.command()
@click.option("--format", "format_", type=click.Choice(["turtle", "json-ld"]), default="turtle")
@click.option("--base", default="https://example.org/vocabulary/", show_default=True)
def export(format_: str, base: str) -> None:
    """Print all terms as SKOS, with the operator's own words, under the address BASE."""
    if not base.startswith(("http://", "https://")) or base[-1] not in "/#":
        raise click.BadParameter("give an address that ends in / or #", param_hint="--base")
    with rapport_started():
        from rapport.vocabulary.export import export_skos  # noqa: PLC0415
        from rapport.vocabulary.queries import load_vocabulary  # noqa: PLC0415

        click.echo(
            export_skos(load_vocabulary(), base, "turtle" if format_ == "turtle" else "json-ld")
        )


@vocabulary.command()
@click.argument("file", type=click.Path(path_type=Path))
def nucc(file: Path) -> None:
    """Load the texts of the provider taxonomy from the NUCC's own CSV FILE."""
    with rapport_started():
        from rapport.vocabulary.taxonomy import TaxonomyError, load_taxonomy  # noqa: PLC0415

        try:
            number = load_taxonomy(file)
        except TaxonomyError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{number} taxonomy codes loaded")
