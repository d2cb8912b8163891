"""docs/settings.md lists every setting, and no page names one that does not exist."""

import re

import pytest

from rapport.environment import VARIABLES
from scripts.write_docs import pages
from tests.conftest import ROOT
from tests.docs.pages import PAGES, Page, named

FOR_TESTS = {"RAPPORT_TEST_DATABASE_URL"}
SETTINGS = {variable.name for variable in VARIABLES}


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\bRAPPORT_[A-Z0-9_]*[A-Z0-9]\b", text))


def test_generated_pages_are_up_to_date() -> None:
    stale = [
        str(path.relative_to(ROOT))
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, "run `make docs` and commit the result"


def test_every_setting_is_on_the_page_and_no_other() -> None:
    page = Page(ROOT / "docs" / "settings.md")
    documented = {row[0].strip("`") for row in page.table_rows if row[0].startswith("`")}
    assert documented == SETTINGS


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_pages_name_only_settings_that_exist(page: Page) -> None:
    assert names_in(page.text) <= SETTINGS | FOR_TESTS
