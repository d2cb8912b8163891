"""How much facts still say, for whole columns of them: `freshness.freshness_of` in arrays."""

from datetime import date

import numpy as np

from rapport.matching.engine.columns import ASPECTS, NO_DAY, SOURCES, Array, Columns
from rapport.matching.freshness import IMPORTED, POLICY, Aspect

NO_FACT, UNKNOWN, STALE, AGEING, FRESH = range(5)

_IS_IMPORTED = np.array([one in IMPORTED for one in SOURCES])


def ages(aspect: Aspect, days: Array, sources: Array, today: date) -> Array:
    """Classes of facts on a day, uint8: `NO_FACT` to `FRESH`; `days` are ordinals or `NO_DAY`."""
    policy = POLICY[aspect]
    age = np.int32(today.toordinal()) - days
    imported = _IS_IMPORTED[sources]
    classes = np.full(len(days), FRESH, np.uint8)
    classes[(age > policy.mark) | imported] = AGEING
    classes[age > policy.lower] = STALE
    ends = age > policy.unknown
    if aspect is not Aspect.OPENINGS:
        ends &= ~imported
    classes[ends] = UNKNOWN
    classes[days == NO_DAY] = NO_FACT
    return classes


def ages_of(columns: Columns, aspect: Aspect, today: date) -> Array:
    """Classes of every listing's fact of an aspect."""
    place = ASPECTS.index(aspect)
    return ages(aspect, columns.fact_day[:, place], columns.fact_source[:, place], today)


def is_imported(columns: Columns, aspect: Aspect) -> Array:
    """Tell which listings have their fact of an aspect, if any, from an import."""
    imported: Array = _IS_IMPORTED[columns.fact_source[:, ASPECTS.index(aspect)]]
    return imported
