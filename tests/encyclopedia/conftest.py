"""A small part of the library in the database."""

from pathlib import Path

import pytest

from tests.encyclopedia.small_library import copy_small_library


@pytest.fixture
def small_library(tmp_path: Path) -> Path:
    """Give a folder with a few of the shipped articles."""
    return copy_small_library(tmp_path / "library")
