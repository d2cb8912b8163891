"""Terms for a record: only what is in the vocabulary, and each term once."""

from collections.abc import Iterable, Sequence

from rapport.demo.dice import Dice
from rapport.directory.records import TermRecord
from rapport.vocabulary.snapshot import Vocabulary


def known(vocabulary: Vocabulary, scheme: str, slugs: Iterable[str]) -> list[str]:
    """Give the slugs that are in the scheme, as keys, in their order and each once."""
    keys = (f"{scheme}:{slug}" for slug in slugs)
    return [key for key in dict.fromkeys(keys) if key in vocabulary.terms]


def known_or_others(
    vocabulary: Vocabulary, scheme: str, slugs: Iterable[str], least: int
) -> list[str]:
    """Give the known slugs as keys; if too few are known, also others of the scheme."""
    keys = known(vocabulary, scheme, slugs)
    if len(keys) >= least or scheme not in vocabulary.schemes:
        return keys
    others = [key for key in vocabulary.schemes[scheme].terms if key not in keys]
    return keys + others[: least - len(keys)]


def plain(vocabulary: Vocabulary, scheme: str, slugs: Iterable[str]) -> list[TermRecord]:
    """Give records of the known slugs, with nothing more said about them."""
    return [TermRecord(key) for key in known(vocabulary, scheme, slugs)]


def each_once(terms: Iterable[TermRecord]) -> tuple[TermRecord, ...]:
    """Keep the first record of every term."""
    found: dict[str, TermRecord] = {}
    for term in terms:
        found.setdefault(term.term, term)
    return tuple(found.values())


def at_least_one(dice: Dice, shares: dict[str, float]) -> Sequence[str]:
    """Give the slugs that come up; if none does, the most frequent one."""
    return dice.each(shares) or [max(shares, key=lambda slug: shares[slug])]
