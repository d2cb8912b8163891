"""`rapport index`: build the index from the database and say what is in it."""

from time import perf_counter

import click

from rapport.cli.start import rapport_started


@click.command()
@click.option("--rebuild", is_flag=True, help="Make every running worker build its index anew.")
def index(rebuild: bool) -> None:
    """Build the index, as every worker does when it starts, and print its size and time."""
    with rapport_started():
        from rapport.directory.actions.record_change import record_rebuild  # noqa: PLC0415
        from rapport.directory.indexing import forget_index, live_index  # noqa: PLC0415

        if rebuild:
            record_rebuild()
        forget_index()
        began = perf_counter()
        live = live_index()
    click.echo(
        f"{len(live.index)} listings indexed in {perf_counter() - began:.2f} s, "
        f"change {live.seq}, facts aged to {live.built_on}"
    )
