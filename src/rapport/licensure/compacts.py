"""Which professions have an interstate compact."""

import csv
from importlib.resources import files

_TABLE = files("rapport.licensure").joinpath("data/compacts.csv").read_text("utf-8")

PROFESSIONS_WITH_COMPACT: frozenset[str] = frozenset(
    row["profession"] for row in csv.DictReader(_TABLE.splitlines())
)
"""Slugs of professions; data/README.md names the sources and what is left out."""
