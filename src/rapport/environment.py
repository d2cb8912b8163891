"""The settings an operator gives by environment variables: one table, read once."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_FILE = "secret.key"  # noqa: S105 (a file name)
SHORTEST_SECRET = 50


def _text(value: str) -> str:
    return value.strip()


def _switch(value: str) -> bool:
    answers = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if value.strip().lower() not in {*answers, ""}:
        raise ValueError("give 1 or 0")
    return answers.get(value.strip().lower(), False)


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _directory(value: str) -> Path:
    return Path(value.strip()).expanduser().resolve()


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError("give a whole number of 1 or more")
    return number


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: `parse` raises ValueError with what to give instead."""

    name: str
    default: str
    meaning: str
    parse: Callable[[str], object]


VARIABLES = (
    Variable(
        "RAPPORT_DATA_DIR",
        ".data",
        "Where the database, the secret key and uploads live. Back this directory up.",
        _directory,
    ),
    Variable(
        "RAPPORT_DATABASE_URL",
        "",
        "Database, e.g. postgres://user:password@host/name. Empty: SQLite in the data directory.",
        _text,
    ),
    Variable(
        "RAPPORT_SECRET_KEY",
        "",
        "Key that signs sessions and encrypts search addresses, at least 50 characters. "
        "Empty: the file secret.key in the data directory, which `rapport init` writes.",
        _text,
    ),
    Variable(
        "RAPPORT_ALLOWED_HOSTS",
        "",
        "Host names this site answers to, separated by commas. Obligatory but in the demo.",
        _names,
    ),
    Variable(
        "RAPPORT_DEMO",
        "0",
        "1 serves the invented directory on this machine over plain HTTP. Never use it in public.",
        _switch,
    ),
    Variable(
        "RAPPORT_BEHIND_PROXY",
        "0",
        "1 trusts X-Forwarded-Proto, for a site behind a proxy that always sets it.",
        _switch,
    ),
    Variable(
        "RAPPORT_WORKERS",
        "2",
        "Worker processes that `rapport serve` starts; each runs four threads.",
        _positive,
    ),
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables as Python values; see `VARIABLES` for what each means."""

    data_dir: Path
    database_url: str
    secret_key: str
    allowed_hosts: list[str]
    demo: bool
    behind_proxy: bool
    workers: int


def read_environment(given: Mapping[str, str] = os.environ) -> Environment:
    """Read all variables. Raises ImproperlyConfigured that names the variable and the reason."""
    values: dict[str, object] = {}
    for variable in VARIABLES:
        text = given.get(variable.name, variable.default) or variable.default
        try:
            values[variable.name.removeprefix("RAPPORT_").lower()] = variable.parse(text)
        except ValueError as error:
            raise ImproperlyConfigured(f"{variable.name}={text!r}: {error}") from error
    return Environment(**values)  # type: ignore[arg-type]  # the table and the class agree by test


def secret_key(environment: Environment) -> str:
    """Give the secret key from the variable or the data directory. Refuses weak and missing ones.

    The demo makes its own, so that it starts with one command.
    """
    file = environment.data_dir / SECRET_KEY_FILE
    if not environment.secret_key and not file.exists():
        if not environment.demo:
            raise ImproperlyConfigured(
                f"No secret key: set RAPPORT_SECRET_KEY, or run `rapport init` to write {file}"
            )
        write_secret_key(environment.data_dir)
    key = environment.secret_key or file.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST_SECRET or len(set(key)) < 5:  # noqa: PLR2004
        raise ImproperlyConfigured(
            f"RAPPORT_SECRET_KEY is too weak: give at least {SHORTEST_SECRET} random characters"
        )
    return key


def write_secret_key(data_dir: Path) -> Path:
    """Write a new secret key that only this user can read, unless there is one; give its path."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / SECRET_KEY_FILE
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(64) + "\n")
    return file


def allowed_hosts(environment: Environment) -> list[str]:
    """Give the host names; without any only the demo starts, on this machine's own names."""
    if "*" in environment.allowed_hosts:
        raise ImproperlyConfigured("RAPPORT_ALLOWED_HOSTS cannot be *: name the hosts")
    if environment.allowed_hosts:
        return environment.allowed_hosts
    if environment.demo:
        return ["localhost", "127.0.0.1", "[::1]"]
    raise ImproperlyConfigured("Set RAPPORT_ALLOWED_HOSTS to the name of your site")
