"""What a person filled in, checked field by field, and back into fields.

The same reading serves the form, the address token, the command line and JSON, so that a search
means the same everywhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from django.utils.translation import gettext as _

from rapport.directory.place_wording import why_no_distance
from rapport.matching import Meeting, Sort
from rapport.places import DistanceError, parse_distance
from rapport.vocabulary.snapshot import Vocabulary

LONGEST_WORDS = 200
LONGEST_PLACE = 100
HIGHEST_FEE = 10_000
LONGEST_WAIT_DAYS = 365
LONGEST_NUMBER = 9
HIGHEST_PAGE = 5_000
DEFAULT_RADIUS = "25mi"

Fields = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one field, in a sentence for the person."""

    field: str
    message: str


class InvalidSearch(ValueError):
    """A search that cannot be understood."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Criteria:
    """A search as the person put it.

    `words` are looked for in names and texts; `said` is what was typed before it was understood.
    `terms` maps a scheme to chosen `scheme:slug` keys. `within` keeps the unit it was given in;
    `max_fee` is in whole units of the currency; `openings` is the longest wait in days; `day` is
    the day whose rotation of equals is shown.
    """

    words: str = ""
    said: str = ""
    near: str = ""
    within: str = ""
    meeting: tuple[Meeting, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    avoid: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    max_fee: int | None = None
    openings: int | None = None
    sort: Sort = Sort.BEST
    page: int = 1
    day: date | None = None

    @property
    def radius_km(self) -> float:
        """The radius in kilometres, the usual one if none was given."""
        return parse_distance(self.within or DEFAULT_RADIUS)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was asked for."""
        return self.fields() == Criteria().fields()

    def fields(self) -> dict[str, list[str]]:
        """Give the form fields that read back as these criteria; empty ones are left out."""
        fields = {
            "q": [self.words],
            "said": [self.said],
            "near": [self.near],
            "within": [self.within],
            "meeting": [str(one) for one in self.meeting],
            "not": list(self.avoid),
            "wish": list(self.wishes),
            "max-fee": [] if self.max_fee is None else [str(self.max_fee)],
            "openings": [] if self.openings is None else [str(self.openings)],
            "sort": [] if self.sort is Sort.BEST else [str(self.sort)],
            "page": [] if self.page == 1 else [str(self.page)],
            "day": [] if self.day is None else [self.day.isoformat()],
        }
        fields |= {
            scheme: [key.partition(":")[2] for key in keys] for scheme, keys in self.terms.items()
        }
        return {
            name: [value for value in values if value]
            for name, values in fields.items()
            if any(values)
        }

    def with_terms(self, scheme: str, keys: Iterable[str]) -> "Criteria":
        """Give the same search, from its first page, with other choices in one scheme."""
        terms = dict(self.terms) | {scheme: tuple(dict.fromkeys(keys))}
        kept = {name: chosen for name, chosen in terms.items() if chosen}
        return replace(self, terms=MappingProxyType(kept), page=1)


class _Reader:
    """Reads fields one by one and collects what is wrong with them."""

    def __init__(self, fields: Fields, vocabulary: Vocabulary) -> None:
        self.fields = {
            name: [value.strip() for value in values if value.strip()]
            for name, values in fields.items()
        }
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []

    def text(self, name: str, longest: int) -> str:
        value = " ".join(" ".join(self.fields.get(name, [])).split())
        if "\x00" in value:
            self.refuse(name, _("Use letters and numbers: there is a character we cannot read."))
            return ""
        if len(value) > longest:
            self.refuse(name, _("Use at most %(n)d characters.") % {"n": longest})
        return value

    def number(self, name: str, highest: int) -> int | None:
        value = self.text(name, LONGEST_PLACE).lstrip("$").strip()
        if not value:
            return None
        digits = value.lstrip("0")
        is_number = value.isascii() and value.isdigit() and len(digits) <= LONGEST_NUMBER
        if not is_number or not 0 < int(digits or "0") <= highest:
            self.refuse(
                name, _("Enter a whole number from 1 to %(highest)d.") % {"highest": highest}
            )
            return None
        return int(value)

    def distance(self, name: str) -> str:
        value = self.text(name, LONGEST_PLACE)
        if value:
            try:
                parse_distance(value)
            except DistanceError as error:
                self.refuse(name, why_no_distance(error))
                return ""
        return value

    def one_of(self, name: str, choices: Iterable[str], default: str) -> str:
        value = self.text(name, LONGEST_PLACE)
        allowed = list(choices)
        if value and value not in allowed:
            self.refuse(name, _("Choose one of: %(names)s.") % {"names": ", ".join(allowed)})
        return value if value in allowed else default

    def meetings(self, name: str) -> tuple[Meeting, ...]:
        chosen = self.fields.get(name, [])
        strangers = [value for value in chosen if value not in set(Meeting)]
        if strangers:
            names = ", ".join(Meeting)
            self.refuse(name, _("Choose one of: %(names)s.") % {"names": names})
        return tuple(one for one in Meeting if one in chosen)

    def terms(self, scheme: str) -> tuple[str, ...]:
        found = []
        for value in self.fields.get(scheme, []):
            term = self.vocabulary.find(scheme, value)
            if term is None:
                self.refuse(
                    scheme,
                    _("We do not know “%(value)s” here.") % {"value": value[:LONGEST_PLACE]},
                )
            else:
                found.append(term.key)
        return tuple(dict.fromkeys(found))

    def any_terms(self, name: str) -> tuple[str, ...]:
        found = []
        for value in self.fields.get(name, []):
            if value in self.vocabulary.terms:
                found.append(value)
            else:
                self.refuse(
                    name, _("We do not know “%(value)s” here.") % {"value": value[:LONGEST_PLACE]}
                )
        return tuple(dict.fromkeys(found))

    def day(self, name: str) -> date | None:
        value = self.text(name, LONGEST_PLACE)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.refuse(name, _("Enter a date such as 2026-05-31."))
            return None

    def refuse(self, name: str, message: str) -> None:
        self.problems.append(Problem(name, message))


def read_criteria(fields: Fields, vocabulary: Vocabulary) -> Criteria:
    """Read fields; unknown ones are ignored. Raises InvalidSearch with every problem."""
    reader = _Reader(fields, vocabulary)
    # How to meet is a question of offices, not of terms, though its words are a scheme too.
    schemes = [scheme for scheme in vocabulary.schemes if scheme != "meeting"]
    chosen = {scheme: reader.terms(scheme) for scheme in schemes}
    criteria = Criteria(
        words=reader.text("q", LONGEST_WORDS),
        said=reader.text("said", LONGEST_WORDS),
        near=reader.text("near", LONGEST_PLACE),
        within=reader.distance("within"),
        meeting=reader.meetings("meeting"),
        terms=MappingProxyType({scheme: keys for scheme, keys in chosen.items() if keys}),
        avoid=reader.any_terms("not"),
        wishes=reader.any_terms("wish"),
        max_fee=reader.number("max-fee", HIGHEST_FEE),
        openings=reader.number("openings", LONGEST_WAIT_DAYS),
        sort=Sort(reader.one_of("sort", Sort, Sort.BEST)),
        page=reader.number("page", HIGHEST_PAGE) or 1,
        day=reader.day("day"),
    )
    if reader.problems:
        raise InvalidSearch(reader.problems)
    return criteria
