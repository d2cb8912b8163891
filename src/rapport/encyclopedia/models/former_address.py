"""Addresses that articles once had: they lead to the new ones for good."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.encyclopedia.models.article import Article


class FormerAddress(models.Model):
    """The last part of an address under which an article was once published."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.SlugField(max_length=255, db_index=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(fields=("article", "slug"), name="former_address_once"),
        ]

    def __str__(self) -> str:
        return self.slug
