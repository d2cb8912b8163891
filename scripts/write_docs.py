"""Write the pages of the documentation that come from code; `make docs` calls it.

A test compares each committed page with what is written here, so that no page can be out of date.
"""

from pathlib import Path

from rapport.environment import VARIABLES

ROOT = Path(__file__).resolve().parent.parent

SETTINGS_HEAD = """\
# Settings

<!-- Written by `make docs` from src/rapport/environment.py. Change it there. -->

Rapport is configured by environment variables. They are read when it starts; a value that cannot
be understood stops it with a message that names the variable. In a true installation only the host
names have to be given.

| Variable | Default | Meaning |
|---|---|---|
"""


def pages() -> dict[Path, str]:
    """Give the path and the whole text of every generated page."""
    return {ROOT / "docs" / "settings.md": settings_page()}


def settings_page() -> str:
    """Give the page of all environment variables, in the order of their table."""
    rows = [
        f"| `{variable.name}` | {_code(variable.default)} | {_cell(variable.meaning)} |\n"
        for variable in VARIABLES
    ]
    return SETTINGS_HEAD + "".join(rows)


def _code(text: str) -> str:
    return f"`{text}`" if text else "empty"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write every page that has changed, and say which."""
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
