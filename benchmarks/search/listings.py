"""Makes listings as arrays, in blocks, the same for the same seed."""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.search.terms import vocabulary
from benchmarks.search.towns import near_towns, towns

DAY = date(2026, 11, 2)
"""The day of every question."""
OPEN, WAITLIST, FULL, NOTHING_SAID = range(4)
OPENING_COUNTS_DAYS = 90
"""An opening said longer ago is not known (`matching.freshness`)."""
SHARE_VIDEO = 0.6
SHARE_SEVERAL_STATES = 0.15
SHARE_FEE = 0.7
SHARE_FOCUS = 0.35
SHARE_TRAINED = 0.12
BLOCK = 4_096

_STEPS = 1 << 16


@dataclass(frozen=True)
class Listings:
    """Columns of n listings; listing i has the id i + 1.

    `terms[term_starts[i]:term_starts[i + 1]]` are the numbers of its terms in ascending order,
    `emphasis` goes along (0 plain, 1 also, 2 focus; 4 more when trained). `video` holds, in the
    same way, the numbers of the jurisdictions in which it may see people by video.
    `fee_cents` is 0 and `opening_state` NOTHING_SAID where nothing was said.
    Days are proleptic ordinals.
    """

    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    jurisdiction: NDArray[np.uint8]
    video_starts: NDArray[np.int64]
    video: NDArray[np.uint8]
    term_starts: NDArray[np.int64]
    terms: NDArray[np.int16]
    emphasis: NDArray[np.uint8]
    fee_cents: NDArray[np.int32]
    opening_state: NDArray[np.uint8]
    wait_days: NDArray[np.int16]
    opening_day: NDArray[np.int32]
    confirmed_day: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.latitude)

    def opens_in_days(self) -> NDArray[np.int16]:
        """Give the days until new clients are taken, -1 where nobody lately said they are."""
        lately = self.opening_day >= DAY.toordinal() - OPENING_COUNTS_DAYS
        return np.where((self.opening_state == OPEN) & lately, self.wait_days, -1).astype(np.int16)

    def quality(self) -> NDArray[np.int32]:
        """Give one number a listing by which engines without a ranking of their own may sort."""
        fresh = self.opening_day.astype(np.int64) - DAY.toordinal() + 1_000
        said = np.diff(self.term_starts)
        return ((self.opens_in_days() >= 0) * 100_000 + fresh * 64 + said).astype(np.int32)

    def save(self, directory: Path) -> None:
        """Write one file a column."""
        directory.mkdir(parents=True, exist_ok=True)
        for field in fields(self):
            np.save(directory / f"{field.name}.npy", getattr(self, field.name))


def load_listings(directory: Path) -> Listings:
    """Read what `save` wrote, memory-mapped."""
    return Listings(
        **{
            field.name: np.load(directory / f"{field.name}.npy", mmap_mode="r")
            for field in fields(Listings)
        }
    )


def make_listings(count: int, seed: int = 1) -> Listings:
    """Make `count` listings: about 28 terms each, 15 % licensed in several states."""
    random = np.random.default_rng(seed)
    table = towns()
    zips = random.choice(len(table.share), count, p=table.share)
    latitude, longitude = near_towns(zips, random)
    jurisdiction = table.jurisdiction[zips]
    video_starts, video = _video(jurisdiction, random)
    term_starts, terms = _terms(count, random)
    today = DAY.toordinal()
    return Listings(
        latitude=latitude,
        longitude=longitude,
        jurisdiction=jurisdiction,
        video_starts=video_starts,
        video=video,
        term_starts=term_starts,
        terms=terms,
        emphasis=_emphasis(terms, random),
        fee_cents=_fees(count, random),
        opening_state=random.choice(4, count, p=(0.55, 0.12, 0.23, 0.10)).astype(np.uint8),
        wait_days=np.minimum(random.geometric(0.05, count) - 1, 365).astype(np.int16),
        opening_day=(today - random.integers(0, 130, count)).astype(np.int32),
        confirmed_day=(today - random.integers(0, 350, count)).astype(np.int32),
    )


def _terms(count: int, random: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
    """Draw each term for each listing by itself, in blocks that fit into the cache."""
    least = (vocabulary().share * _STEPS).astype(np.uint16)
    lengths, found = [np.zeros(1, dtype=np.int64)], []
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        drawn = random.integers(0, _STEPS, (size, len(least)), dtype=np.uint16) < least
        lengths.append(drawn.sum(axis=1))
        found.append(np.nonzero(drawn)[1].astype(np.int16))
    return np.cumsum(np.concatenate(lengths)), np.concatenate(found)


def _emphasis(terms: NDArray[np.int16], random: np.random.Generator) -> NDArray[np.uint8]:
    """Say focus or also, and training, for concerns and approaches; others are plain."""
    is_focus = random.random(len(terms), dtype=np.float32) < SHARE_FOCUS
    is_trained = random.random(len(terms), dtype=np.float32) < SHARE_TRAINED
    stated = np.where(is_focus, 2, 1) + np.where(is_trained, 4, 0)
    schemes = [vocabulary().schemes.index(name) for name in ("concern", "approach")]
    has_emphasis = np.isin(vocabulary().scheme_of, schemes)[terms]
    return np.where(has_emphasis, stated, 0).astype(np.uint8)


def _video(
    home: NDArray[np.uint8], random: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Let 60 % meet by video where their office is, and 15 % in one to six other places too."""
    count = len(home)
    has_video = random.random(count) < SHARE_VIDEO
    more = np.where(random.random(count) < SHARE_SEVERAL_STATES, random.integers(1, 7, count), 0)
    has_video |= more > 0
    drawn = random.integers(0, len(towns().jurisdictions), (count, 7), dtype=np.uint8)
    drawn[:, 0] = home
    order = np.arange(7)
    kept = (order <= more[:, None]) & has_video[:, None]
    for later in range(1, 7):  # a jurisdiction that was drawn twice counts once
        kept[:, later] &= ~(drawn[:, :later] == drawn[:, later, None]).any(axis=1)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(kept.sum(axis=1))])
    return starts, drawn[kept]


def _fees(count: int, random: np.random.Generator) -> NDArray[np.int32]:
    """Give fees in cents around 150 dollars, in steps of 5; 30 % do not say."""
    dollars = np.clip(np.round(random.lognormal(5.0, 0.35, count) / 5) * 5, 20, 600)
    return np.where(random.random(count) < SHARE_FEE, dollars * 100, 0).astype(np.int32)
