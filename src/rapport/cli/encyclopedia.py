"""`rapport encyclopedia`: load the articles that come with Rapport, and check them."""

from pathlib import Path

import click

from rapport.cli.start import rapport_started


@click.group()
def encyclopedia() -> None:
    """Load and check the articles."""


@encyclopedia.command()
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of articles, LANGUAGE/KIND/NAME.md; without it, those that come with Rapport.",
)
def load(folder: Path | None) -> None:
    """Bring articles in; what an editor has changed since is left as it is."""
    with rapport_started():
        from rapport.encyclopedia.actions.load_library import load_library  # noqa: PLC0415
        from rapport.encyclopedia.article_files import LIBRARY, ArticleError  # noqa: PLC0415

        try:
            report = load_library(folder or LIBRARY)
        except ArticleError as error:
            raise click.ClickException("\n".join(error.problems)) from error
    click.echo(
        f"{len(report.added)} added, {len(report.updated)} updated, "
        f"{len(report.unchanged)} unchanged, {len(report.kept)} kept as an editor left them"
    )


@encyclopedia.command()
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of articles; without it, those that come with Rapport.",
)
def check(folder: Path | None) -> None:
    """Check grade, sentences, safe messaging, references, links and repetition."""
    from rapport.encyclopedia.article_files import LIBRARY  # noqa: PLC0415
    from rapport.encyclopedia.library_check import check_library, read_library  # noqa: PLC0415
    from rapport.vocabulary.files import shipped_schemes  # noqa: PLC0415

    articles, problems = read_library(folder or LIBRARY)
    terms = {f"{file.scheme}/{term.slug}" for file in shipped_schemes() for term in file.terms}
    problems += check_library(articles, terms)
    if problems:
        raise click.ClickException("\n".join([*problems, f"{len(problems)} problems"]))
    click.echo(f"{len(articles)} articles: nothing to mend")
