"""docs/vocabulary.md and docs/searching.md name exactly what there is."""

import re

from rapport.directory.criteria import Criteria
from rapport.matching import Meeting, Sort
from rapport.vocabulary.files import shipped_schemes
from tests.conftest import ROOT
from tests.docs.pages import Page


def test_every_scheme_is_in_the_table_with_its_number_of_terms() -> None:
    told = {
        row[0].strip("`"): int(row[2])
        for row in Page(ROOT / "docs" / "vocabulary.md").table_rows
        if len(row) == 4 and row[2].isdigit()
    }
    assert told == {scheme.scheme: len(scheme.terms) for scheme in shipped_schemes()}


def test_every_field_of_a_search_is_in_the_table_and_no_other() -> None:
    rows = Page(ROOT / "docs" / "searching.md").table_rows
    told = {found[1] for row in rows if (found := re.fullmatch(r"`([a-z-]+)`", row[0]))}
    assert told == FULL.keys()


FULL = Criteria(
    words="x",
    said="x",
    near="x",
    within="1mi",
    meeting=(Meeting.VIDEO,),
    avoid=("x:y",),
    wishes=("x:y",),
    max_fee=1,
    openings=1,
    sort=Sort.FEE,
    page=2,
).fields() | {"day": ["2026-11-22"]}
