"""An import that is killed leaves nothing half done, and the next one completes it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.ingest.rosters import Roster, row, text_of


def test_an_import_killed_anywhere_leaves_nothing_half_done(tmp_path: Path, roster: Roster) -> None:
    first = tmp_path / "first.csv"
    first.write_text(text_of([row(number) for number in range(50)]))
    changed = [row(number, name=f"Renamed {number}", payers="Medicare") for number in range(25)]
    roster.write(*changed, *[row(number) for number in range(50, 180)])
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.ingest.killed_import"),
            *(str(tmp_path / "rapport.sqlite3"), str(roster.file), str(roster.mapping), str(first)),
        ],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before, after, *places = [json.loads(line) for line in done.stdout.splitlines()]
    killed, completed = places[::2], places[1::2]
    assert len(killed) == len(completed) == 10
    assert len(after["listings"]) == 180
    assert after["staged"] == 0
    for one in killed:
        of_directory = {name: value for name, value in one.items() if name != "staged"}
        assert of_directory in (without_staged(before), without_staged(after))
    assert all(one == after for one in completed)


def without_staged(state: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in state.items() if name != "staged"}
