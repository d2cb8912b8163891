"""A term that is changed in the administration changes the index of every worker."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from rapport.directory.actions.record_change import record_rebuild
from rapport.vocabulary.models import Term


def _rebuild(**_signal: Any) -> None:
    record_rebuild()


def follow_vocabulary() -> None:
    """Log a rebuild whenever a single term or its links are saved. A sync in bulk logs its own."""
    for signal in (post_save, post_delete):
        signal.connect(_rebuild, sender=Term, dispatch_uid="follow_vocabulary")
    for links in (Term.broader.through, Term.related.through):
        m2m_changed.connect(_rebuild, sender=links, dispatch_uid=f"follow_{links.__name__}")
