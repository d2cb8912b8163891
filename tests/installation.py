"""An installation as a person has it: a data directory, and `rapport` started on it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.made_once import made_once


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


def initialised(request: pytest.FixtureRequest, directory: Path) -> Installation:
    """Give an installation in this directory as `rapport init` makes one, which takes seconds."""

    def init(directory: Path) -> None:
        result = installation_in(directory).run("init")
        assert result.returncode == 0, result.stderr

    shutil.copytree(made_once(request, "installation", init), directory, dirs_exist_ok=True)
    return installation_in(directory)


@pytest.fixture(scope="session")
def ready(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give an installation after `rapport init`. No test may change it."""
    return initialised(request, tmp_path_factory.mktemp("installation"))
