"""Django's registration of the app."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.db.models.signals import post_delete, post_save


class OperatorConfig(AppConfig):
    """The app `operator`."""

    name = "rapport.operator"
    label = "operator"

    def ready(self) -> None:
        """Let pages have a changed crisis line once committed, and read the settings once each."""
        from rapport.operator import queries  # noqa: PLC0415
        from rapport.operator.crisis_keeping import publish_crisis_lines  # noqa: PLC0415
        from rapport.operator.models import OperatorSettings, StoredCrisisLine  # noqa: PLC0415

        def publish(**_: object) -> None:
            transaction.on_commit(publish_crisis_lines, robust=True)

        for signal in (post_save, post_delete):
            signal.connect(publish, StoredCrisisLine, weak=False, dispatch_uid="crisis-lines")
        request_started.connect(queries.begin_request)
        request_finished.connect(queries.end_request)
        post_save.connect(queries.forget_settings, OperatorSettings)
