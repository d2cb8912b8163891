"""Which invented listings are not shown, or were asked something and have not answered."""

HIDDEN_STATUS = {16: "paused", 26: "withdrawn", 36: "draft"}
"""Status by the number of a listing, counted anew after every `EVERY`."""

ASKED_DAYS_AGO = {46: 120, 56: 30}
"""Days since a claimed listing was first asked; after 90 without an answer it is hidden."""

EVERY = 120


def hidden_status(index: int) -> str:
    """Give the status of a listing that is not published, or "" for a published one."""
    return HIDDEN_STATUS.get(index % EVERY, "")


def asked_days_ago(index: int) -> int | None:
    """Give how long a claimed listing has left a question open; None if it has not."""
    return ASKED_DAYS_AGO.get(index % EVERY)
