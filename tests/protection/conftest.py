"""The cast in the database, for answers of every kind, and what an installation logs."""

import io
import logging
from collections.abc import Iterator

import pytest

from tests.cast import cast as cast


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Give what an installation's handlers write, down to the lowest level."""
    written = io.StringIO()
    loggers = [logging.getLogger(), logging.getLogger("django")]
    handlers = {
        handler
        for logger in loggers
        for handler in logger.handlers
        if type(handler) is logging.StreamHandler
    }
    assert handlers
    before = [(handler, handler.stream) for handler in handlers]
    levels = [(logger, logger.level) for logger in loggers]
    for handler in handlers:
        handler.setStream(written)
    for logger in loggers:
        logger.setLevel(logging.INFO)
    yield written
    for handler, stream in before:
        handler.setStream(stream)
    for logger, level in levels:
        logger.setLevel(level)
