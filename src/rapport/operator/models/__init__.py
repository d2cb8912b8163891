"""What the operator of a directory decides and writes."""

from rapport.operator.models.policy_text import PolicyPlace, PolicyText
from rapport.operator.models.settings import OperatorSettings, Units
from rapport.operator.models.stored_crisis_line import StoredCrisisLine

__all__ = ["OperatorSettings", "PolicyPlace", "PolicyText", "StoredCrisisLine", "Units"]
