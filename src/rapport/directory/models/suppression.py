"""Records that must never be published again, whatever an import brings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.source import Source


class Suppression(models.Model):
    """A record of a source by its key, or a person by NPI in every source."""

    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.CASCADE)
    key = models.CharField(_("key"), max_length=400, blank=True)
    npi = models.CharField(_("NPI"), max_length=10, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("suppression")
        verbose_name_plural = _("suppressions")
        constraints = [
            models.CheckConstraint(
                name="suppression_names_something",
                condition=~models.Q(key="") | ~models.Q(npi=""),
            ),
        ]

    def __str__(self) -> str:
        return self.npi or self.key
