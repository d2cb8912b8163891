"""Bring scheme files into the database: idempotent, and the operator's own words stay."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from rapport.vocabulary.files import SchemeFile, TermEntry, shipped_schemes
from rapport.vocabulary.models import Term

FIELDS = (
    "label",
    "definition",
    "aliases",
    "aliases_exact",
    "phrases",
    "category",
    "jurisdictions",
    "crosswalk",
    "position",
    "is_retired",
    "is_operators_own",
)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync changed, as numbers of terms."""

    added: int
    changed: int
    unchanged: int
    retired: int

    @property
    def is_empty(self) -> bool:
        """Tell whether the database already said the same."""
        return not (self.added or self.changed or self.retired)


@transaction.atomic
def sync_vocabulary(schemes: Iterable[SchemeFile] | None = None) -> SyncReport:
    """Make the terms of the database equal to the files; retire those that left them."""
    schemes = tuple(shipped_schemes() if schemes is None else schemes)
    entries = {
        (scheme.scheme, entry.slug): _fields(entry, position)
        for scheme in schemes
        for position, entry in enumerate(scheme.terms)
    }
    existing = {(term.scheme, term.slug): term for term in Term.objects.all()}
    added = [
        Term(scheme=scheme, slug=slug, **fields)
        for (scheme, slug), fields in entries.items()
        if (scheme, slug) not in existing
    ]
    changed = [
        term for key, term in existing.items() if key in entries and _set(term, entries[key])
    ]
    retired = [
        term
        for key, term in existing.items()
        if key not in entries and not term.is_operators_own and not term.is_retired
    ]
    for term in retired:
        term.is_retired = True
    Term.objects.bulk_create(added)
    Term.objects.bulk_update([*changed, *retired], FIELDS, batch_size=200)
    relinked = _sync_links(schemes) & {term.pk for term in existing.values()}
    touched = relinked | {term.pk for term in changed}
    unchanged = len(entries) - len(added) - len(touched)
    return SyncReport(len(added), len(touched), unchanged, len(retired))


def _fields(entry: TermEntry, position: int) -> dict[str, object]:
    fields = entry.model_dump(mode="json", exclude={"slug", "broader", "related"})
    fields["category"] = entry.category or ""
    return fields | {"position": position, "is_retired": False, "is_operators_own": False}


def _set(term: Term, fields: dict[str, object]) -> bool:
    different = {name: value for name, value in fields.items() if getattr(term, name) != value}
    for name, value in different.items():
        setattr(term, name, value)
    return bool(different)


def _sync_links(schemes: Iterable[SchemeFile]) -> set[int]:
    """Make broader and related links equal to the files; give the terms whose links differed."""
    ids = {(term.scheme, term.slug): term.pk for term in Term.objects.only("scheme", "slug")}
    wanted: dict[str, set[tuple[int, int]]] = {"broader": set(), "related": set()}
    for scheme in schemes:
        for entry in scheme.terms:
            own = ids[scheme.scheme, entry.slug]
            for slug in entry.broader:
                wanted["broader"].add((own, ids[scheme.scheme, slug]))
            for slug in entry.related:
                other = ids[scheme.scheme, slug]
                wanted["related"] |= {(own, other), (other, own)}
    of_files = {ids[scheme.scheme, entry.slug] for scheme in schemes for entry in scheme.terms}
    different: set[int] = set()
    for name, pairs in wanted.items():
        through = getattr(Term, name).through
        rows = {(row.from_term_id, row.to_term_id): row for row in through.objects.all()}
        gone = {pair for pair in rows if pair not in pairs and set(pair) <= of_files}
        new = pairs - rows.keys()
        through.objects.filter(pk__in=[rows[pair].pk for pair in gone]).delete()
        through.objects.bulk_create(through(from_term_id=a, to_term_id=b) for a, b in sorted(new))
        different |= {own for own, _other in gone | new}
    return different
