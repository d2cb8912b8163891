"""The index of this process, and how it follows the change log.

The index is derived: it is built from the database when a process starts, and before every search
one query tells whether anything changed since. So a saved listing is searchable at once in every
worker, not only in the one that saved it.
"""

from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import ClassVar

from django.conf import settings

from rapport.directory.actions.record_change import REBUILD_ABOVE
from rapport.directory.documents import document_of, state_programmes
from rapport.directory.models import Change, ChangeClock
from rapport.directory.queries import published_listings
from rapport.matching import ObviousIndex
from rapport.operator.queries import operators_today
from rapport.understanding import Lexicon
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.snapshot import TermInfo, Vocabulary


@dataclass(frozen=True, slots=True)
class LiveIndex:
    """An index, vocabulary and lexicon it was built with, and how far in the change log it is.

    `terms_in_use` are those that some listing has: a filter for any other would find nothing.
    """

    index: ObviousIndex
    vocabulary: Vocabulary
    seq: int
    built_on: date
    terms_in_use: frozenset[str]
    name_words: frozenset[str]
    lexicon: Lexicon


class _Current:
    """The index that this process serves; replaced as a whole, never changed in place."""

    live: ClassVar[LiveIndex | None] = None
    lexicon: ClassVar[tuple[list[TermInfo], Lexicon] | None] = None
    lock: ClassVar[Lock] = Lock()


def live_index() -> LiveIndex:
    """Give the index with every change that was committed before this call.

    Two small queries if there is none: the clock, and the operator's time zone.
    """
    live = _Current.live
    seq = _clock()
    if live and live.seq == seq and live.built_on == operators_today():
        return live
    with _Current.lock:
        _Current.live = _caught_up(_Current.live)
        return _Current.live


def forget_index() -> None:
    """Drop the index of this process; the next search builds it anew."""
    _Current.live = None


def _clock() -> int:
    return ChangeClock.objects.values_list("seq", flat=True).first() or 0


def _caught_up(live: LiveIndex | None) -> LiveIndex:
    """Apply what was logged since, or build anew: at the start, on a new day, on a big change."""
    seq, today = _clock(), operators_today()
    if live is None or seq < live.seq or live.built_on != today:
        return _built(seq, today)
    rows = Change.objects.filter(seq__gt=live.seq, seq__lte=seq)
    listing_ids = list(rows.values_list("listing_id", flat=True)[: REBUILD_ABOVE + 1])
    is_complete = len(listing_ids) == seq - live.seq
    if not is_complete or None in listing_ids:
        return _built(seq, today)
    changed = {id_ for id_ in listing_ids if id_ is not None}
    programmes = state_programmes(live.vocabulary)
    fresh = [document_of(one, today, programmes) for one in published_listings(changed)]
    gone = changed - {document.id for document in fresh}
    return _live(live.index.changed(fresh, gone), live.vocabulary, live.lexicon, (seq, today))


def _built(seq: int, today: date) -> LiveIndex:
    vocabulary = load_vocabulary()
    programmes = state_programmes(vocabulary)
    index = ObviousIndex(
        (document_of(one, today, programmes) for one in published_listings()),
        vocabulary.ancestors,
        vocabulary.schemes,
        key=settings.SECRET_KEY.encode()[:64],
    )
    return _live(index, vocabulary, _lexicon_of(vocabulary), (seq, today))


def _lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """Give the lexicon of a vocabulary; it takes most of a second to build, so the last is kept."""
    terms = [replace(term, pk=0) for term in vocabulary.terms.values()]
    if _Current.lexicon is None or _Current.lexicon[0] != terms:
        _Current.lexicon = terms, Lexicon.build(terms)
    return _Current.lexicon[1]


def _live(
    index: ObviousIndex, vocabulary: Vocabulary, lexicon: Lexicon, at: tuple[int, date]
) -> LiveIndex:
    seq, today = at
    return LiveIndex(
        index=index,
        vocabulary=vocabulary,
        seq=seq,
        built_on=today,
        terms_in_use=index.terms_in_use,
        name_words=index.name_words,
        lexicon=lexicon,
    )
