"""Listings as arrays: what the fast index is built from, and what it gives back as documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rapport.matching.document import Emphasis, Meeting, OpeningState
from rapport.matching.freshness import Aspect, SourceKind

Array = NDArray[Any]

NO_FEE = -1
NO_ENQUIRIES = -1
NO_DAY = 0
"""Days are ordinals of `date.toordinal()`; this one stands for none."""
NO_PAYER = -1
NO_OFFICE = np.iinfo(np.int64).min
MOST_SCHEMES = 64
MOST_TERMS = 65_535

ASPECTS = tuple(Aspect)
SOURCES = tuple(SourceKind)
EMPHASES = tuple(Emphasis)
STATES = tuple(OpeningState)
WAYS = tuple(Meeting)
"""Members are stored as their places in these tuples."""

TRAINED = 4
"""Added to the place of an emphasis in `EMPHASES` when a training is named."""


@dataclass(frozen=True, slots=True)
class Texts:
    """n strings in UTF-8: string i is `data[start[i]:start[i + 1]]`.

    `start` is int64 of shape (n + 1), `data` is uint8.
    """

    start: Array
    data: Array

    @classmethod
    def of(cls, strings: Iterable[str]) -> "Texts":
        """Store strings one behind another."""
        encoded = [one.encode() for one in strings]
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        return cls(starts_of(lengths), np.frombuffer(b"".join(encoded), np.uint8))

    @classmethod
    def empty(cls, count: int) -> "Texts":
        """Give so many empty strings."""
        return cls(np.zeros(count + 1, np.int64), np.zeros(0, np.uint8))

    def __len__(self) -> int:
        return len(self.start) - 1

    def __iter__(self) -> Iterator[str]:
        data = self.data.data
        return (str(data[a:b], "utf-8") for a, b in pairwise(self.start.tolist()))

    def __getitem__(self, index: int) -> str:
        return bytes(self.data[self.start[index] : self.start[index + 1]]).decode()


@dataclass(frozen=True, slots=True)
class Columns:
    """n listings as arrays. `Columns.filled(ids=…, …)` fills what is left out with "nothing said".

    One value a listing, shape (n):

    - `ids` int64, each once; `kind` uint8, a place in `kinds`; `names`, `headlines` and `words`
      (what they wrote beside the headline): `Texts`.
    - `fee_cents` int32, `NO_FEE` for none; `hidden_from` int32, a day or `NO_DAY`.
    - `enquiries_received` int32, `NO_ENQUIRIES` where none are passed on, and
      `enquiries_answered` int32.
    - `known`, `not_applicable` uint64: bit s stands for `schemes[s]`, at most 64 schemes.
    - `fact_day` int32 and `fact_source` uint8 of shape (n, 7): by place in `ASPECTS` the day of the
      fact, `NO_DAY` for none, and the place of its source in `SOURCES`.

    Several values a listing: listing i has the entries `X_start[i]` to `X_start[i + 1]` of every
    array `X_…`; `X_start` is int64 of shape (n + 1), begins with 0 and never falls.

    - `use_…`, the terms it says itself, without broader ones: `use_term` uint16, a place in
      `terms`; `use_how` uint8, the place of the emphasis in `EMPHASES`, and `TRAINED` more if a
      training is named.
    - `office_…`: `office_id` int64, `office_latitude` and `office_longitude` float64 in degrees,
      both NaN if nobody knows, `office_where` uint16, a place in `jurisdictions`.
    - `remote_…`, the right to see people by video or phone: `remote_way` uint8, a place in `WAYS`;
      `remote_where` uint16, a place in `jurisdictions` (`EVERYWHERE` may be one); `remote_until`
      int32, the last day or `NO_DAY` for no end. Each way and jurisdiction once a listing.
    - `opening_…`: `opening_state` uint8, a place in `STATES`; `opening_wait` int32 days;
      `opening_day` int32 and `opening_source` uint8 as in facts; `opening_office` int64, the id of
      an office, `NO_OFFICE` for all; `opening_payer` int32, a place in `terms`, `NO_PAYER` for all.

    Tables: `terms` holds every `scheme:slug` that occurs, sorted, each once, at most 65,535;
    `schemes`, `kinds` and `jurisdictions` (ISO 3166-2) are in any order. Order of listings is free.
    """

    ids: Array
    kind: Array
    names: Texts
    headlines: Texts
    words: Texts
    fee_cents: Array
    hidden_from: Array
    enquiries_received: Array
    enquiries_answered: Array
    known: Array
    not_applicable: Array
    fact_day: Array
    fact_source: Array
    use_start: Array
    use_term: Array
    use_how: Array
    office_start: Array
    office_id: Array
    office_latitude: Array
    office_longitude: Array
    office_where: Array
    remote_start: Array
    remote_way: Array
    remote_where: Array
    remote_until: Array
    opening_start: Array
    opening_state: Array
    opening_wait: Array
    opening_day: Array
    opening_source: Array
    opening_office: Array
    opening_payer: Array
    terms: tuple[str, ...]
    schemes: tuple[str, ...]
    kinds: tuple[str, ...]
    jurisdictions: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def filled(cls, *, ids: Array, **given: Any) -> "Columns":
        """Make columns of what is given; the rest says nothing. Raises ValueError if they clash."""
        count = len(ids)
        empty: dict[str, Any] = {name: np.zeros(count, DTYPES[name]) for name in _SINGLE}
        empty |= {name: np.zeros((count, len(ASPECTS)), DTYPES[name]) for name in _FACTS}
        empty |= {name: np.zeros(0, DTYPES[name]) for names in RAGGED.values() for name in names}
        empty |= {f"{part}_start": np.zeros(count + 1, np.int64) for part in RAGGED}
        empty |= {"terms": (), "schemes": (), "kinds": ("therapist",), "jurisdictions": ()}
        empty |= {name: Texts.empty(count) for name in TEXTS}
        empty["fee_cents"] = np.full(count, NO_FEE, np.int32)
        empty["enquiries_received"] = np.full(count, NO_ENQUIRIES, np.int32)
        columns = cls(**(empty | given | {"ids": np.asarray(ids, np.int64)}))
        columns.check()
        return columns

    def check(self) -> None:
        """Raise ValueError if lengths or tables do not fit together."""
        count = len(self)
        wrong = [name for name in (*_SINGLE, *_FACTS, *TEXTS) if len(getattr(self, name)) != count]
        for part, names in RAGGED.items():
            start = getattr(self, f"{part}_start")
            if len(start) != count + 1 or start[0] != 0 or (np.diff(start) < 0).any():
                wrong.append(f"{part}_start")
            wrong += [name for name in names if len(getattr(self, name)) != start[-1]]
        if list(self.terms) != sorted(set(self.terms)) or len(self.terms) > MOST_TERMS:
            wrong.append("terms")
        if len(self.schemes) > MOST_SCHEMES:
            wrong.append("schemes")
        if wrong:
            raise ValueError(f"Columns that do not fit together: {', '.join(wrong)}")


RAGGED: dict[str, tuple[str, ...]] = {
    part: tuple(
        one.name
        for one in fields(Columns)
        if one.name.startswith(f"{part}_") and one.name != f"{part}_start"
    )
    for part in ("use", "office", "remote", "opening")
}
"""The arrays of each part of which a listing can have several."""

DTYPES: dict[str, type[np.generic]] = {
    "ids": np.int64,
    "kind": np.uint8,
    "fee_cents": np.int32,
    "hidden_from": np.int32,
    "enquiries_received": np.int32,
    "enquiries_answered": np.int32,
    "known": np.uint64,
    "not_applicable": np.uint64,
    "fact_day": np.int32,
    "fact_source": np.uint8,
    "use_term": np.uint16,
    "use_how": np.uint8,
    "office_id": np.int64,
    "office_latitude": np.float64,
    "office_longitude": np.float64,
    "office_where": np.uint16,
    "remote_way": np.uint8,
    "remote_where": np.uint16,
    "remote_until": np.int32,
    "opening_state": np.uint8,
    "opening_wait": np.int32,
    "opening_day": np.int32,
    "opening_source": np.uint8,
    "opening_office": np.int64,
    "opening_payer": np.int32,
}

TEXTS = ("names", "headlines", "words")
_SINGLE = (
    "kind",
    "fee_cents",
    "hidden_from",
    "enquiries_received",
    "enquiries_answered",
    "known",
    "not_applicable",
)
_FACTS = ("fact_day", "fact_source")


def starts_of(lengths: Array | Sequence[int]) -> Array:
    """Where each of several pieces begins, and at last where they end."""
    start = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=start[1:])
    return start


def day_number(day: date | None) -> int:
    """The ordinal of a day, `NO_DAY` for none."""
    return NO_DAY if day is None else day.toordinal()


def day_of(number: int) -> date | None:
    """The day of an ordinal."""
    return None if number == NO_DAY else date.fromordinal(number)
