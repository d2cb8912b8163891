"""Django's registration of the app."""

from typing import Any

from django.apps import AppConfig


class EncyclopediaConfig(AppConfig):
    """The app `encyclopedia`."""

    name = "rapport.encyclopedia"
    label = "encyclopedia"

    def ready(self) -> None:
        """Write the public history whenever an article is published."""
        from wagtail.signals import page_published  # noqa: PLC0415 (apps must be ready)

        page_published.connect(_note_publication, dispatch_uid="rapport-article-published")


def _note_publication(sender: type, instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    from rapport.encyclopedia.actions.record_publication import (  # noqa: PLC0415
        record_publication,
    )
    from rapport.encyclopedia.models import Article  # noqa: PLC0415

    if isinstance(instance, Article):
        record_publication(instance, instance.change_note, revision.user if revision else None)
