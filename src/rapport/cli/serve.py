"""`rapport serve`: the site, by gunicorn."""

import os
import sys

import click

from rapport.cli.start import rapport_started

THREADS = 4


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), help="Instead of RAPPORT_WORKERS.")
def serve(port: int, host: str, workers: int | None) -> None:
    """Serve the site. Put a proxy with TLS in front of it."""
    with rapport_started():
        from django.conf import settings  # noqa: PLC0415

        if not settings.STATIC_ROOT.exists():
            raise click.ClickException("Run `rapport init` first: there are no static files yet.")
        number = workers or settings.ENVIRONMENT.workers
    run_server(host, port, number)


def run_server(host: str, port: int, workers: int) -> None:
    """Replace this process by gunicorn with threads, the application loaded before forking."""
    os.execv(  # noqa: S606 (our own interpreter, no text from outside)
        sys.executable,
        [
            *(sys.executable, "-m", "gunicorn", "rapport.web.wsgi:application"),
            *("--bind", f"{host}:{port}"),
            *("--workers", str(workers)),
            *("--threads", str(THREADS)),
            *("--config", "python:rapport.web.gunicorn_settings"),
        ],
    )
