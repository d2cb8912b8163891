"""The demo's data files, read once and checked, as frozen values."""

import csv
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

DATA = files("rapport.demo").joinpath("data")

Share = Annotated[float, Field(ge=0, le=1)]
Shares = dict[str, Share]
Weights = dict[str, float]
Range = tuple[int, int]
Value = TypeVar("Value", bound="Table")


class Table(BaseModel):
    """A data file or a part of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class City(Table):
    """A large city; `emphasis` makes it better served than its population alone would."""

    city: str
    jurisdiction: str
    thousands: int
    emphasis: float
    area_code: str
    postal_towns: str


class Jurisdiction(Table):
    """What differs from state to state."""

    area_codes: tuple[int, ...]
    cost: float
    neighbours: tuple[str, ...]
    spanish: Share = 0.03


class Streets(Table):
    """Parts of invented addresses."""

    streets: tuple[str, ...]
    kinds: tuple[str, ...]
    units: tuple[str, ...]


class Family(Table):
    """Names that go together, and what often goes with them."""

    key: str
    weight: float
    regions: Weights = {}
    women: tuple[str, ...]
    men: tuple[str, ...]
    any: tuple[str, ...]
    last: tuple[str, ...]
    languages: Shares
    communities: Shares


class Names(Table):
    """Whose names there are, and how often."""

    families: tuple[Family, ...]
    mixed: Share
    avoid: frozenset[str]
    gender_shares: Shares
    pronouns: dict[str, Shares]


class Profession(Table):
    """A profession with its licences by state; `fee` in dollars where costs are average."""

    fee: int
    degrees: Shares
    extra: Shares
    credential: str
    in_state: dict[str, str]


class Privileges(Table):
    """The compact under which some work in other states."""

    compact: str
    profession: str
    among: frozenset[str]
    share: Share


class Professions(Table):
    """All professions, and who reads registers."""

    professions: dict[str, Profession]
    privileges: Privileges
    checkers: tuple[str, ...]


class FeeRules(Table):
    """Fees in dollars, rounded to `step`."""

    step: int
    low: int
    high: int
    doctors: frozenset[str]
    doctors_low: int
    doctors_high: int
    trainee_low: int
    trainee_high: int
    spread: tuple[int, ...]
    minutes: dict[int, Share]
    sliding: Share
    low_fee_seats: Share
    not_said: Share


class Money(Table):
    """Who pays, and how much."""

    kinds: Shares
    national: Shares
    categories: Shares
    public: frozenset[str]
    plans: tuple[str, ...]
    most: int
    out_of_network: Share
    fees: FeeRules
    terms: Shares


class Habit(Table):
    """How old the answers of some therapists are, in days; None where they never said."""

    share: Share
    openings: Range | None = None
    contact: Range
    coverage: Range | None = None
    fees: Range
    practice: Range


class RosterDay(Table):
    """When the roster was made."""

    years_ago: int
    month: int
    day: int


class Calendar(Table):
    """How old facts are."""

    habits: dict[str, Habit]
    roster: RosterDay


class Practice(Table):
    """What therapists offer beside expertise."""

    access: Shares
    access_remote: Shares
    times: Shares
    languages: Shares
    proficiency: Shares
    said: Shares
    meeting: Shares
    openings: Shares
    weeks: dict[str, tuple[int, ...]]
    specific: Shares
    own_words: Share
    multi_state: Share
    licence: Shares
    website: Share
    email: Share
    small_towns: Share


class Archetype(Table):
    """A kind of therapist: what the work is, and how such a person writes about it."""

    weight: float
    professions: Weights
    focus: tuple[str, ...]
    also: tuple[str, ...]
    core: tuple[str, ...]
    approaches: tuple[str, ...]
    trainings: dict[str, tuple[str, ...]]
    ages: Shares
    formats: Shares
    styles: tuple[str, ...]
    communities: Shares
    certifications: Shares
    is_member_of: Shares = {}
    names_from: Weights = {}
    lists: dict[str, tuple[str, ...]]
    headlines: tuple[str, ...]
    openings: tuple[str, ...]
    work: tuple[str, ...]
    endings: tuple[str, ...]


class Words(Table):
    """Sentences that any therapist may write."""

    background: tuple[str, ...]
    sessions: tuple[str, ...]
    practical: dict[str, tuple[str, ...]]
    endings: tuple[str, ...]
    numbers: tuple[str, ...]


class ClinicNames(Table):
    """Parts of invented names."""

    first: tuple[str, ...]
    last: tuple[str, ...]


class Clinics(Table):
    """What clinics offer and say."""

    names: ClinicNames
    settings: Shares
    care: Shares
    programmes: Shares
    concerns: tuple[str, ...]
    approaches: tuple[str, ...]
    ages: Shares
    formats: Shares
    access: Shares
    fees: Shares
    times: Shares
    headlines: tuple[str, ...]
    own_words: tuple[str, ...]


class GroupTopic(Table):
    """A therapy or support group."""

    name: str
    concerns: tuple[str, ...]
    line: str
    time: str
    ages: tuple[str, ...]


class Groups(Table):
    """What groups offer and say; fees in dollars."""

    topics: dict[str, GroupTopic]
    formats: Shares
    own_words: tuple[str, ...]
    fees: Shares
    fee_low: int
    fee_high: int


class Helpline(Table):
    """An invented helpline."""

    name: str
    line: str
    concerns: tuple[str, ...]
    ages: tuple[str, ...]
    languages: tuple[str, ...]


class Organizations(Table):
    """Clinics, groups and helplines."""

    clinics: Clinics
    groups: Groups
    helplines: tuple[Helpline, ...]
    helpline_words: str


class Settings(Table):
    """What the demo says of itself."""

    name: str
    operator_name: str
    contact_email: str
    policy: str


@cache
def _yaml(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(DATA.joinpath(name).read_text("utf-8"), Loader=loader)  # noqa: S506 (both are safe)


def table(kind: type[Value], name: str) -> Value:
    """Read the YAML file `name`. Raises pydantic.ValidationError if it is not as `kind` says."""
    checked: Value = _checked(kind, name)
    return checked


@cache
def _checked(kind: type[Table], name: str) -> Any:
    return kind.model_validate(_yaml(name))


@cache
def cities() -> tuple[City, ...]:
    """The large cities with the 2020 Census populations."""
    text = DATA.joinpath("cities.csv").read_text("utf-8")
    return tuple(City.model_validate(row) for row in csv.DictReader(text.splitlines()))


@cache
def jurisdictions() -> dict[str, Jurisdiction]:
    """The states by code, in the order of the file."""
    return TypeAdapter(dict[str, Jurisdiction]).validate_python(_yaml("jurisdictions.yaml"))


@cache
def archetypes() -> dict[str, Archetype]:
    """The kinds of therapists by the name of their file."""
    names = sorted(file.name for file in DATA.joinpath("archetypes").iterdir())
    return {
        name.removesuffix(".yaml"): table(Archetype, f"archetypes/{name}")
        for name in names
        if name.endswith(".yaml")
    }
