"""What changed in an article, when and why: the public history."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.encyclopedia.models.article import Article


class PublishedChange(models.Model):
    """One publication of a changed text: written once, never changed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="changes")
    published_on = models.DateField(_("published on"))
    why = models.CharField(_("what changed, and why"), max_length=300)
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-published_on", "-pk")
        verbose_name = _("published change")
        verbose_name_plural = _("published changes")

    def __str__(self) -> str:
        return f"{self.published_on}: {self.why}"
