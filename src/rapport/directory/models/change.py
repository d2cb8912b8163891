"""The change log that every worker's index follows."""

from django.db import models


class ChangeClock(models.Model):
    """One row whose number rises with every change.

    It is raised inside the transaction that makes the change, and so locked until that commits:
    numbers become visible in their order, and a follower that has seen 7 has seen all below 7.
    """

    seq = models.BigIntegerField(default=0)


class Change(models.Model):
    """A listing whose document must be made anew; without a listing, everything must."""

    seq = models.BigIntegerField(primary_key=True)
    listing_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)
