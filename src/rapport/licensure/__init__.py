"""Who may see a person who is in this state today? Yes, no or unknown, with the reason."""

from rapport.licensure.compacts import PROFESSIONS_WITH_COMPACT
from rapport.licensure.decision import may_see
from rapport.licensure.licence import LicenceHeld, Standing
from rapport.licensure.verdict import Answer, Reason, Verdict

__all__ = [
    "PROFESSIONS_WITH_COMPACT",
    "Answer",
    "LicenceHeld",
    "Reason",
    "Standing",
    "Verdict",
    "may_see",
]
