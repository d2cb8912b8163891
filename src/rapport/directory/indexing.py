"""The index of this process, and how it follows the change log.

The index is derived: it is mapped from a file or built from the database when a process starts, and
before every search one query tells whether anything changed since. So a saved listing is searchable
at once in every worker, not only in the one that saved it. What takes long, building a large index
anew and merging many changes, another process does, while searches go on.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import ClassVar

from rapport.directory.index_file import (
    Built,
    build_alone,
    clock,
    file_identity,
    is_large,
    open_file,
    open_or_build,
    refresh_in_background,
    with_changes,
)
from rapport.matching import ColumnIndex
from rapport.operator.queries import operators_today
from rapport.understanding import Lexicon
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.snapshot import TermInfo, Vocabulary

MERGE_ABOVE = 1_000
"""So many changes beside a file, and they are merged into a new one in the background."""


@dataclass(frozen=True, slots=True)
class LiveIndex:
    """An index, the vocabulary it was built with, and how far in the change log it is.

    `terms_in_use` are those that some listing has: a filter for any other would find nothing.
    `built_on` is the day that searches are answered for; `built` says when documents were made.
    """

    index: ColumnIndex
    vocabulary: Vocabulary
    seq: int
    built_on: date
    terms_in_use: frozenset[str]
    name_words: Set[str]
    built: Built

    @property
    def lexicon(self) -> Lexicon:
        """What the words of the vocabulary mean; built when it is first asked for."""
        return _lexicon_of(self.vocabulary)


class _Current:
    """The index that this process serves; replaced as a whole, never changed in place."""

    live: ClassVar[LiveIndex | None] = None
    lexicon: ClassVar["_LexiconOf | None"] = None
    lock: ClassVar[Lock] = Lock()


def live_index() -> LiveIndex:
    """Give the index with every change that was committed before this call.

    Two small queries if there is none: the clock, and the operator's time zone.
    """
    live = _Current.live
    if live and live.seq == clock() and live.built_on == operators_today() and not _may_gain(live):
        return live
    with _Current.lock:
        _Current.live = _caught_up(_Current.live)
        return _Current.live


def forget_index() -> None:
    """Drop the index of this process; the next search builds it anew."""
    _Current.live = None


def _may_gain(live: LiveIndex) -> bool:
    """Tell whether another process wrote a file since, or should."""
    return _has_new_file(live) or _needs_refresh(live)


def _has_new_file(live: LiveIndex) -> bool:
    return live.built.file is not None and file_identity() not in (live.built.file, None)


def _needs_refresh(live: LiveIndex) -> bool:
    """Tell whether a large index must be built anew, or has many changes beside its file."""
    built = live.built
    if not is_large(built.index):
        return False
    is_old = not built.is_whole or built.made_on != live.built_on
    return is_old or (built.file is not None and built.index.changes > MERGE_ABOVE)


def _caught_up(live: LiveIndex | None) -> LiveIndex:
    """Apply what was logged since, or build anew: at the start, on a new day, on a big change.

    A large index goes on with what it has while another process builds.
    """
    seq, today = clock(), operators_today()
    if live is None or seq < live.seq:
        vocabulary = load_vocabulary()
        return _live(open_or_build(vocabulary, today), vocabulary, today)
    file = file_identity() if live.built.file else None
    new = _from_new_file(today) if _has_new_file(live) else None
    if new is None:
        built = replace(with_changes(live.built, live.vocabulary, seq), file=file)
        live = _live(built, live.vocabulary, today)
    else:
        live = new
    if not is_large(live.index):
        if live.built.is_whole and live.built.made_on == today:
            return live
        vocabulary = load_vocabulary()
        return _live(build_alone(vocabulary, today), vocabulary, today)
    if _needs_refresh(live):
        refresh_in_background()
    return live


def _from_new_file(today: date) -> LiveIndex | None:
    """The file that another process wrote, brought up to now; None if it cannot be used."""
    vocabulary = load_vocabulary()
    built = open_file(vocabulary)
    seq = clock()
    if built is None or built.seq > seq:
        return None
    return _live(with_changes(built, vocabulary, seq), vocabulary, today)


@dataclass(frozen=True, slots=True)
class _LexiconOf:
    """A lexicon, the vocabulary that it was built of, and its terms without their rows."""

    vocabulary: Vocabulary
    terms: list[TermInfo]
    lexicon: Lexicon


def _lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """Give the lexicon of a vocabulary; it takes most of a second to build, so the last is kept."""
    last = _Current.lexicon
    if last and last.vocabulary is vocabulary:
        return last.lexicon
    terms = [replace(term, pk=0) for term in vocabulary.terms.values()]
    lexicon = last.lexicon if last and last.terms == terms else Lexicon.build(terms)
    _Current.lexicon = _LexiconOf(vocabulary, terms, lexicon)
    return lexicon


def _live(built: Built, vocabulary: Vocabulary, today: date) -> LiveIndex:
    return LiveIndex(
        index=built.index,
        vocabulary=vocabulary,
        seq=built.seq,
        built_on=today,
        terms_in_use=built.index.terms_in_use,
        name_words=built.index.name_words,
        built=built,
    )
