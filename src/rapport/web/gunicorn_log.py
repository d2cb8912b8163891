"""Gunicorn's own log, without the address of a visitor or of a search."""

import logging

from gunicorn.config import Config
from gunicorn.glogging import Logger


def _says_nothing_of_a_visitor(record: logging.LogRecord) -> bool:
    """Keep a record that gunicorn writes of itself; of a request only that it went wrong."""
    about_a_request = ("Invalid request", "Error handling request", "Invalid HTTP")
    if str(record.msg).startswith(about_a_request):
        record.msg, record.args, record.exc_info = "a request could not be handled", (), None
    return True


class VisitorlessLogger(Logger):
    """Gunicorn's logger with that filter."""

    def setup(self, cfg: Config) -> None:
        """Set up as gunicorn does, then filter."""
        super().setup(cfg)
        self.error_log.addFilter(_says_nothing_of_a_visitor)
