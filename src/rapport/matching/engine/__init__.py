"""The fast index: immutable columns, sets of listings, and arithmetic over whole arrays."""

from rapport.matching.engine.columns import Columns, Texts

__all__ = ["Columns", "Texts"]
