"""Logs name the route, never what a person asked for."""

import logging


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
                record.exc_info = None if record.levelno < logging.ERROR else record.exc_info
            del record.__dict__["request"]
        return True
