"""Measures memory and pace of `rapport import nppes` on invented files of growing size.

`python -m benchmarks.registry [ROWS ...]` (default 100,000 and 1,000,000), each as CSV and zipped.
One provider in eight is of behavioral health, as about in the real file; one in ten has a
further location.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

COLUMNS_OF_2025 = 330
BEHAVIORAL_EVERY, LOCATION_EVERY, DEACTIVATED_EVERY = 8, 10, 40
BEHAVIORAL, OTHERS = ("1041C0700X", "103TC0700X", "101YM0800X"), ("208600000X", "1223G0001X")
CHILD, PREPARED = "--import", "--prepare"


def main(sizes: list[int]) -> None:
    """Print a line for each file: seconds, rows a second, megabytes above a file without rows."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        os.environ |= {
            "RAPPORT_DEMO": "1",
            "RAPPORT_DATA_DIR": name,
            "DJANGO_SETTINGS_MODULE": "rapport.settings",
        }
        started()
        at_rest = measured(files_of(directory, 0)).megabytes
        print(f"a file without rows: {at_rest:.1f} MB at the most")
        for rows in sizes:
            files = files_of(directory, rows)
            of_csv = measured(files)
            report(f"{rows:,} rows, CSV", rows, of_csv, at_rest)
            report(f"{rows:,} rows, CSV, again", rows, measured(files, of_csv.data), at_rest)
            report(f"{rows:,} rows, zip", rows, measured([zipped(directory, files)]), at_rest)


def report(what: str, rows: int, one: "Measured", at_rest: float) -> None:
    """Print a line."""
    above = one.megabytes - at_rest
    print(
        f"{what}: {one.seconds:.0f} s, {rows / one.seconds:,.0f} rows a second, {above:+.1f} MB, "
        f"{one.new:,} new, {one.unchanged:,} unchanged",
        flush=True,
    )


class Measured:
    """What the child that imported said of itself."""

    def __init__(self, said: dict[str, float], data: str) -> None:
        self.seconds, self.megabytes = said["seconds"], said["megabytes"]
        self.new, self.unchanged = int(said["new"]), int(said["unchanged"])
        self.data = data


def measured(files: list[Path], data: str = "") -> Measured:
    """Import in a process of its own, into a new data directory or the one given."""
    if not data:
        data = tempfile.mkdtemp(dir=files[0].parent)
        in_a_child(data, PREPARED)
    return Measured(json.loads(in_a_child(data, CHILD, *map(str, files))), data)


def in_a_child(data: str, *words: str) -> str:
    """Run this module anew on a data directory, so that its memory is that of one thing only."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.registry", *words],
        env=os.environ | {"RAPPORT_DATA_DIR": data},
        check=True,
        capture_output=True,
        text=True,
    )
    return said.stdout


def import_and_tell(files: list[Path]) -> None:
    """Import npidata, with the pl file beside it if it is given, and print what it took."""
    from rapport.ingest.nppes import SideFiles, import_nppes  # noqa: PLC0415

    began = time.monotonic()
    done = import_nppes(files[:1], SideFiles(pl=files[1] if files[1:] else None))
    said = {
        "seconds": time.monotonic() - began,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "new": done.new,
        "unchanged": done.unchanged,
    }
    print(json.dumps(said))


def files_of(directory: Path, rows: int) -> list[Path]:
    """Write an npidata and a pl file."""
    from rapport.ingest.nppes_parts import PL_COLUMNS  # noqa: PLC0415
    from rapport.ingest.nppes_rows import COLUMNS, OF_TAXONOMY  # noqa: PLC0415

    names = [*COLUMNS.values()]
    names += [f"{one}{n}" for one in OF_TAXONOMY.values() for n in range(1, 16)]
    names += [f"Other column {n}" for n in range(COLUMNS_OF_2025 - len(names))]
    npidata = directory / f"npidata_pfile_{rows}.csv"
    pl = directory / f"pl_pfile_{rows}.csv"
    with npidata.open("w") as stream, pl.open("w") as further:
        stream.write(_line(names))
        further.write(_line(PL_COLUMNS.values()))
        for npi, said in providers(rows):
            stream.write(_line(said.get(name, "") for name in names))
            if int(npi) // 10 % LOCATION_EVERY == 0:
                place = {"npi": npi, "street": "2 SECOND ST", "city": "TRENTON", "state": "NJ"}
                further.write(_line(place.get(name, "") for name in PL_COLUMNS))
    return [npidata, pl]


def _line(cells: Iterable[str]) -> str:
    return '"' + '","'.join(cells) + '"\n'


def providers(rows: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Invent rows; the dictionaries name only the columns that are filled in."""
    from rapport.ingest.nppes_rows import COLUMNS  # noqa: PLC0415

    for number in range(rows):
        npi = npi_of(100_000_000 + number)
        if number % DEACTIVATED_EVERY == DEACTIVATED_EVERY - 1:
            yield npi, {COLUMNS["npi"]: npi, COLUMNS["deactivated"]: "01/02/2021"}
            continue
        is_behavioral = number % BEHAVIORAL_EVERY == 0
        codes = BEHAVIORAL if is_behavioral else OTHERS
        said = {
            "npi": npi,
            "entity": "1",
            "last": f"FAMILY{number % 9_973}",
            "first": f"GIVEN{number % 997}",
            "credentials": "LCSW",
            "street": f"{number % 899} MAIN STREET",
            "city": "NEWARK",
            "state": "NJ",
            "postcode": "071021234",
            "country": "US",
            "phone": f"97355501{number % 100:02}",
            "enumerated": "05/23/2006",
            "updated": "07/08/2019",
        }
        yield (
            npi,
            {COLUMNS[name]: value for name, value in said.items()}
            | {
                "Healthcare Provider Taxonomy Code_1": codes[number % len(codes)],
                "Healthcare Provider Primary Taxonomy Switch_1": "Y",
                "Provider License Number_1": f"44SC{number:08}",
                "Provider License Number State Code_1": "NJ",
            },
        )


def npi_of(nine_digits: int) -> str:
    """Complete an NPI by its check digit: Luhn over 80840 and the number (CMS)."""
    digits = [int(one) for one in f"80840{nine_digits}"]
    doubled = [sum(divmod(2 * one, 10)) for one in digits[::-2]]
    return f"{nine_digits}{-(sum(doubled) + sum(digits[-2::-2])) % 10}"


def zipped(directory: Path, files: list[Path]) -> Path:
    """Pack files as CMS does."""
    path = directory / f"{files[0].stem}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in files:
            archive.write(file, file.name)
    return path


def started() -> None:
    """Start Django with the environment there is."""
    import django  # noqa: PLC0415

    django.setup()


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        started()
        import_and_tell([Path(one) for one in sys.argv[2:]])
    elif sys.argv[1:2] == [PREPARED]:
        started()
        from rapport.cli.init import prepare

        prepare()
    else:
        main([int(one) for one in sys.argv[1:]] or [100_000, 1_000_000])
