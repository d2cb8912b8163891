"""Provider taxonomy (NUCC): its texts are loaded from the file that an operator has.

The code set is copyright of the AMA and the NUCC and may not be redistributed here, so this package
ships only the codes that its professions correspond to.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from rapport.vocabulary.models import TaxonomyCode

CODE_LENGTH = 10
NEEDED = ("Code", "Grouping", "Classification", "Specialization", "Display Name")


class TaxonomyError(ValueError):
    """A file that is not the NUCC code set; the message names file, line and reason."""


@transaction.atomic
def load_taxonomy(path: Path) -> int:
    """Replace the texts by those of a NUCC CSV file; give the number of codes."""
    codes = list(_read(path))
    TaxonomyCode.objects.all().delete()
    TaxonomyCode.objects.bulk_create(codes)
    return len(codes)


def _read(path: Path) -> Iterator[TaxonomyCode]:
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise TaxonomyError(f"{path.name}, line 1: no column “{missing[0]}”")
            for row in reader:
                yield _code(path, reader.line_num, row, seen)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TaxonomyError(f"{path.name}: not readable: {error}") from error
    if not seen:
        raise TaxonomyError(f"{path.name}: there is no code in it")


def _code(path: Path, line: int, row: dict[str, str], seen: set[str]) -> TaxonomyCode:
    code = (row["Code"] or "").strip()
    if len(code) != CODE_LENGTH or not code.isalnum() or code in seen:
        raise TaxonomyError(f"{path.name}, line {line}, Code: “{code[:20]}” is no new code")
    seen.add(code)
    return TaxonomyCode(
        code=code,
        grouping=row["Grouping"] or "",
        classification=row["Classification"] or "",
        specialization=row["Specialization"] or "",
        name=row["Display Name"] or row["Classification"] or "",
    )


def taxonomy_name(code: str) -> str:
    """Give a code's name, or the code itself if its text was never loaded."""
    return TaxonomyCode.objects.filter(code=code).values_list("name", flat=True).first() or code
