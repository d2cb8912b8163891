"""Enquiries: who answers people that write, as far as the directory itself passed messages on.

Part of the engine only, so far: no directory passes messages on yet, `Document.enquiries` is None
for every listing (`directory/documents.py`), and the part gives nothing to anybody.
"""

from collections.abc import Iterator

from rapport.matching.ranking.facts import MatchFacts
from rapport.matching.results import Reason, ReasonCode

ENOUGH = 0.8
"""A share from which on all points are earned: three messages of three, or forty of forty."""


def expected_share(received: int, answered: int) -> float:
    """The share of the next messages that will be answered, by Laplace's rule of succession.

    P. S. Laplace, "Essai philosophique sur les probabilités" (1814): (answered + 1) / (received +
    2). A half if nobody wrote; one message says little, many say much.
    """
    return (answered + 1) / (received + 2)


def share_earned(received: int, answered: int) -> float:
    """The share of the points, from 0 to 1: all of them from `ENOUGH` on."""
    return min(expected_share(received, answered), ENOUGH) / ENOUGH


def reasons(facts: MatchFacts, weight: float) -> Iterator[Reason]:
    """Points by the share of messages that can be expected to be answered.

    So who gets few messages and answers them, as part-timers do, stands as well as who gets many;
    who was never written to has five eighths of the points. Nothing where no messages are passed.
    """
    if facts.enquiries is None:
        return
    received, answered = facts.enquiries.received, facts.enquiries.answered
    points = weight * share_earned(received, answered)
    if received:
        yield Reason(ReasonCode.ANSWERS, points, share=(answered, received))
    else:
        yield Reason(ReasonCode.NOBODY_WROTE, points)
