"""The one door to what the operator decides and writes."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from rapport.operator.models import OperatorSettings, PolicyText


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the operator wrote for one place, the language it is in, and when it was changed."""

    text: str
    language: str
    changed_on: date


_of_this_request: ContextVar[list[OperatorSettings] | None] = ContextVar("settings", default=None)
"""What a request has read of the settings; None outside of requests."""


def operator_settings() -> OperatorSettings:
    """Give the settings in force. One query for a whole request, however often they are asked."""
    kept = _of_this_request.get()
    if kept is None:
        return OperatorSettings.current()
    if not kept:
        kept.append(OperatorSettings.current())
    return kept[0]


def begin_request(**_: object) -> None:
    """Read the settings anew, once, until the request ends or they are saved."""
    _of_this_request.set([])


def end_request(**_: object) -> None:
    """Keep nothing between requests."""
    _of_this_request.set(None)


def forget_settings(**_: object) -> None:
    """Read the settings again, because they were saved."""
    if _of_this_request.get():
        begin_request()


def operators_today() -> date:
    """Give today's date where the operator is: it ages facts and turns the rotation. One query."""
    return timezone.localdate(timezone=ZoneInfo(operator_settings().time_zone))


def policy_texts(language: str) -> Mapping[str, OwnWords]:
    """Give the operator's words by place; in the first language where this one has none. One query.

    The keys are the values of `PolicyPlace`.
    """
    rows = PolicyText.objects.filter(language__in={language, settings.LANGUAGE_CODE})
    found: dict[str, OwnWords] = {}
    for row in sorted(rows, key=lambda one: one.language == language):
        found[row.place] = OwnWords(row.text, row.language, row.changed_on)
    return found
