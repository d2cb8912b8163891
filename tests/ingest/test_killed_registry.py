"""A registry import that is killed has written whole providers only, and the next completes it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from rapport.ingest.nppes_parts import PL_COLUMNS
from rapport.ingest.nppes_rows import COLUMNS
from tests.conftest import ROOT
from tests.ingest.npidata import SURGEON, people, taxonomy, write

State = dict[str, dict[str, Any]]


def states_of(directory: Path) -> list[State]:
    """Import 60 people; then kill the import that changes, deactivates, removes and adds some."""
    rows = people(120)
    first = write(directory / "npidata_pfile_first.csv", *rows[:60])
    changed = [row | {COLUMNS["updated"]: "01/02/2024"} for row in rows]
    for row in changed[:10]:
        row.update(taxonomy(1, SURGEON))
    npis = [row[COLUMNS["npi"]] for row in rows]
    blank = [{COLUMNS["npi"]: npi, COLUMNS["deactivated"]: "01/02/2024"} for npi in npis[10:20]]
    second = write(directory / "npidata_pfile_second.csv", *changed[:10], *blank, *changed[20:])
    place = {PL_COLUMNS["street"]: "2 QUAY ROAD", PL_COLUMNS["city"]: "TRENTON"}
    places = [{PL_COLUMNS["npi"]: npi, **place} for npi in npis[20:]]
    pl = write(directory / "pl_pfile.csv", *places, names=PL_COLUMNS.values())
    files = [str(directory / "rapport.sqlite3"), str(first), str(second), str(pl)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingest.killed_registry", *files],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_registry_import_killed_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    before, after, *places = states_of(tmp_path)
    assert (len(before), len(after)) == (60, 110)
    assert sum(not entry["is_active"] for entry in after.values()) == 10
    assert sum(len(entry["further_addresses"]) for entry in after.values()) == 100
    killed, completed = places[::2], places[1::2]
    assert len(killed) == len(completed) == 10
    for state in killed:
        for npi in before.keys() | after.keys():
            assert state.get(npi) in (before.get(npi), after.get(npi)), npi
    assert any(state not in (before, after) for state in killed)  # some were between two batches
    assert all(state == after for state in completed)
