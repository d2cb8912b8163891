"""The command in this process on the cast, and as a person starts it on an installation."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rapport.cli.main import main
from tests.cast import Cast
from tests.cast import cast as cast

Rapport = Callable[..., Result]
KEY = "x7Q!mB2vNz8KpLw4RtYc9JhGf3DsAe6UiOo1PqWnEkTyMj5V0123456789"


@pytest.fixture
def rapport(cast: Cast, db: None) -> Rapport:
    """Run a command on the cast; what it raises and does not catch fails the test."""

    def run(*arguments: str) -> Result:
        return CliRunner(catch_exceptions=False).invoke(main, arguments)

    return run


@dataclass(frozen=True)
class Installation:
    """A data directory with the environment that its commands are given."""

    directory: Path
    variables: dict[str, str]

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run `rapport` as a person does; `variables` are added to the environment."""
        clean = {name: value for name, value in os.environ.items() if "RAPPORT" not in name}
        clean.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # set by browser tests in this process
        clean.pop("DJANGO_SETTINGS_MODULE", None)
        return subprocess.run(
            [Path(sys.executable).with_name("rapport"), *arguments],
            env=clean | self.variables | variables,
            cwd=self.directory,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


def installation_in(directory: Path) -> Installation:
    variables = {"RAPPORT_DATA_DIR": str(directory), "RAPPORT_ALLOWED_HOSTS": "find.example.org"}
    return Installation(directory, variables)


@pytest.fixture
def new(tmp_path: Path) -> Installation:
    """Give an installation in which nothing was done yet."""
    return installation_in(tmp_path)


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give an installation after `rapport init`. No test may change it."""
    installation = installation_in(tmp_path_factory.mktemp("installation"))
    result = installation.run("init")
    assert result.returncode == 0, result.stderr
    return installation
