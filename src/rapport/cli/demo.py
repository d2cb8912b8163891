"""`rapport demo`: an invented directory, served on this machine."""

import os
from time import perf_counter

import click

from rapport.cli.start import rapport_started


@click.command()
@click.option("--listings", default=3000, show_default=True, type=click.IntRange(1, 200_000))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--serve/--no-serve", "is_served", default=True, help="Serve it afterwards.")
def demo(listings: int, port: int, is_served: bool) -> None:
    """Fill the database with invented therapists and clinics, and serve them."""
    os.environ["RAPPORT_DEMO"] = "1"
    began = perf_counter()
    with rapport_started():
        from rapport.cli.init import prepare  # noqa: PLC0415
        from rapport.demo.seed import seed_demo  # noqa: PLC0415
        from rapport.demo.staff import PASSWORD, seed_staff  # noqa: PLC0415
        from rapport.encyclopedia.actions.load_library import load_library  # noqa: PLC0415

        prepare()
        report = seed_demo(listings)
        load_library()
        staff = seed_staff()
    if report.written:
        click.echo(f"Invented {report.written} listings; {report.hidden} of them are not shown.")
    click.echo(f"Ready after {perf_counter() - began:.0f} s.")
    if is_served:
        click.echo(LOOK_AT.format(port=port))
        for email, role in staff:
            click.echo(f"  {email:<24} {role}")
        click.echo(f"  password of each         {PASSWORD}\n\nStop it with Ctrl-C.")
        from rapport.cli.serve import run_server  # noqa: PLC0415

        run_server("127.0.0.1", port, 2)


LOOK_AT = """
Everybody in this directory is invented. Look at:

  http://localhost:{port}/                       search for “anxiety” near “Austin, TX”
  http://localhost:{port}/find                   every listing, with all filters
  http://localhost:{port}/how-we-order-results   the table that the order is made from
  http://localhost:{port}/about-the-data         what is listed, and where it comes from
  http://localhost:{port}/learn/self-compassion  an article, with references
  http://localhost:{port}/desk/                  the editor's desk; sign in as

"""
