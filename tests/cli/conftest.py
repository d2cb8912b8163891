"""The command in this process on the cast, and as a person starts it on an installation."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rapport.cli.main import main
from tests.cast import Cast
from tests.cast import cast as cast
from tests.installation import Installation, installation_in
from tests.installation import ready as ready

Rapport = Callable[..., Result]
KEY = "x7Q!mB2vNz8KpLw4RtYc9JhGf3DsAe6UiOo1PqWnEkTyMj5V0123456789"


@pytest.fixture
def rapport(cast: Cast, db: None) -> Rapport:
    """Run a command on the cast; what it raises and does not catch fails the test."""

    def run(*arguments: str) -> Result:
        return CliRunner(catch_exceptions=False).invoke(main, arguments)

    return run


@pytest.fixture
def new(tmp_path: Path) -> Installation:
    """Give an installation in which nothing was done yet."""
    return installation_in(tmp_path)
