"""`rapport index`: build the index from the database and say what is in it."""

from time import perf_counter

import click

from rapport.cli.start import rapport_started


@click.command()
@click.option("--rebuild", is_flag=True, help="Make every running worker build its index anew.")
def index(rebuild: bool) -> None:
    """Bring the index and its file up to date, and print its size and time.

    Workers take the file up by themselves. A small directory has none: workers build in memory.
    """
    with rapport_started():
        from rapport.directory.actions.record_change import record_rebuild  # noqa: PLC0415
        from rapport.directory.index_file import refresh_file  # noqa: PLC0415
        from rapport.operator.queries import operators_today  # noqa: PLC0415
        from rapport.vocabulary.queries import load_vocabulary  # noqa: PLC0415

        if rebuild:
            record_rebuild()
        began = perf_counter()
        built = refresh_file(load_vocabulary(), operators_today())
    if built is None:
        click.echo("Another process is building the index.")
        return
    click.echo(
        f"{len(built.index)} listings indexed in {perf_counter() - began:.2f} s, "
        f"change {built.seq}, facts aged to {built.made_on}"
    )
