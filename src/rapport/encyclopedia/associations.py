"""Professional associations: data with the day on which each link was really read."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict

from rapport.encyclopedia.references import Line, checked_address

_DATA = Path(__file__).resolve().parent / "data" / "associations.yaml"


class Association(BaseModel):
    """An association; `checked` is the day its page was read, nothing if nobody has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    short: str = ""
    about: Line
    area: Line
    url: Annotated[Line, AfterValidator(checked_address)]
    checked: date | None = None
    source: Line


@cache
def associations() -> tuple[Association, ...]:
    """Give all associations, in the order of the file."""
    data = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return tuple(Association.model_validate(one) for one in data["associations"])
