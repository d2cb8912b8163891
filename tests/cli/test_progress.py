"""How far an import is: a bar with the time left on a terminal, plain lines in a log."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from rapport.cli import progress
from rapport.cli.main import main
from rapport.cli.progress import progress_line, progress_shown
from rapport.ingest.reading import SoFar
from rapport.vocabulary.sync import sync_vocabulary
from tests.ingest.rosters import Roster, few_schemes, row


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_said: object) -> None:
        """Text stays text: the command asks a real stream for another error handler."""


def test_a_line_says_share_rows_rate_and_time_left() -> None:
    line = progress_line(SoFar(20_000, 250, 1_000), seconds=10)
    assert line == "25%, 20,000 rows read, 2,000 a second, 0 min 30 s left"


def test_hours_are_said_as_hours() -> None:
    line = progress_line(SoFar(1_000_000, 1, 101), seconds=100)
    assert line.endswith("2 h 46 min left")


def test_of_a_workbook_nobody_knows_how_much_is_left() -> None:
    assert progress_line(SoFar(500, 0, 0), seconds=1) == "500 rows read, 500 a second"


def test_before_anything_is_read_no_time_is_invented() -> None:
    assert "not known yet" in progress_line(SoFar(0, 0, 1_000), seconds=1)


def test_writing_has_a_pace_of_its_own() -> None:
    line = progress_line(SoFar(11_375, 1_000, 4_000, is_writing=True), seconds=2)
    assert line == "25%, 1,000 listings written, 500 a second, 0 min 06 s left"


def test_an_import_on_a_terminal_shows_a_bar_that_becomes_full(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, db: None
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    sync_vocabulary(few_schemes())
    roster = Roster(tmp_path)
    roster.write(*[row(number) for number in range(1_200)])
    words = ["import", "roster", str(roster.file), "--mapping", str(roster.mapping)]
    main(words, standalone_mode=False)
    shown = [line.rstrip() for line in terminal.getvalue().split("\r")]
    assert any(line.startswith("[##") and "1,000 rows read" in line for line in shown)
    assert any("1,000 listings written" in line for line in shown)
    assert shown[-1].startswith(f"[{'#' * 20}] 100%, 1,200 listings written")
    assert terminal.getvalue().endswith("\n")
    assert max(map(len, shown)) < 100


def test_elsewhere_there_is_a_plain_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress_shown() as show:
        show(SoFar(1_000, 1, 10))
        monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0)
        show(SoFar(2_000, 2, 10))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("20%, 2,000 rows read")
    assert "\r" not in line
