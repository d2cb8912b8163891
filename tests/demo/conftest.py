"""The shipped vocabulary without a database, and a demo made from it."""

from datetime import date

import pytest

from rapport.demo.records import records
from rapport.directory.records import ListingRecord
from rapport.vocabulary.files import SchemeFile, TermEntry, read_schemes
from rapport.vocabulary.snapshot import SchemeInfo, TermInfo, Vocabulary

TODAY = date(2026, 11, 22)
MANY = 1_000


def shipped_vocabulary() -> Vocabulary:
    """Read the vocabulary straight from its files."""
    schemes = read_schemes()
    return Vocabulary(
        (_term(scheme.scheme, entry) for scheme in schemes for entry in scheme.terms),
        map(_scheme, schemes),
    )


def _scheme(file: SchemeFile) -> SchemeInfo:
    return SchemeInfo(
        slug=file.scheme,
        label=file.label,
        hint=file.hint,
        is_alphabetical=file.order == "label",
        categories=file.categories,
        terms=tuple(f"{file.scheme}:{entry.slug}" for entry in file.terms),
    )


def _term(scheme: str, entry: TermEntry) -> TermInfo:
    return TermInfo(
        pk=0,
        key=f"{scheme}:{entry.slug}",
        label=entry.label,
        definition=entry.definition,
        aliases=_tuples(entry.aliases),
        aliases_exact=_tuples(entry.aliases_exact),
        phrases=_tuples(entry.phrases),
        category=entry.category or "",
        jurisdictions=entry.jurisdictions,
        crosswalk=entry.crosswalk,
        broader=tuple(f"{scheme}:{slug}" for slug in entry.broader),
    )


def _tuples(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(texts) for language, texts in lists.items()}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return shipped_vocabulary()


@pytest.fixture(scope="session")
def made(vocabulary: Vocabulary) -> list[ListingRecord]:
    return list(records(MANY, TODAY, vocabulary))


@pytest.fixture(scope="session")
def therapists(made: list[ListingRecord]) -> list[ListingRecord]:
    return [one for one in made if one.kind == "therapist"]
