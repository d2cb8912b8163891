"""Rows and files of the NPI registry, made up."""

import csv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.registry import npi_of
from rapport.ingest.nppes_rows import COLUMNS, OF_TAXONOMY

SOCIAL_WORKER, PSYCHOLOGIST, SURGEON = "1041C0700X", "103TC0700X", "208600000X"
CENTER = "261QM0801X"
MAILING = "Provider First Line Business Mailing Address"

NPI = "1234567893"
PERSON = {
    COLUMNS["npi"]: NPI,
    COLUMNS["entity"]: "1",
    COLUMNS["last"]: "HARBOR-PIER",
    COLUMNS["first"]: "ADA",
    COLUMNS["credentials"]: "M.Q. / LCSW",
    MAILING: "9 Home Lane",
    COLUMNS["street"]: "1 PIER ROAD",
    COLUMNS["street2"]: "SUITE 2",
    COLUMNS["city"]: "NEWARK",
    COLUMNS["state"]: "NJ",
    COLUMNS["postcode"]: "071021234",
    COLUMNS["country"]: "US",
    COLUMNS["phone"]: "9735550101",
    COLUMNS["enumerated"]: "05/23/2006",
    COLUMNS["updated"]: "07/08/2019",
}
BLANK = {COLUMNS["npi"]: NPI, COLUMNS["deactivated"]: "01/02/2021"}


def taxonomy(
    number: int, code: str, licence: str = "", state: str = "", primary: str = "N"
) -> dict[str, str]:
    values = (code, licence, state, primary)
    starts = (OF_TAXONOMY[name] for name in ("code", "number", "state", "primary"))
    return {f"{start}{number}": value for start, value in zip(starts, values, strict=True)}


def person(**said: str) -> dict[str, str]:
    row = PERSON | taxonomy(1, SOCIAL_WORKER, "44SC001", "NJ", "Y")
    return row | {COLUMNS[name]: value for name, value in said.items()}


def people(number: int) -> list[dict[str, str]]:
    """Give rows that differ in number and name."""
    return [person(npi=npi_of(100_000_000 + n), last=f"FAMILY{n}") for n in range(number)]


def header(gender: str = "Provider Sex Code", is_new: bool = True) -> list[str]:
    names = [*COLUMNS.values(), MAILING, gender]
    for start in OF_TAXONOMY.values():
        names += [f"{start}{n}" for n in range(1, 16)]
    return names + ["Certification Date"] * is_new


def write(file: Path, *rows: dict[str, str], names: Iterable[str] = ()) -> Path:
    names = list(names) or header()
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(names)
        writer.writerows([[row.get(" ".join(name.split()), "") for name in names] for row in rows])
    return file
