"""The form in which articles are written."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

_ACTIONS_THAT_ASK_WHY = ("action-publish", "action-submit")


class ArticleForm(WagtailAdminPageForm):
    """Asks for a reason when publishing; a reviewer reads and signs, and changes nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page, user = self.instance, self.for_user
        if page.pk and not page.has_unpublished_changes:
            self.initial["change_note"] = ""
        if page.pk and user and not _may_edit(page, user):
            for field in self.fields.values():
                field.disabled = True

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the text is about to be published or submitted."""
        cleaned: dict[str, Any] = super().clean()
        asks = any(action in self.data for action in _ACTIONS_THAT_ASK_WHY)
        if asks and not (cleaned.get("change_note") or "").strip():
            self.add_error("change_note", _("Say in a few words what changed, and why."))
        return cleaned


def _may_edit(page: Any, user: Any) -> bool:
    from wagtail.permissions import page_permission_policy  # noqa: PLC0415 (apps must be ready)

    return bool(page_permission_policy.user_has_permission_for_instance(user, "change", page))
