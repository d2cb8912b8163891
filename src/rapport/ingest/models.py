"""Runs of imports, and what they read before it is applied."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    """A record that was read and understood, waiting to be applied."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="staged")
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=400)
    fingerprint = models.CharField(max_length=64)
    record = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("run", "key"), name="staged_record_key"),
        ]

    def __str__(self) -> str:
        return self.key
