"""The invented directory as records: the same for the same seed, day and vocabulary."""

from collections.abc import Iterator
from datetime import date

from rapport.demo.decks import Decks
from rapport.demo.maker import Maker
from rapport.demo.organizations import a_clinic, a_group, a_helpline
from rapport.demo.therapists import a_therapist
from rapport.directory.records import ListingRecord
from rapport.vocabulary.snapshot import Vocabulary

HELPLINES = 6


def records(
    count: int, today: date, vocabulary: Vocabulary, seed: int = 1
) -> Iterator[ListingRecord]:
    """Give `count` records. Fewer are the beginning of more, so a small demo is part of a large.

    Every tenth is a clinic, every fiftieth a group, every hundredth of the first six hundred a
    helpline; the others are therapists. Only terms of `vocabulary` are used.
    """
    maker = Maker(today, vocabulary, seed, Decks(seed))
    for index in range(count):
        yield _record(index, maker)


def _record(index: int, maker: Maker) -> ListingRecord:
    if index % 10 == 3:  # noqa: PLR2004 (any place in the ten will do)
        return a_clinic(index, maker)
    if index % 50 == 11:  # noqa: PLR2004
        return a_group(index, maker)
    if index % 100 == 7 and index // 100 < HELPLINES:  # noqa: PLR2004
        return a_helpline(index, maker)
    return a_therapist(index, maker)
