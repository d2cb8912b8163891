"""Commands on an installation that is not ready say what to do, without a traceback."""

import pytest

from tests.cli.conftest import KEY
from tests.installation import Installation

COMMANDS = [["search", "anxiety"], ["index"], ["vocabulary", "sync"], ["check"], ["serve"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_before_init_it_asks_for_init(new: Installation, command: list[str]) -> None:
    result = new.run(*command, RAPPORT_SECRET_KEY=KEY)
    assert result.returncode == 1
    assert "rapport init" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_without_a_key_it_says_how_to_get_one(new: Installation, command: list[str]) -> None:
    result = new.run(*command)
    assert result.returncode == 1
    assert "No secret key" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_no_database_is_said_to_be_none(new: Installation) -> None:
    (new.directory / "rapport.sqlite3").write_text("this is a letter, not a database" * 100)
    result = new.run("search", "anxiety", RAPPORT_SECRET_KEY=KEY)
    assert result.returncode == 1
    assert "The database cannot be used" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_that_does_not_answer_is_said_so(new: Installation) -> None:
    nowhere = "postgres://nobody@127.0.0.1:9/none"
    result = new.run("index", RAPPORT_SECRET_KEY=KEY, RAPPORT_DATABASE_URL=nowhere)
    assert result.returncode == 1
    assert "The database cannot be used" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_version_and_help_need_nothing(new: Installation) -> None:
    assert new.run("--version").returncode == 0
    help_ = new.run("--help")
    assert help_.returncode == 0
    for command in ("init", "demo", "serve", "import", "index", "search", "vocabulary", "check"):
        assert f"\n  {command} " in help_.stdout
    assert "--payer" in new.run("search", "--help").stdout
    assert new.run("nonsense").returncode == 2
