"""What the pages tell people to type exists: targets of make, commands of rapport."""

import re

import click
import pytest

from tests.conftest import ROOT
from tests.docs.pages import PAGES, Page, named

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):(?!=)", MAKEFILE, re.MULTILINE))
EXPLAINED = set(re.findall(r"^([a-z][a-z-]*):.* ## \S", MAKEFILE, re.MULTILINE))
PHONY = set(" ".join(re.findall(r"^\.PHONY:(.*)$", MAKEFILE, re.MULTILINE)).split())


def test_make_help_explains_every_target() -> None:
    assert TARGETS
    assert EXPLAINED == TARGETS == PHONY


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_targets_of_make_exist(page: Page) -> None:
    told = [
        word
        for arguments in page.told("make")
        for word in arguments
        if re.fullmatch(r"[a-z][a-z-]*", word)
    ]
    assert set(told) <= TARGETS


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_of_rapport_exist(page: Page) -> None:
    unknown = [arguments for arguments in page.told("rapport") if not exists(arguments)]
    assert unknown == []


def exists(arguments: list[str]) -> bool:
    """Follow the words down the command groups; what comes after a command is its own."""
    from rapport.cli.main import main  # noqa: PLC0415  # a test must not need it to be collected

    command: click.Command = main
    for word in arguments:
        if not isinstance(command, click.Group) or not re.fullmatch(r"[a-z][a-z-]*", word):
            return True
        if word not in command.commands:
            return False
        command = command.commands[word]
    return True


def test_every_command_of_rapport_is_explained_somewhere() -> None:
    told = [arguments for page in PAGES for arguments in page.told("rapport")]
    unexplained = [
        " ".join(command)
        for command in all_commands()
        if not any(arguments[: len(command)] == command for arguments in told)
    ]
    assert not unexplained, f"No page shows these commands of rapport: {unexplained}"


def all_commands() -> list[list[str]]:
    """Give the words of every command that does something: `vocabulary check`."""
    from rapport.cli.main import main  # noqa: PLC0415  # as above

    groups: list[tuple[list[str], click.Group]] = [([], main)]
    found = []
    while groups:
        words, group = groups.pop()
        for name, command in group.commands.items():
            if isinstance(command, click.Group):
                groups.append(([*words, name], command))
            else:
                found.append([*words, name])
    return found


@pytest.mark.parametrize(
    ("arguments", "is_there"),
    [
        (["vocabulary", "check", "mine/"], True),
        (["--version"], True),
        (["demo", "--port", "8001"], True),
        (["vocabulary", "invented"], False),
        (["invented"], False),
    ],
)
def test_an_invented_command_is_found_out(arguments: list[str], is_there: bool) -> None:
    assert exists(arguments) is is_there
