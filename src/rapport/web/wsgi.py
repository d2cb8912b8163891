"""The entry for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Build the index before the workers are forked, so that they share its memory.

    Connections are closed afterwards, because two processes must never speak over one. What is
    there by then stays: the garbage collector need not look through it again (and so copy it).
    """
    from django.db import connections  # noqa: PLC0415 (after the set-up above)

    from rapport.directory.indexing import live_index  # noqa: PLC0415
    from rapport.operator.crisis_keeping import publish_crisis_lines  # noqa: PLC0415
    from rapport.places import load_places  # noqa: PLC0415
    from rapport.understanding import understand  # noqa: PLC0415
    from rapport.web.maps.lines import map_lines  # noqa: PLC0415

    load_places()
    map_lines()
    publish_crisis_lines()
    live = live_index()
    understand("warm", live.lexicon)
    connections.close_all()
    gc.collect()
    gc.freeze()


_warm()
