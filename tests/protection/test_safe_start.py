"""A site does not start with settings that would endanger those who visit it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from rapport.environment import allowed_hosts, read_environment, secret_key, write_secret_key

KEY = "x7Q!mB2vNz8KpLw4RtYc9JhGf3DsAe6UiOo1PqWnEkTyMj5V"
SAFE = {"RAPPORT_SECRET_KEY": KEY + "0123456789", "RAPPORT_ALLOWED_HOSTS": "find.example.org"}


def refusal(action: object) -> str:
    with pytest.raises(ImproperlyConfigured) as raised:
        action()  # type: ignore[operator]
    return str(raised.value)


def given(directory: Path, **variables: str) -> dict[str, str]:
    return {"RAPPORT_DATA_DIR": str(directory)} | {
        f"RAPPORT_{name.upper()}": value for name, value in variables.items()
    }


def test_without_a_key_it_says_how_to_get_one(tmp_path: Path) -> None:
    said = refusal(lambda: secret_key(read_environment(given(tmp_path))))
    assert "RAPPORT_SECRET_KEY" in said
    assert "rapport init" in said
    assert str(tmp_path / "secret.key") in said


@pytest.mark.parametrize("key", ["short", "a" * 80, "ab" * 40, KEY[:49]])
def test_a_weak_key_is_refused(tmp_path: Path, key: str) -> None:
    said = refusal(lambda: secret_key(read_environment(given(tmp_path, secret_key=key))))
    assert "too weak" in said
    assert "at least 50" in said
    assert key not in said


def test_a_weak_key_in_the_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("password\n", encoding="ascii")
    assert "too weak" in refusal(lambda: secret_key(read_environment(given(tmp_path))))


def test_the_key_is_written_once_and_for_its_owner_only(tmp_path: Path) -> None:
    file = write_secret_key(tmp_path / "new" / "place")
    first = file.read_text(encoding="ascii")
    assert file.stat().st_mode & 0o777 == 0o600
    assert write_secret_key(file.parent) == file
    assert file.read_text(encoding="ascii") == first
    assert secret_key(read_environment(given(file.parent))) == first.strip()


@pytest.mark.parametrize(
    ("hosts", "says"),
    [
        ("", "Set RAPPORT_ALLOWED_HOSTS to the name of your site"),
        ("  , ", "Set RAPPORT_ALLOWED_HOSTS"),
        ("*", "cannot be *"),
        ("find.example.org,*", "cannot be *"),
    ],
)
def test_hosts_have_to_be_named(tmp_path: Path, hosts: str, says: str) -> None:
    environment = read_environment(given(tmp_path, allowed_hosts=hosts))
    assert says in refusal(lambda: allowed_hosts(environment))


def test_the_demo_answers_on_this_machine_only(tmp_path: Path) -> None:
    environment = read_environment(given(tmp_path, demo="1"))
    assert allowed_hosts(environment) == ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAPPORT_DEMO", "perhaps"),
        ("RAPPORT_BEHIND_PROXY", "2"),
        ("RAPPORT_WORKERS", "many"),
        ("RAPPORT_WORKERS", "0"),
        ("RAPPORT_WORKERS", "-1"),
    ],
)
def test_a_value_that_cannot_be_names_its_variable(name: str, value: str) -> None:
    said = refusal(lambda: read_environment({name: value}))
    assert said.startswith(f"{name}={value!r}")


def run(directory: Path, variables: dict[str, str], *arguments: str) -> tuple[int, str]:
    """Run a command in the environment of an installation."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    clean.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # set by browser tests in this process
    result = subprocess.run(
        [sys.executable, *arguments],
        env=clean
        | {"RAPPORT_DATA_DIR": str(directory), "DJANGO_SETTINGS_MODULE": "rapport.settings"}
        | variables,
        capture_output=True,
        text=True,
        check=False,
        cwd=directory,
    )
    return result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("left_out", "says"),
    [("RAPPORT_SECRET_KEY", "No secret key"), ("RAPPORT_ALLOWED_HOSTS", "Set RAPPORT_ALLOWED")],
)
def test_the_site_is_not_served_without_them(tmp_path: Path, left_out: str, says: str) -> None:
    variables = {name: value for name, value in SAFE.items() if name != left_out}
    code, said = run(
        tmp_path, variables, "-c", "from rapport.cli.main import main; main()", "serve"
    )
    assert code == 1
    assert says in said
    assert "Traceback" not in said


def test_djangos_own_checks_find_nothing_in_production_settings(tmp_path: Path) -> None:
    check = ["check", "--deploy", "--fail-level", "WARNING"]
    code, said = run(tmp_path, SAFE, "-m", "django", *check)
    assert (code, "no issues" in said) == (0, True), said


def test_production_speaks_https_and_says_so_for_a_year(tmp_path: Path) -> None:
    program = """
import django; django.setup()
from django.conf import settings
from django.test import Client
answer = Client().get("/nowhere", headers={"host": "find.example.org"})
print(answer.status_code, answer["Location"])
answer = Client().put("/find", headers={"host": "find.example.org"}, secure=True)
print(answer.status_code, answer["Strict-Transport-Security"])
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.DEBUG)
"""
    code, said = run(tmp_path, SAFE, "-c", program)
    assert "301 https://find.example.org/nowhere" in said, said
    assert "405 max-age=31536000\n" in said
    assert "True True False" in said
    assert code == 0
