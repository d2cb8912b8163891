"""The one door to terms in the database."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rapport.vocabulary.files import shipped_schemes
from rapport.vocabulary.models import Term
from rapport.vocabulary.snapshot import SchemeInfo, TermInfo, Vocabulary, in_language

OVERRIDABLE = ("label", "definition", "aliases", "phrases")


def load_vocabulary() -> Vocabulary:
    """Read all terms in force, with the operator's wording over the files'. Three queries."""
    rows = list(Term.objects.filter(is_retired=False).order_by("scheme", "position", "slug"))
    keys = {row.pk: str(row) for row in rows}
    links = {name: _links(name, keys) for name in ("broader", "related")}
    terms = [_info(row, links["broader"][row.pk], links["related"][row.pk]) for row in rows]
    of_scheme: dict[str, list[TermInfo]] = defaultdict(list)
    for term in terms:
        of_scheme[term.scheme].append(term)
    schemes = [
        SchemeInfo(
            slug=file.scheme,
            label=file.label,
            hint=file.hint,
            is_alphabetical=file.order == "label",
            categories=file.categories,
            terms=tuple(_ordered(of_scheme[file.scheme], file.order == "label")),
        )
        for file in shipped_schemes()
    ]
    return Vocabulary(terms, schemes)


def term_keys() -> dict[int, str]:
    """Give `scheme:slug` of every term by its row, the retired ones too. One query."""
    rows = Term.objects.order_by().values_list("pk", "scheme", "slug")
    return {pk: f"{scheme}:{slug}" for pk, scheme, slug in rows}


def load_crosswalk(scheme: str, system: str) -> dict[str, str]:
    """Give the term in force for each code that a scheme crosswalks to another system. One query.

    Of two terms that name one code, the one that comes last in the scheme has it.
    """
    rows = Term.objects.filter(scheme=scheme, is_retired=False).order_by("position", "slug")
    found: dict[str, str] = {}
    for row in rows:
        said = row.crosswalk.get(system, ())
        codes = said if isinstance(said, list) else [said]
        found |= dict.fromkeys(map(str, codes or ()), str(row))
    return found


def _ordered(terms: Iterable[TermInfo], is_alphabetical: bool) -> list[str]:
    if is_alphabetical:
        terms = sorted(terms, key=lambda term: in_language(term.label, "en").casefold())
    return [term.key for term in terms]


def _links(name: str, keys: dict[int, str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    through = getattr(Term, name).through
    for own, other in through.objects.order_by("pk").values_list("from_term_id", "to_term_id"):
        if own in keys and other in keys:
            found[own].append(keys[other])
    return defaultdict(tuple, {own: tuple(others) for own, others in found.items()})


def _info(row: Term, broader: tuple[str, ...], related: tuple[str, ...]) -> TermInfo:
    said: dict[str, Any] = {
        name: getattr(row, name) | row.overrides.get(name, {}) for name in OVERRIDABLE
    }
    return TermInfo(
        pk=row.pk,
        key=str(row),
        label=said["label"],
        definition=said["definition"],
        aliases={language: tuple(names) for language, names in said["aliases"].items()},
        aliases_exact={language: tuple(names) for language, names in row.aliases_exact.items()},
        phrases={language: tuple(names) for language, names in said["phrases"].items()},
        category=row.category,
        jurisdictions=tuple(row.jurisdictions),
        crosswalk=row.crosswalk,
        broader=broader,
        related=related,
    )
