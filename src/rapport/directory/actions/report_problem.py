"""Count that something is wrong with a listing."""

from datetime import date

from django.db import transaction
from django.db.models import F, Sum

from rapport.directory.models import ProblemReport
from rapport.directory.models.problem_report import Wrong

MOST_PER_DAY = 20
"""For one listing and one mistake: more says nothing new and could only be meant to harm."""

MOST_IN_ALL_PER_DAY = 2_000


@transaction.atomic
def report_problem(listing_id: int, wrong: Wrong, on: date) -> bool:
    """Count one report; tell whether it was counted or beyond the limits of the day."""
    today = ProblemReport.objects.filter(on=on).aggregate(n=Sum("count"))["n"] or 0
    if today >= MOST_IN_ALL_PER_DAY:
        return False
    ProblemReport.objects.get_or_create(listing_id=listing_id, wrong=wrong, on=on)
    rows = ProblemReport.objects.filter(listing_id=listing_id, wrong=wrong, on=on)
    return bool(rows.filter(count__lt=MOST_PER_DAY).update(count=F("count") + 1, is_settled=False))
