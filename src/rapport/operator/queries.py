"""The one door to what the operator decides and writes."""

from collections.abc import Mapping
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


def operator_settings() -> OperatorSettings:
    """Give the settings in force. One query."""
    return OperatorSettings.current()


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
