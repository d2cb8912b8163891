"""One lexicon of the shipped vocabulary for all tests of this directory."""

import pytest

from benchmarks.words.__main__ import shipped_entries
from rapport.understanding import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.build(shipped_entries())
