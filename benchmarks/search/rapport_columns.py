"""The made-up listings and questions in the engine's own terms."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.search.listings import DAY, NOTHING_SAID, Listings
from benchmarks.search.questions import Question, Reach
from benchmarks.search.terms import vocabulary
from benchmarks.search.towns import towns
from rapport.matching import Choice, Emphasis, Meeting, Near, Query, Region, SourceKind
from rapport.matching.engine.columns import (
    ASPECTS,
    EMPHASES,
    NO_FEE,
    NO_OFFICE,
    NO_PAYER,
    SOURCES,
    TRAINED,
    WAYS,
    Columns,
    Texts,
    starts_of,
)
from rapport.places import Point

STATED = (Emphasis.PLAIN, Emphasis.ALSO, Emphasis.FOCUS)
"""The order in which `Listings.emphasis` numbers them."""

GIVEN = "Alma Ben Cara Dan Elif Finn Gita Hugo Ines Juan Kofi Lena Mina Noah Olga Pia Rosa Sam Tara"
FAMILY = "Adler Castro Dietz Ekman Fuchs Gomez Haas Ito Jones Klein Lopez Moss Nash Ortiz Pond"


def columns_of(listings: Listings) -> Columns:
    """Give the listings as the engine takes them: one office each, one general opening, names.

    They are without texts of their own: nobody asks for words in this load.
    """
    count = len(listings)
    everybody = np.arange(1, count + 1, dtype=np.int64)
    each = np.arange(count + 1, dtype=np.int64)
    says = listings.opening_state != NOTHING_SAID
    therapist = SOURCES.index(SourceKind.THERAPIST)
    opening = np.flatnonzero(says)
    return Columns.filled(
        ids=everybody,
        names=_names(count),
        fee_cents=np.where(listings.fee_cents > 0, listings.fee_cents, NO_FEE).astype(np.int32),
        known=np.full(count, (1 << len(vocabulary().schemes)) - 1, np.uint64),
        fact_day=np.repeat(listings.confirmed_day[:, None], len(ASPECTS), axis=1),
        fact_source=np.full((count, len(ASPECTS)), therapist, np.uint8),
        use_start=np.asarray(listings.term_starts, dtype=np.int64),
        use_term=listings.terms.astype(np.uint16),
        use_how=_how(listings.emphasis),
        office_start=each,
        office_id=everybody,
        office_latitude=np.asarray(listings.latitude),
        office_longitude=np.asarray(listings.longitude),
        office_where=listings.jurisdiction.astype(np.uint16),
        remote_start=np.asarray(listings.video_starts, dtype=np.int64),
        remote_way=np.full(len(listings.video), WAYS.index(Meeting.VIDEO), np.uint8),
        remote_where=listings.video.astype(np.uint16),
        remote_until=np.zeros(len(listings.video), np.int32),
        opening_start=starts_of(says.astype(np.int64)),
        opening_state=np.asarray(listings.opening_state[opening]),
        opening_wait=listings.wait_days[opening].astype(np.int32),
        opening_day=np.asarray(listings.opening_day[opening]),
        opening_source=np.full(len(opening), therapist, np.uint8),
        opening_office=np.full(len(opening), NO_OFFICE, np.int64),
        opening_payer=np.full(len(opening), NO_PAYER, np.int32),
        terms=vocabulary().names,
        schemes=vocabulary().schemes,
        jurisdictions=towns().jurisdictions,
    )


def _how(emphasis: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Translate our numbers of emphasis and training."""
    stated = np.array([EMPHASES.index(one) for one in STATED] + [0], dtype=np.uint8)
    return np.asarray(stated[emphasis & 3] + np.where(emphasis & 4, TRAINED, 0).astype(np.uint8))


def _names(count: int) -> Texts:
    """Give everybody one of some hundred names, without a Python object for each."""
    pool = [f"{given} {family}".encode() for given in GIVEN.split() for family in FAMILY.split()]
    drawn = np.random.default_rng(3).integers(0, len(pool), count)
    lengths = np.array([len(name) for name in pool])
    padded = np.zeros((len(pool), lengths.max()), np.uint8)
    for row, name in zip(padded, pool, strict=True):
        row[: len(name)] = np.frombuffer(name, np.uint8)
    is_letter = np.arange(lengths.max()) < lengths[drawn][:, None]
    return Texts(starts_of(lengths[drawn]), padded[drawn][is_letter])


def query_of(question: Question) -> Query:
    """Give the question as the engine takes it."""
    words = vocabulary()
    where = towns().jurisdictions[question.jurisdiction] if question.jurisdiction >= 0 else ""
    place: Near | Region | None = None
    is_video = question.reach is Reach.VIDEO
    match question.reach:
        case Reach.NEAR:
            place = Near(Point(question.latitude, question.longitude), question.radius_km)
        case Reach.STATE:
            place = Region(where)
        case Reach.BOX:
            raise ValueError("The engine has no boxes")
    return Query(
        day=DAY,
        place=place,
        jurisdiction=where if is_video else "",
        meeting=frozenset({Meeting.VIDEO}) if is_video else frozenset(),
        must=tuple(
            Choice(
                words.schemes[choice.scheme], frozenset(words.names[term] for term in choice.terms)
            )
            for choice in question.choices
        ),
        max_fee_cents=question.max_fee_cents,
        openings_within_days=question.within_days,
    )
