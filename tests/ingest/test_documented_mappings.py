"""The mappings that docs/importing.md shows can be used, and it explains every part of one."""

import re

import yaml

from rapport.ingest.mapping import ColumnSpec, RosterMapping
from rapport.ingest.tables import FileSpec
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_examples_are_mappings() -> None:
    whole, values = (yaml.load(text, Loader=yaml.BaseLoader) for text in EXAMPLES)
    mapping = RosterMapping.model_validate(whole | values)
    assert mapping.columns.name == ("first", "last")
    assert mapping.values[0].targets["couples, families"] == ("format:couple", "format:family")


def test_every_part_and_every_column_is_explained() -> None:
    for model in (RosterMapping, ColumnSpec, FileSpec):
        missing = [name for name in model.model_fields if f"{name}" not in PAGE]
        assert not missing, f"docs/importing.md does not name {missing}"
