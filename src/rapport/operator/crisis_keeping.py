"""Bring the shipped crisis lines into the database, and the operator's lines out to the pages."""

from django.dispatch import Signal

from rapport.operator.crisis import CrisisLine, shipped_crisis_lines, write_copy
from rapport.operator.models import StoredCrisisLine

crisis_lines_published = Signal()
"""Sent after the pages' copy was written: who keeps copies of their own writes them anew."""

FIRST_POSITION, STEP = 10, 10


def bring_in_shipped_lines() -> None:
    """Add shipped lines that are missing, and renew those that the operator never touched."""
    own = set(StoredCrisisLine.objects.filter(is_own=True).values_list("slug", flat=True))
    for number, line in enumerate(shipped_crisis_lines()):
        if line.slug not in own:
            StoredCrisisLine.objects.update_or_create(
                slug=line.slug,
                defaults=_fields(line) | {"position": FIRST_POSITION + number * STEP},
            )


def publish_crisis_lines() -> None:
    """Write the pages' copy of what the database says; an empty table leaves the shipped lines."""
    lines = [row.line() for row in StoredCrisisLine.objects.filter(is_shown=True)]
    write_copy(lines)
    crisis_lines_published.send(sender=None)


def _fields(line: CrisisLine) -> dict[str, object]:
    names = ("name", "call", "call_hint", "text", "keyword", "web", "source", "read_on", "note")
    return {name: getattr(line, name) for name in names} | {"purpose": line.purpose.value}
