"""The command `rapport`: one group, one file a command."""

import os
import sys

import click

from rapport import __version__
from rapport.cli.check import check
from rapport.cli.demo import demo
from rapport.cli.encyclopedia import encyclopedia
from rapport.cli.import_ import import_
from rapport.cli.index import index
from rapport.cli.init import init
from rapport.cli.search import search
from rapport.cli.serve import serve
from rapport.cli.vocabulary import vocabulary

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.settings")


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Rapport: a therapist finder that tells the truth."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


for command in (init, demo, serve, import_, index, search, vocabulary, encyclopedia, check):
    main.add_command(command)
