"""The index of the rows that a whole file of tests shares, so that not every test builds it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapport.directory.indexing import LiveIndex


class Kept:
    """What a test begins with: the shared rows' index, or nothing, and then it is built."""

    live: "LiveIndex | None" = None
