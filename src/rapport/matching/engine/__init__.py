"""The fast index: immutable columns, sets of listings, and arithmetic over whole arrays."""

from rapport.matching.engine.columns import Columns, Texts
from rapport.matching.engine.files import DamagedIndex, ForeignIndex
from rapport.matching.engine.index import ColumnIndex

__all__ = ["ColumnIndex", "Columns", "DamagedIndex", "ForeignIndex", "Texts"]
