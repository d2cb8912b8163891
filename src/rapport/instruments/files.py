"""Self-checks as YAML files: read, checked, and refused when they contradict themselves."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from rapport.instruments.consistency import problems_of
from rapport.instruments.instrument import Instrument

DATA_DIR = Path(__file__).resolve().parent / "data"

_READER = TypeAdapter(Instrument)


class InstrumentError(ValueError):
    """Files that cannot be used; each problem names file, field and reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_instrument(path: Path) -> Instrument:
    """Read one self-check. Raises InstrumentError that names every problem."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        instrument = _READER.validate_python(raw)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InstrumentError([f"{path.name}: not readable as YAML: {error}"]) from error
    except ValidationError as error:
        raise InstrumentError(
            f"{path.name}: {_where(problem['loc'])}: {problem['msg']}" for problem in error.errors()
        ) from error
    problems = [f"{path.name}: {problem}" for problem in problems_of(instrument)]
    if instrument.slug != path.stem:
        problems.append(f"{path.name}: slug: the file is named differently from its slug")
    if problems:
        raise InstrumentError(problems)
    return instrument


def _where(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc) or "file"


def read_instruments(directory: Path = DATA_DIR) -> tuple[Instrument, ...]:
    """Read all files of a directory, by name. Raises InstrumentError with all problems."""
    instruments: list[Instrument] = []
    problems: list[str] = []
    for path in sorted(directory.glob("*.yaml")):
        try:
            instruments.append(read_instrument(path))
        except InstrumentError as error:
            problems += error.problems
    if problems:
        raise InstrumentError(problems)
    return tuple(instruments)


@cache
def shipped_instruments() -> Mapping[str, Instrument]:
    """The self-checks that come with the package by slug, read once."""
    return {instrument.slug: instrument for instrument in read_instruments()}
