"""An invented roster and its mapping, in small changes of which the tests consist."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from rapport.vocabulary.files import SchemeFile, shipped_schemes

TERMS = frozenset(
    {
        "age:adults",
        "age:children",
        "approach:cbt",
        "approach:emdr",
        "care:mental-health",
        "concern:anxiety",
        "credential:lcsw",
        "credential:lmhc",
        "fee:sliding-scale",
        "format:group",
        "gender:woman",
        "gender:man",
        "kind:clinic",
        "kind:therapist",
        "kind:group",
        "language:english",
        "language:spanish",
        "meeting:in-person",
        "meeting:video",
        "payer:aetna",
        "payer:medicaid",
        "payer:medicare",
        "profession:clinical-social-worker",
        "profession:psychologist",
        "setting:outpatient",
    }
)
"""What these tests need of the vocabulary: reading all of it would take a second a test."""

MAPPING = """\
source:
  slug: harbor
  name: Harbor Association
date: 2026-10-01
consent_basis: roster-member
kind: clinic
key: id
columns:
  name: name
  npi: npi
  headline: motto
  street: [street, suite]
  city: city
  jurisdiction: state
  postcode: zip
  phone: [phone, phone 2]
  email: email
  website: website
values:
  - column: payers
    map:
      Medicaid: payer:medicaid
      Medicare: payer:medicare
  - column: therapies
    map:
      Cognitive, behavioral therapy: approach:cbt
      Cognitive: concern:anxiety
      Group: format:group
      Video: meeting:video
    ignore: ["Other, not listed"]
"""

PLAIN_ROW = {
    "id": "H-1",
    "name": "Harbor Counseling",
    "npi": "1234567893",
    "motto": "By the sea",
    "street": "1 Pier Road",
    "suite": "",
    "city": "Newark",
    "state": "NJ",
    "zip": "07102",
    "phone": "973-555-0101",
    "phone 2": "",
    "email": "desk@harbor.example",
    "website": "https://harbor.example",
    "payers": "Medicaid",
    "therapies": "Group",
}
HEADER = tuple(PLAIN_ROW)


def few_schemes() -> list[SchemeFile]:
    """The shipped schemes with nothing but `TERMS`."""
    few = []
    for scheme in shipped_schemes():
        kept = [term for term in scheme.terms if f"{scheme.scheme}:{term.slug}" in TERMS]
        terms = [term.model_copy(update={"broader": (), "related": ()}) for term in kept]
        few.append(scheme.model_copy(update={"terms": tuple(terms)}))
    return few


def row(number: int = 1, **cells: str) -> dict[str, str]:
    """One row; `number` makes it another clinic than the next."""
    own = {"id": f"H-{number}", "name": f"Harbor Counseling {number}", "npi": ""}
    return PLAIN_ROW | own | {name.replace("_", " "): cell for name, cell in cells.items()}


def text_of(rows: Iterable[dict[str, str]], delimiter: str = ",") -> str:
    """Rows as CSV."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, HEADER, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


class Roster:
    """A directory with a roster and a mapping, and what importing them gives."""

    def __init__(self, directory: Path) -> None:
        self.file = directory / "roster.csv"
        self.mapping = directory / "mapping.yaml"
        self.mapping.write_text(MAPPING, encoding="utf-8")

    def write(self, *rows: dict[str, str]) -> "Roster":
        """Write these rows as the roster."""
        return self.write_text(text_of(rows))

    def write_text(self, text: str, encoding: str = "utf-8") -> "Roster":
        """Write a text as the roster."""
        return self.write_bytes(text.encode(encoding))

    def write_bytes(self, content: bytes) -> "Roster":
        """Write bytes as the roster."""
        self.file.write_bytes(content)
        return self

    def change_mapping(self, old: str, new: str) -> "Roster":
        """Replace a part of the mapping."""
        text = self.mapping.read_text(encoding="utf-8")
        assert old in text
        self.mapping.write_text(text.replace(old, new), encoding="utf-8")
        return self
