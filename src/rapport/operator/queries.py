"""The one door to the operator's settings."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from rapport.operator.models import OperatorSettings


def operator_settings() -> OperatorSettings:
    """Give the settings in force. One query."""
    return OperatorSettings.current()


def operators_today() -> date:
    """Give today's date where the operator is: it ages facts and turns the rotation. One query."""
    return timezone.localdate(timezone=ZoneInfo(operator_settings().time_zone))
