"""A draft mapping for a file nobody has described yet; a person reads it before it counts."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rapport.ingest.column_guesses import Guesses, ValueGuess, guess_columns, key_columns
from rapport.ingest.column_profiles import Profile, profile_columns
from rapport.ingest.tables import FileSpec, Table, open_table
from rapport.vocabulary.queries import load_vocabulary

JOINED = {
    "name": ("name", "second_name"),
    "street": ("street", "second_street"),
    "phone": ("phone", "second_phone"),
}
"""Fields of a mapping that take several guessed columns."""

PLAIN = ("npi", "pronouns", "headline", "own_words", "practising_since")
PLACE = ("city", "jurisdiction", "postcode", "latitude", "longitude", "home")
REACHED_BY = ("email", "website")


def guess_mapping(file: Path, spec: FileSpec | None = None) -> str:
    """Give a draft mapping as YAML text. Raises ImportRefused if the file is no table."""
    spec = spec or FileSpec()
    table = open_table(file, spec)
    profiles, rows = profile_columns(table)
    guesses = guess_columns(profiles, load_vocabulary())
    draft = _Draft(table, spec, profiles, guesses, rows)
    return "\n".join(draft.lines()) + "\n"


LATEST_ZONE = timezone(timedelta(hours=-12))
"""Where a day comes last: a day that has come there has come wherever the operator is."""


class _Draft:
    """Writes guesses as YAML with samples."""

    def __init__(
        self, table: Table, spec: FileSpec, profiles: list[Profile], guesses: Guesses, rows: int
    ) -> None:
        self.table = table
        self.spec = spec
        self.guesses = guesses
        self.rows = rows
        self.profiles = {profile.name: profile for profile in profiles}
        self.key = key_columns(guesses, profiles)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._file()
        yield f"key: {_list(self.key or ['TODO'])}  # what tells two rows apart, in every edition"
        yield from self._columns()
        yield from self._values()
        yield from self._people()
        yield from self._unused()

    def _head(self) -> Iterator[str]:
        stem = self.table.path.stem
        slug = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")[:60].strip("-") or "roster"
        changed = datetime.fromtimestamp(self.table.path.stat().st_mtime, tz=LATEST_ZONE).date()
        said_of_people = {"first_name", "credentials", "licence_number"}
        terms = [term for one in self.guesses.values for term in one.terms.values()]
        has_letters = any(term.startswith("credential:") for term in terms)
        is_people = has_letters or said_of_people & self.guesses.fields.keys()
        yield f"# Draft, guessed from {_comment(self.table.path.name)}, {self.rows:,} rows read."
        yield "# Check every line. Samples stand behind the columns; decide what stands under todo."
        yield "source:"
        yield f"  slug: {_text(slug)}  # for ever: by it the next edition is known"
        yield f'  name: {_text(stem[:120])}  # shown to visitors: "from …"'
        today = datetime.now(LATEST_ZONE).date()
        yield f"date: {min(changed, today)}  # the day the roster speaks of"
        yield "status: draft  # nothing is shown; to publish: `published`, and on what right:"
        yield "# consent_basis: roster-member  # or own-request, or public-agency"
        yield f"kind: {'therapist' if is_people else 'clinic'}  # or clinic, group, helpline"

    def _file(self) -> Iterator[str]:
        said = {"sheet": self.spec.sheet, "encoding": self.spec.encoding}
        if any(said.values()):
            yield "file:"
            yield from (f"  {name}: {_text(value)}" for name, value in said.items() if value)

    def _columns(self) -> Iterator[str]:
        fields = self.guesses.fields
        yield "columns:"
        if "first_name" in fields and "last_name" in fields:
            yield from self._field("name", [fields["first_name"], fields["last_name"]])
        else:
            yield from self._field("name", self._joined("name") or ["TODO"])
        for name in PLAIN:
            yield from self._field(name, self._given(name))
        yield from self._field("street", self._joined("street"))
        for name in PLACE:
            yield from self._field(name, self._given(name))
        yield from self._field("phone", self._joined("phone"))
        for name in REACHED_BY:
            yield from self._field(name, self._given(name))
        if "first_name" in fields and "last_name" in fields:
            yield "joiners:"
            yield '  name: " "'
        if "updated_on" in fields:
            yield "dates:"
            yield from self._field("all", [fields["updated_on"]])

    def _given(self, name: str) -> list[str]:
        return [self.guesses.fields[name]] if name in self.guesses.fields else []

    def _joined(self, name: str) -> list[str]:
        return [self.guesses.fields[one] for one in JOINED[name] if one in self.guesses.fields]

    def _field(self, name: str, columns: list[str]) -> Iterator[str]:
        if columns:
            said = _text(columns[0]) if len(columns) == 1 else _list(columns)
            yield f"  {name}: {said}{self._samples(columns[0])}"

    def _samples(self, column: str) -> str:
        profile = self.profiles.get(column)
        return f"  # {_samples(profile)}" if profile else ""

    def _values(self) -> Iterator[str]:
        if self.guesses.values:
            yield "values:"
        for guess in self.guesses.values:
            yield f"  - column: {_text(guess.column)}"
            yield f"    separator: {_text(guess.separator)}"
            yield from _map(guess.terms)
            yield from _todo(guess)
            if guess.ignore:
                yield f"    ignore: {_list(guess.ignore)}"

    def _people(self) -> Iterator[str]:
        fields = self.guesses.fields
        if "credentials" in fields:
            column = fields["credentials"]
            yield f"credentials:\n  column: {_text(column)}{self._samples(column)}"
        if "licence_number" in fields:
            yield "licences:"
            yield f"  - number: {_text(fields['licence_number'])}"
            for name in ("jurisdiction", "expires_on"):
                column = fields.get(f"licence_{name}") or fields.get(name, "")
                if column:
                    yield f"    {name}: {_text(column)}{self._samples(column)}"
        if "fee" in fields:
            yield f"fees:\n  - column: {_text(fields['fee'])}{self._samples(fields['fee'])}"
            if "fee_floor" in fields:
                yield f"    floor: {_text(fields['fee_floor'])}"
        if "openings" in fields:
            column = fields["openings"]
            yield f"openings:\n  column: {_text(column)}{self._samples(column)}"

    def _unused(self) -> Iterator[str]:
        if self.guesses.unused:
            yield "# Columns of which nothing was made:"
        for profile in self.guesses.unused:
            yield f"#   {_text(profile.name)}: {_samples(profile)}"


def _map(terms: Mapping[str, str]) -> Iterator[str]:
    if terms:
        yield "    map:"
        yield from (f"      {_text(value)}: {term}" for value, term in terms.items())


def _todo(guess: ValueGuess) -> Iterator[str]:
    if guess.todo:
        yield "    todo:  # move each to map or to ignore; until then imports report it as unknown"
    for value, (number, near) in guess.todo.items():
        hint = f"; nearest: {', '.join(near)}" if near else ""
        times = "once" if number == 1 else f"{number} times"
        yield f"      - {_text(value)}  # {times}{hint}"


def _text(value: str) -> str:
    """Write a string as YAML, which takes JSON's strings."""
    return json.dumps(value, ensure_ascii=False)


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _samples(profile: Profile) -> str:
    return _comment(", ".join(map(_text, profile.samples()))) or "always empty"


def _comment(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)
