"""The cast in the database, for answers of every kind."""

from tests.cast import cast as cast
