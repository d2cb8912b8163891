"""`rapport init` makes a directory from nothing, and may be run again."""

import pytest

from tests.installation import Installation


def test_the_first_time_it_makes_everything(ready: Installation) -> None:
    names = {path.name for path in ready.directory.iterdir()}
    assert {"secret.key", "rapport.sqlite3", "static"} <= names
    assert (ready.directory / "secret.key").stat().st_mode & 0o777 == 0o600


def test_the_second_time_it_changes_nothing(ready: Installation) -> None:
    key = (ready.directory / "secret.key").read_text(encoding="ascii")
    again = ready.run("init")
    assert again.returncode == 0
    assert "Vocabulary: 0 added, 0 changed, 0 retired" in again.stdout
    assert (ready.directory / "secret.key").read_text(encoding="ascii") == key


def test_what_it_made_passes_the_check(ready: Installation) -> None:
    check = ready.run("check")
    assert check.returncode == 0, check.stderr
    assert "All good." in check.stdout


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"RAPPORT_ALLOWED_HOSTS": ""}, "Set RAPPORT_ALLOWED_HOSTS"),
        ({"RAPPORT_ALLOWED_HOSTS": "*"}, "cannot be *"),
        ({"RAPPORT_DEMO": "perhaps"}, "RAPPORT_DEMO='perhaps': give 1 or 0"),
        ({"RAPPORT_SECRET_KEY": "weak"}, "too weak"),
        ({"RAPPORT_DATA_DIR": "/dev/null/data"}, "/dev/null/data"),
        ({"RAPPORT_DATABASE_URL": "mysteriousql://x"}, "mysteriousql"),
    ],
    ids=lambda value: "".join(value) if isinstance(value, dict) else "",
)
def test_what_is_set_wrongly_is_named(
    new: Installation, variables: dict[str, str], says: str
) -> None:
    result = new.run("init", **variables)
    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
