"""Runs of imports, what they read before it is applied, and what they withdrew."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models import SourceRecord


class ImportRun(models.Model):
    """One import of one file. Until it is applied it has changed nothing but its own rows."""

    class State(models.TextChoices):
        """How far it got; a killed one stays `staging` and is swept by the next."""

        STAGING = "staging", _("Staging")
        APPLIED = "applied", _("Applied")

    source_slug = models.SlugField(max_length=60)
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STAGING.value)
    report = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.file_name


class StagedRecord(models.Model):
    """A record that was read and understood, waiting to be applied.

    One that another row contradicts is kept to the end, so that its listing is not taken for
    missing, but is not applied.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="staged")
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=400)
    npi = models.CharField(max_length=10, blank=True)
    fingerprint = models.CharField(max_length=64)
    record = models.JSONField()
    is_refused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("run", "key"), name="staged_record_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Withdrawal(models.Model):
    """A listing that an import withdrew because its row had vanished.

    `listing_updated_at` is that of the listing right after: if somebody changed it since, it is
    theirs, and a row that returns does not publish it again.
    """

    record = models.OneToOneField(SourceRecord, on_delete=models.CASCADE, related_name="withdrawal")
    listing_updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.record_id)


class RosterUpload(models.Model):
    """A roster that somebody is bringing in through the browser, between one step and the next.

    `stored_path` is that of the file below the directory of uploads. `mapping` is the mapping as a
    file of YAML would have it: nothing but strings, lists and tables.
    """

    file_name = models.CharField(max_length=255)
    stored_path = models.CharField(max_length=255)
    mapping = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roster_uploads"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name
