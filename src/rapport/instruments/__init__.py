"""Self-checks: what each asks, how it is scored, and who says so. Knows nothing of Django."""

from rapport.instruments.files import InstrumentError, read_instrument, shipped_instruments
from rapport.instruments.instrument import Instrument, Meaning, languages_of
from rapport.instruments.scoring import (
    BadAnswers,
    MissingAnswers,
    NotAnAnswer,
    Score,
    score,
    shown_score,
)

__all__ = [
    "BadAnswers",
    "Instrument",
    "InstrumentError",
    "Meaning",
    "MissingAnswers",
    "NotAnAnswer",
    "Score",
    "languages_of",
    "read_instrument",
    "score",
    "shipped_instruments",
    "shown_score",
]
