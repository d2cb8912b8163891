"""What a listing says of itself in terms of the vocabulary."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.directory.models.listing import Listing
from rapport.vocabulary.models import Term


class EmphasisChoice(models.TextChoices):
    """How much of the work it is; blank where that makes no sense."""

    FOCUS = "focus", _("A focus")
    ALSO = "also", _("Also works with")


class ListingTerm(models.Model):
    """One term of a listing: an expertise, a language, a community, an age group and so on.

    `training` names the training behind an expertise, `proficiency` how well a language is spoken,
    `is_member` that the therapist belongs to a community instead of only serving it.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    emphasis = models.CharField(max_length=6, choices=EmphasisChoice.choices, blank=True)
    training = models.CharField(_("training"), max_length=200, blank=True)
    proficiency = models.CharField(_("proficiency"), max_length=20, blank=True)
    is_member = models.BooleanField(_("belongs to it"), default=False)

    class Meta:
        verbose_name = _("term of a listing")
        verbose_name_plural = _("terms of a listing")
        constraints = [
            models.UniqueConstraint(fields=("listing", "term"), name="listing_term_once"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.term_id}"
