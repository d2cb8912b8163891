"""Clinical review: a task of the workflow in which a reviewer signs what they read."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from rapport.encyclopedia.models.article import Article


class Signature(models.Model):
    """Who read which text, and when: written once, never changed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="signatures")
    content_hash = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=150)
    credential = models.CharField(_("credential"), max_length=150)
    signed_on = models.DateField(_("signed on"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ("-signed_on", "-pk")
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self) -> str:
        return f"{self.name}, {self.credential}, {self.signed_on}"


class SigningForm(forms.Form):
    """What a reviewer says when signing."""

    name = forms.CharField(label=_("Your name, as readers see it"), max_length=150)
    credential = forms.CharField(
        label=_("Your credential, written out"),
        max_length=150,
        help_text=_("Such as: PhD, licensed psychologist."),
    )
    has_read = forms.BooleanField(
        label=_("I read the whole text and its references, and what it says is right and safe.")
    )
    comment = forms.CharField(
        label=_("Comment for the editors"), required=False, widget=forms.Textarea({"rows": 2})
    )


class ClinicalReview(AbstractGroupApprovalTask):
    """A reviewer signs an article, or asks for changes. Signing is all that reviewers may do."""

    class Meta:
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")

    def get_actions(self, obj: Article, user: Any) -> list[tuple[str, Any, bool]]:
        """Offer signing and asking for changes to the group of reviewers."""
        if not super().get_actions(obj, user):
            return []
        return [("reject", _("Ask for changes"), True), ("approve", _("Sign as reviewed"), True)]

    def get_form_for_action(self, action: str) -> Any:
        """Ask for name and credential before signing."""
        return SigningForm if action == "approve" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Write the signature for the text as it is now, then let the workflow go on."""
        from rapport.encyclopedia.actions.sign import sign_article  # noqa: PLC0415 (its model)

        if action_name == "approve":
            form = SigningForm(kwargs)
            if not form.is_valid():
                raise ValueError("a signature needs a name and a credential")
            said = form.cleaned_data
            text = task_state.workflow_state.content_object.get_latest_revision_as_object()
            sign_article(text, name=said["name"], credential=said["credential"], user=user)
            kwargs = {"comment": said["comment"]}
        super().on_action(task_state, user, action_name, **kwargs)
