"""Logs name the route, never what a person asked for."""

import logging
import traceback
from collections.abc import Iterator


class RouteOnly(logging.Filter):
    """Replaces the path of a request by the name of its route, and drops form values."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record that carries a request; let every record through."""
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            status = getattr(record, "status_code", "")
            record.msg = f"{request.method} {match.view_name if match else 'no route'} {status}"
            record.args = ()
            if record.exc_info and record.exc_info[1] is not None:
                is_ours = record.levelno >= logging.ERROR
                record.exc_text = _without_messages(record.exc_info[1]) if is_ours else None
                record.exc_info = None
            del record.__dict__["request"]
        return True


def _without_messages(error: BaseException) -> str:
    """Give the places in the code and the kinds of errors: a message may quote what was typed."""
    return "\n".join(
        f"{''.join(traceback.format_tb(one.__traceback__))}{type(one).__qualname__}"
        for one in reversed(list(_chain(error)))
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
