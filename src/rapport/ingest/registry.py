"""What the national registry says of a provider, and whether a listing with that NPI agrees.

Nothing of it is shown to the public: it is for checking and pre-filling.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from rapport.directory.records import ListingRecord

SAME_NAME = 0.8
UNSURE_NAME = 0.5
_LIKE = 0.8
_SHORTEST_STEM = 3
_OF_FAMILY, _OF_GIVEN = 0.6, 0.4
_NO_NAME = frozenset(
    {"the", "of", "and", "at", "for", "dr", "mr", "mrs", "ms", "mx"}
    | {"llc", "inc", "pc", "pa", "pllc", "llp", "lp", "corp", "co", "ltd"}
)


@dataclass(frozen=True, slots=True)
class OtherName:
    """A former or trading name; `type` is the registry's code, `source` the file that says it."""

    name: str
    type: str = ""
    source: str = "npidata"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A code of the NUCC's provider taxonomy."""

    code: str
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class RegistryLicence:
    """A licence as the provider gave it: nobody checked it, and it has no expiry."""

    number: str
    jurisdiction: str
    taxonomy: str


@dataclass(frozen=True, slots=True)
class PracticeAddress:
    """Where a provider practises; `jurisdiction` is empty outside the United States."""

    street: str = ""
    city: str = ""
    jurisdiction: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RegistryRecord:
    """Everything that is kept of one provider; `kind` is "individual" or "organization"."""

    npi: str
    kind: str
    updated_on: date
    name_prefix: str = ""
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    name_suffix: str = ""
    organization_name: str = ""
    other_names: tuple[OtherName, ...] = ()
    credential_text: str = ""
    taxonomies: tuple[Taxonomy, ...] = ()
    licences: tuple[RegistryLicence, ...] = ()
    practice_address: PracticeAddress = PracticeAddress()
    further_addresses: tuple[PracticeAddress, ...] = ()
    phone: str = ""
    enumerated_on: date | None = None
    deactivated_on: date | None = None
    reactivated_on: date | None = None
    is_active: bool = True


class Identity(StrEnum):
    """What the registry says to a listing's NPI."""

    NO_NPI = "no NPI"
    NOT_IN_REGISTRY = "not in the registry"
    INACTIVE = "deactivated"
    OTHER_KIND = "of another kind"
    OTHER_NAME = "of another name"
    UNSURE = "perhaps the same"
    SAME = "the same"


@dataclass(frozen=True, slots=True)
class RegistryCheck:
    """The answer for one listing; `name_similarity` is 0 to 1."""

    identity: Identity
    name_similarity: float = 0.0

    @property
    def is_verified(self) -> bool:
        """Whether the number is active, and of a provider of that kind and name."""
        return self.identity == Identity.SAME


def check_against_registry(listing: ListingRecord, entry: RegistryRecord | None) -> RegistryCheck:
    """Tell whether the NPI of a listing is that of the provider it names."""
    if not listing.npi:
        return RegistryCheck(Identity.NO_NPI)
    if entry is None or entry.npi != listing.npi:
        return RegistryCheck(Identity.NOT_IN_REGISTRY)
    similarity = round(name_similarity(listing.name, entry), 3)
    is_person = listing.kind == "therapist"
    if not entry.is_active:
        identity = Identity.INACTIVE
    elif is_person != (entry.kind == "individual"):
        identity = Identity.OTHER_KIND
    elif similarity >= SAME_NAME:
        identity = Identity.SAME
    else:
        identity = Identity.UNSURE if similarity >= UNSURE_NAME else Identity.OTHER_NAME
    return RegistryCheck(identity, similarity)


def name_similarity(name: str, entry: RegistryRecord) -> float:
    """Compare a name as a listing writes it with all names of an entry: 0 to 1.

    A person's family name weighs 0.6 and the given name 0.4; a part of a double name is enough,
    and an initial or a short form (Kat, Katherine) counts as most of a given name.
    """
    said = _words(name)
    if entry.kind == "individual":
        given = _words(f"{entry.first_name} {entry.middle_name}")
        former = [_words(other.name) for other in entry.other_names]
        families = [_words(entry.last_name), *(words[-1:] for words in former)]
        given += [word for words in former for word in words[:-1]]
        return max(_person_similarity(said, family, given) for family in families)
    names = [entry.organization_name, *(other.name for other in entry.other_names)]
    return max(_organization_similarity(said, _words(other)) for other in names)


def _person_similarity(said: Sequence[str], family: Sequence[str], given: Sequence[str]) -> float:
    """Take the words for family and given name that fit best; no word may stand for both."""
    best = 0.0
    for place, word in enumerate(said):
        rest = [*said[:place], *said[place + 1 :]]
        of_family = max((_likeness(word, one) for one in family), default=0.0)
        of_given = max((_as_given(one, other) for one in rest for other in given), default=0.0)
        best = max(best, _OF_FAMILY * of_family + _OF_GIVEN * of_given)
    return best


def _organization_similarity(said: Sequence[str], other: Sequence[str]) -> float:
    """Dice's coefficient of the words, where a word may be misspelt."""
    if not said or not other:
        return 0.0
    found = sum(max(_likeness(word, one) for one in other) for word in said)
    back = sum(max(_likeness(word, one) for one in said) for word in other)
    return (found + back) / (len(said) + len(other))


def _as_given(word: str, other: str) -> float:
    short, long = sorted((word, other), key=len)
    if short != long and long.startswith(short) and len(short) in {1, *range(_SHORTEST_STEM, 20)}:
        return 0.8
    return _likeness(word, other)


def _likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= _LIKE else 0.0


def _words(*names: str) -> list[str]:
    return [word for word in _split(names) if word not in _NO_NAME]


def _split(names: Iterable[str]) -> list[str]:
    """Lower-case words without accents; O'Neil is one word, Harbor-Pier are two."""
    text = unicodedata.normalize("NFKD", " ".join(names).replace("'", "").replace("’", ""))
    letters = "".join(
        one if one.isalnum() else " " for one in text if not unicodedata.combining(one)
    )
    return letters.casefold().split()
