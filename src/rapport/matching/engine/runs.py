"""Runs of places in arrays, and sets of places."""

from array import array
from collections.abc import Sequence

import numpy as np
from pyroaring import BitMap

from rapport.matching.engine.columns import Array

_PIECE = 1 << 14


def spread(starts: Array, ends: Array) -> Array:
    """Write out runs: (3, 9), (5, 11) gives 3, 4, 9, 10. No run may end before it starts."""
    lengths = ends - starts
    last = np.cumsum(lengths)
    if not len(last) or not last[-1]:
        return np.zeros(0, np.int64)
    places = np.repeat(starts - (last - lengths), lengths)
    places += np.arange(last[-1])
    return places


def distinct(values: Array) -> Array:
    """Each value once, rising."""
    rising = np.sort(values)
    found: Array = rising[np.append(True, rising[1:] != rising[:-1])[: len(rising)]]
    return found


def gathered(start: Array, order: Array, arrays: Sequence[Array]) -> list[Array]:
    """Arrays with several entries a listing, for listings in another order.

    Piece by piece, because indexes of everything at once would not fit into a processor's cache.
    """
    total = int((start[order + 1] - start[order]).sum())
    found = [np.empty(total, values.dtype) for values in arrays]
    at = 0
    for first in range(0, len(order), _PIECE):
        piece = order[first : first + _PIECE]
        places = spread(start[piece], start[piece + 1])
        for into, values in zip(found, arrays, strict=True):
            into[at : at + len(places)] = values[places]
        at += len(places)
    return found


def owners(lengths: Array) -> Array:
    """For entries of several owners, whose each is: lengths 2, 0, 1 give 0, 0, 2."""
    return np.repeat(np.arange(len(lengths)), lengths)


def set_of(places: Array) -> BitMap:
    """Make a set of places; an `array` of machine integers is what pyroaring reads fastest."""
    values = array("I")
    values.frombytes(places.astype(np.uint32, copy=False).tobytes())
    return BitMap(values)


def places_of(places: BitMap) -> Array:
    """Give the places of a set, rising, as int64 or another kind that arrays are indexed by."""
    return np.frombuffer(places.to_array(), np.uint32).astype(np.int64)


def everything(count: int) -> BitMap:
    """The set of all places below `count`."""
    return BitMap(range(count))


def are_in(places: Array, members: Array) -> Array:
    """Tell for each place whether it is among `members`, which rise."""
    if not len(members):
        return np.zeros(len(places), bool)
    places = places.astype(members.dtype, copy=False)  # otherwise all members would be converted
    at = members.searchsorted(places)
    at[at == len(members)] = 0
    found: Array = members[at] == places
    return found
